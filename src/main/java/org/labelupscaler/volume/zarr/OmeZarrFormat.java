package org.labelupscaler.volume.zarr;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.encode.Compression;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.store.Entry;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.BlockEncoder;
import org.labelupscaler.volume.BlockFrame;
import org.labelupscaler.volume.BlockReader;
import org.labelupscaler.volume.BlockSink;
import org.labelupscaler.volume.ChunkKeys;
import org.labelupscaler.volume.ChunkLayout;
import org.labelupscaler.volume.Display;
import org.labelupscaler.volume.Portions;
import org.labelupscaler.volume.ShardLayout;
import org.labelupscaler.volume.StoredJson;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeRecord;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.WholeChunkFrame;
import org.labelupscaler.volume.WriteMode;

import com.google.gson.JsonObject;

/**
 * What the versions of OME-Zarr have in common: an image of one set of levels, called 0, 1 and so on, each an array, with the record
 * of the job among the attributes of their group.
 */
public abstract class OmeZarrFormat implements VolumeFormat {

	private static final Pattern INSIDE = Pattern.compile("(?<level>0|[1-9][0-9]{0,2})(?<below>/.*)?");

	private final ZarrVersion zarr;
	private final OmeMetadata ome;

	OmeZarrFormat(final ZarrVersion zarr, final String version) {
		this.zarr = zarr;
		ome = new OmeMetadata(version);
	}

	@Override
	public String title() {
		return "OME-Zarr " + ome.version();
	}

	@Override
	public List<String> endings() {
		return List.of(".ome.zarr", ".zarr");
	}

	@Override
	public Set<Compression.Kind> compressions() {
		return EnumSet.complementOf(EnumSet.of(Compression.Kind.LZ4));
	}

	@Override
	public Key level(final int level) {
		return ZarrVersion.level(level);
	}

	/** What the attributes of the image are, within the metadata of its group. */
	abstract JsonObject attributes(JsonObject metadata);

	/** What describes the image, within its attributes. */
	abstract JsonObject ome(JsonObject attributes);

	private Optional<JsonObject> metadata(final Store store) {
		return StoredJson.read(store, zarr.attributes());
	}

	@Override
	public Optional<Key> recordKey() {
		return Optional.of(zarr.attributes());
	}

	@Override
	public Optional<VolumeRecord> record(final Store store) {
		return metadata(store).map(this::attributes).flatMap(VolumeRecord::of);
	}

	@Override
	public void writeRecord(final Store store, final VolumeSpec spec, final VolumeRecord record, final boolean sync) {
		final JsonObject metadata = metadata(store).orElseGet(this::newMetadata);
		attributes(metadata).add(VolumeRecord.NAME, record.json());
		StoredJson.write(store, zarr.attributes(), metadata, sync);
	}

	/** Metadata of the group that say nothing yet. */
	abstract JsonObject newMetadata();

	@Override
	public void begin(final Store store, final VolumeSpec spec, final String title) {
		metadata(spec, true).forEach((key, json) -> StoredJson.write(store, key, json));
		final JsonObject metadata = metadata(store).orElseGet(this::newMetadata);
		final JsonObject image = ome(attributes(metadata));
		image.add("multiscales", ome.multiscales(spec, title));
		image.add("image-label", ome.imageLabel(new Display(0, 1, 1, List.of())));
		StoredJson.write(store, zarr.attributes(), metadata);
	}

	/** The metadata of the levels, and those of the group that never change. */
	private Map<Key, JsonObject> metadata(final VolumeSpec spec, final boolean group) {
		final Map<Key, JsonObject> metadata = new LinkedHashMap<>();
		for (int l = 0; l < spec.pyramid().levels(); l++)
			metadata.put(zarr.array(l), zarr.array(spec, portions(spec, l)));
		if (group)
			groupKey().ifPresent(key -> metadata.put(key, zarr.group()));
		return metadata;
	}

	/** Where it is said that there is a group, if that is not where its attributes are. */
	abstract Optional<Key> groupKey();

	@Override
	public List<Key> metadata(final VolumeSpec spec) {
		final List<Key> keys = new ArrayList<>(metadata(spec, true).keySet());
		keys.add(zarr.attributes());
		return keys;
	}

