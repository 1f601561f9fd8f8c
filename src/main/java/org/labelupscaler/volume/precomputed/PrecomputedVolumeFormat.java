package org.labelupscaler.volume.precomputed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.encode.CompressedSegmentation;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.MortonCode;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.store.Entry;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.BlockEncoder;
import org.labelupscaler.volume.BlockFrame;
import org.labelupscaler.volume.BlockReader;
import org.labelupscaler.volume.BlockSink;
import org.labelupscaler.volume.Display;
import org.labelupscaler.volume.Portions;
import org.labelupscaler.volume.ShardLayout;
import org.labelupscaler.volume.StoredJson;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeRecord;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.WriteMode;

import com.google.gson.JsonObject;

/**
 * The precomputed format of Neuroglancer: {@code info}, with the record of the job among its members; the levels 0, 1 and so on, each
 * in shards; and {@code segment_properties}, the names of the labels.
 */
public final class PrecomputedVolumeFormat implements VolumeFormat {

	private static final Pattern INSIDE = Pattern.compile("(?<level>0|[1-9][0-9]{0,2})(/(?<name>[^/]+))?");

	@Override
	public String word() {
		return "precomputed";
	}

	@Override
	public String title() {
		return "Neuroglancer volume";
	}

	@Override
	public String aTitle() {
		return "a " + title();
	}

	@Override
	public List<String> endings() {
		return List.of(".precomputed");
	}

	@Override
	public Set<Compression.Kind> compressions() {
		return EnumSet.of(Compression.Kind.GZIP, Compression.Kind.RAW);
	}

	@Override
	public Optional<String> obstacle(final VolumeSpec spec) {
		final Optional<String> usual = VolumeFormat.super.obstacle(spec);
		if (usual.isPresent())
			return usual;
		if (spec.type() == LabelType.INT64)
			return Optional.of("type: a Neuroglancer volume has no labels of int64; renumber them (values)");
		if (PrecomputedFrame.isSegmentation(spec) && !CompressedSegmentation.holds(spec.type(), spec.blockSize()))
			return Optional.of("block: compressed_segmentation takes blocks of at most " + (spec.type() == LabelType.UINT32 ? "176"
				: "160") + " voxels along each axis, or as many in all; use smaller blocks");
		for (final BlockGrid grid : spec.grids())
			try {
				new MortonCode(grid.gridSize());
			}
			catch (final IllegalArgumentException e) {
				return Optional.of("block: so many blocks have no numbers in a Neuroglancer volume; use larger blocks");
			}
		for (int l = 0; l < spec.pyramid().levels(); l++)
			if (VolumeInfo.offset(spec, l).isEmpty())
				return Optional.of("offset: a Neuroglancer volume begins at a whole number of voxels, at each of its levels, and " + spec
					.voxelSize(l) + " do not divide the offset; set it to 0 and place the layer in Neuroglancer, or write fewer levels");
		return Optional.empty();
	}

	@Override
	public List<String> notes(final VolumeSpec spec) {
		return spec.voxelSize().hasUnit() ? List.of() : List.of("Neuroglancer counts in nanometres, and the unit of the voxel size is " +
			"unknown: an edge of 1 is written as 1 nm. Say the unit (unit).");
	}

	@Override
	public Key level(final int level) {
		return VolumeInfo.level(level);
	}

	@Override
	public Portions portions(final VolumeSpec spec, final int level) {
		return VolumeInfo.sharding(spec, level).portions();
	}

	/** NB: whatever other programs call info, folders and plain texts too, is none of ours. */
	@Override
	public Optional<Key> recordKey() {
		return Optional.of(VolumeInfo.KEY);
	}

	@Override
	public Optional<VolumeRecord> record(final Store store) {
		return StoredJson.mentions(store, VolumeInfo.KEY, '"' + VolumeRecord.NAME + '"') ? StoredJson.read(store, VolumeInfo.KEY).flatMap(
			VolumeRecord::of) : Optional.empty();
	}

