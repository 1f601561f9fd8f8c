package org.labelupscaler.volume.n5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.file.AtomicStream;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.store.Entry;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.BlockFrame;
import org.labelupscaler.volume.BlockReader;
import org.labelupscaler.volume.BlockSink;
import org.labelupscaler.volume.ChunkKeys;
import org.labelupscaler.volume.ChunkLayout;
import org.labelupscaler.volume.Display;
import org.labelupscaler.volume.Portions;
import org.labelupscaler.volume.StoredJson;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeRecord;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.WriteMode;
import org.labelupscaler.volume.bdv.BdvXml;

import com.google.gson.JsonObject;

/** N5 in the layout of BigDataViewer, with its XML and settings beside it where it lies in a folder. */
public final class N5VolumeFormat implements VolumeFormat {


	/** The lowest version that is true of what is written; readers refuse a major version above their own. */
	private static final String VERSION = "2.5.1";

	private static final Key ROOT_ATTRIBUTES = new Key(BdvLayout.ATTRIBUTES);

	@Override
	public String word() {
		return "n5";
	}

	@Override
	public String title() {
		return "N5 container";
	}

	@Override
	public List<String> endings() {
		return List.of(".n5");
	}

	@Override
	public Set<Compression.Kind> compressions() {
		// NB: what N5 calls blosc is not what Zarr does.
		return EnumSet.of(Compression.Kind.GZIP, Compression.Kind.LZ4, Compression.Kind.ZSTD, Compression.Kind.RAW);
	}

	@Override
	public Key level(final int level) {
		return BdvLayout.level(level);
	}

	@Override
	public Portions portions(final VolumeSpec spec, final int level) {
		return Portions.columns(spec.grids().get(level));
	}

	@Override
	public Optional<Key> recordKey() {
		return Optional.of(ROOT_ATTRIBUTES);
	}

	@Override
	public Optional<VolumeRecord> record(final Store store) {
		return StoredJson.read(store, ROOT_ATTRIBUTES).flatMap(VolumeRecord::of);
	}

	@Override
	public void writeRecord(final Store store, final VolumeSpec spec, final VolumeRecord record, final boolean sync) {
		final JsonObject attributes = new JsonObject();
		attributes.addProperty("n5", VERSION);
		attributes.add(VolumeRecord.NAME, record.json());
		StoredJson.write(store, ROOT_ATTRIBUTES, attributes, sync);
	}

	@Override
	public void begin(final Store store, final VolumeSpec spec, final String title) {
		final BdvLayout layout = new BdvLayout(spec);
		layout.attributes().forEach((key, json) -> StoredJson.write(store, key, json));
		xml(store).ifPresent(xml -> write(store, xml, xml.file(), xml.text(title, spec.size(), spec.voxelSize(), spec.offset())));
	}

	@Override
	public List<Key> metadata(final VolumeSpec spec) {
		return List.copyOf(new BdvLayout(spec).attributes().keySet());
	}

	@Override
	public void finish(final Store store, final VolumeSpec spec, final Display display) {
		// NB: those that are there may hold a user's bookmarks and colours.
		xml(store).filter(xml -> !Files.exists(xml.settings())).ifPresent(xml -> write(store, xml, xml.settings(), BdvXml.settings(
			display)));
	}

	private static void write(final Store store, final BdvXml xml, final Path file, final String text) {
		final byte[] content = text.getBytes(StandardCharsets.UTF_8);
		try {
			if (xml.isInside())
				store.put(new Key(file.getFileName().toString()), ByteBuffer.wrap(content));
			else
				AtomicStream.write(file, content);
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot write " + file + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	private static Optional<BdvXml> xml(final Store store) {
		return store.path(Key.ROOT).map(BdvXml::of);
	}

	private ChunkLayout layout(final Store store, final VolumeSpec spec) {
		final List<Portions> portions = new ArrayList<>();
		final List<ChunkKeys> keys = new ArrayList<>();
		for (final BlockGrid grid : spec.grids()) {
			keys.add(new ChunkKeys(BdvLayout.level(keys.size()), false));
			portions.add(Portions.columns(grid));
		}
		return new ChunkLayout(store, portions, keys, () -> newFrame(spec));
	}

	@Override
	public BlockFrame newFrame(final VolumeSpec spec) {
		return new N5Frame(spec.type(), spec.compression());
	}

	@Override
	public BlockSink sink(final Store store, final VolumeSpec spec, final WriteMode mode) {
		return layout(store, spec).sink(mode);
	}

	@Override
	public BlockReader reader(final Store store, final VolumeSpec spec, final boolean background) {
		return layout(store, spec).reader(background);
	}

	@Override
	public void checkMetadata(final Store store, final VolumeSpec spec) {
		final Map<Key, JsonObject> attributes = new BdvLayout(spec).attributes();
		final Map<Key, JsonObject> ofLevels = new LinkedHashMap<>();
		for (int l = 0; l < spec.pyramid().levels(); l++) {
			final Key key = BdvLayout.level(l).resolve(BdvLayout.ATTRIBUTES);
			ofLevels.put(key, attributes.get(key));
		}
		StoredJson.check(store, ofLevels);
	}

	@Override
	public boolean isOwn(final Store store, final Entry entry, final int levels) {
		final String name = entry.key().name();
		if (BdvLayout.contains(entry, levels))
			return true;
		return entry.kind() == Entry.Kind.BYTES && (name.equals(BdvLayout.ATTRIBUTES) || stays(entry.key()) || store.path(Key.ROOT).filter(
			root -> BdvXml.isInside(root, name)).isPresent());
	}

	@Override
	public boolean stays(final Key key) {
		return BdvXml.areSettingsInside(key.name());
	}

	@Override
	public Optional<Entry> findForeign(final Store store) throws IOException {
		return BdvLayout.findForeign(store);
	}

	@Override
	public Beside beside(final Store store) {
		return xml(store).<Beside>map(xml -> xml).orElse(Beside.NOTHING);
	}

	@Override
	public String howToOpen(final Store store) {
		return xml(store).map(xml -> xml.file() + " in BigDataViewer, or ").orElse("") + store.describe(BdvLayout.GROUP) +
			" in N5 Viewer";
	}
}