	@Override
	public void finish(final Store store, final VolumeSpec spec, final Display display) {
		final JsonObject metadata = metadata(store).orElseGet(this::newMetadata);
		ome(attributes(metadata)).add("image-label", ome.imageLabel(display));
		StoredJson.write(store, zarr.attributes(), metadata);
	}

	@Override
	public BlockFrame newFrame(final VolumeSpec spec) {
		// NB: beyond the volume, of which no reader takes notice, the last voxels are repeated, which costs least.
		return new WholeChunkFrame(spec, spec.compression().newCodec(ByteOrder.LITTLE_ENDIAN), RunBlock::extended);
	}

	@Override
	public BlockSink sink(final Store store, final VolumeSpec spec, final WriteMode mode) {
		// NB: one frame, and one sink for all levels that are not in shards, so that memory is that of one.
		final BlockFrame frame = newFrame(spec);
		final BlockSink chunks = chunks(store, spec, frame).sink(mode);
		final List<BlockSink> levels = new ArrayList<>();
		for (int l = 0; l < spec.pyramid().levels(); l++)
			levels.add(portions(spec, l).whole() ? shards(store, spec, l, frame).sink(mode, new BlockEncoder(frame, mode.background()))
				: chunks);
		return BlockSink.ofLevels(levels);
	}

	private ShardLayout shards(final Store store, final VolumeSpec spec, final int level, final BlockFrame frame) {
		final Portions order = portions(spec, level);
		return new ShardLayout(store, order, new ChunkKeys(zarr.chunks(level), true), () -> new ZarrShardIndex(order.blocks()), frame);
	}

	private ChunkLayout chunks(final Store store, final VolumeSpec spec, final BlockFrame frame) {
		final List<Portions> orders = new ArrayList<>();
		final List<ChunkKeys> keys = new ArrayList<>();
		for (int l = 0; l < spec.pyramid().levels(); l++) {
			orders.add(portions(spec, l));
			keys.add(new ChunkKeys(zarr.chunks(l), true));
		}
		return new ChunkLayout(store, orders, keys, () -> frame);
	}

	@Override
	public BlockReader reader(final Store store, final VolumeSpec spec, final boolean background) {
		final BlockFrame frame = newFrame(spec);
		final BlockReader chunks = chunks(store, spec, frame).reader(background);
		final List<BlockReader> levels = new ArrayList<>();
		for (int l = 0; l < spec.pyramid().levels(); l++)
			levels.add(portions(spec, l).whole() ? shards(store, spec, l, frame).reader(new BlockEncoder(frame, background)) : chunks);
		return BlockReader.ofLevels(levels);
	}

	@Override
	public void checkMetadata(final Store store, final VolumeSpec spec) {
		StoredJson.check(store, metadata(spec, false));
	}

	@Override
	public boolean isOwn(final Store store, final Entry entry, final int levels) {
		final Key key = entry.key();
		final boolean bytes = entry.kind() == Entry.Kind.BYTES;
		if (key.equals(zarr.attributes()) || groupKey().equals(Optional.of(key)))
			return bytes;
		final Matcher matcher = INSIDE.matcher(key.name());
		if (!matcher.matches() || Integer.parseInt(matcher.group("level")) >= levels)
			return false;
		final int level = Integer.parseInt(matcher.group("level"));
		if (key.equals(zarr.array(level)))
			return bytes;
		final boolean prefix = entry.kind() == Entry.Kind.PREFIX;
		if (matcher.group("below") == null || key.equals(zarr.chunks(level)))
			return prefix;
		final String below = zarr.chunks(level).name() + "/";
		if (!key.name().startsWith(below))
			return false;
		final String[] numbers = key.name().substring(below.length()).split("/");
		return numbers.length <= 3 && (numbers.length == 3 ? bytes : prefix) && List.of(numbers).stream().allMatch(
			ChunkKeys::isNumber);
	}

	@Override
	public boolean stays(final Key key) {
		return false;
	}

	@Override
	public Optional<Entry> findForeign(final Store store) throws IOException {
		// NB: down to the folders of chunks, but not at the chunks: these are replaced, never written to.
		return store.findForeign(Key.ROOT, zarr.chunks(0).name().split("/").length + 2);
	}

	@Override
	public String howToOpen(final Store store) {
		return store.describe(Key.ROOT) + " in napari or N5 Viewer";
	}
}