	@Override
	public void writeRecord(final Store store, final VolumeSpec spec, final VolumeRecord record, final boolean sync) {
		// NB: the rest is written as well, for an info file without it is none.
		write(store, spec, record, sync);
	}

	private static void write(final Store store, final VolumeSpec spec, final VolumeRecord record, final boolean sync) {
		final JsonObject info = VolumeInfo.json(spec);
		info.add(VolumeRecord.NAME, record.json());
		StoredJson.write(store, VolumeInfo.KEY, info, sync);
	}

	@Override
	public void begin(final Store store, final VolumeSpec spec, final String title) {
		final JsonObject info = VolumeInfo.json(spec);
		record(store).ifPresent(record -> info.add(VolumeRecord.NAME, record.json()));
		StoredJson.write(store, VolumeInfo.KEY, info);
		finish(store, spec, new Display(0, 1, 1, List.of()));
	}

	@Override
	public List<Key> metadata(final VolumeSpec spec) {
		return List.of(VolumeInfo.KEY, SegmentProperties.KEY);
	}

	@Override
	public void finish(final Store store, final VolumeSpec spec, final Display display) {
		StoredJson.write(store, SegmentProperties.KEY, SegmentProperties.json(display));
	}

	@Override
	public BlockFrame newFrame(final VolumeSpec spec) {
		return new PrecomputedFrame(spec);
	}

	/** Levels that share what takes memory. */
	private List<ShardLayout> levels(final Store store, final VolumeSpec spec, final BlockFrame frame) {
		final List<ShardLayout> levels = new ArrayList<>();
		for (int l = 0; l < spec.pyramid().levels(); l++) {
			final Sharding sharding = VolumeInfo.sharding(spec, l);
			levels.add(new ShardLayout(store, sharding.portions(), sharding, () -> new MinishardIndex(sharding), frame));
		}
		return levels;
	}

	@Override
	public BlockSink sink(final Store store, final VolumeSpec spec, final WriteMode mode) {
		final BlockFrame frame = newFrame(spec);
		final BlockEncoder encoder = new BlockEncoder(frame, mode.background());
		return BlockSink.ofLevels(levels(store, spec, frame).stream().map(level -> level.sink(mode, encoder)).toList());
	}

	@Override
	public BlockReader reader(final Store store, final VolumeSpec spec, final boolean background) {
		final BlockFrame frame = newFrame(spec);
		final BlockEncoder encoder = new BlockEncoder(frame, background);
		return BlockReader.ofLevels(levels(store, spec, frame).stream().map(level -> level.reader(encoder)).toList());
	}

	@Override
	public void checkMetadata(final Store store, final VolumeSpec spec) {
		StoredJson.check(store, Map.of(VolumeInfo.KEY, VolumeInfo.json(spec)));
	}

	@Override
	public boolean isOwn(final Store store, final Entry entry, final int levels) {
		final Key key = entry.key();
		final boolean bytes = entry.kind() == Entry.Kind.BYTES;
		final boolean prefix = entry.kind() == Entry.Kind.PREFIX;
		if (key.equals(VolumeInfo.KEY) || key.equals(SegmentProperties.KEY))
			return bytes;
		if (key.equals(SegmentProperties.FOLDER))
			return prefix;
		final Matcher matcher = INSIDE.matcher(key.name());
		if (!matcher.matches() || Integer.parseInt(matcher.group("level")) >= levels)
			return false;
		return matcher.group("name") == null ? prefix : bytes && Sharding.isName(matcher.group("name"));
	}

	@Override
	public boolean stays(final Key key) {
		return false;
	}

	@Override
	public Optional<Entry> findForeign(final Store store) throws IOException {
		// NB: the folders, but not what is in them: that is replaced, never written to.
		return store.findForeign(Key.ROOT, 1);
	}

	@Override
	public String howToOpen(final Store store) {
		return "precomputed:// and the address of " + store.describe(Key.ROOT) + " on a web server in Neuroglancer";
	}
}
