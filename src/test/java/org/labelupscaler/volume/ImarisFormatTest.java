package org.labelupscaler.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.labelupscaler.MemorySource;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.Sources;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.VolumeRecord.State;
import org.labelupscaler.volume.imaris.ImarisFormat;


import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;

/** Imaris files, read by jhdf and by this program's own sources; src/test/python/check_imaris.py has h5py and the HDF5 tools. */
class ImarisFormatTest extends AbstractFileFormatTest {

	private static final ImarisFormat FORMAT = new ImarisFormat();

	@Override
	VolumeFormat format() {
		return FORMAT;
	}

	@Override
	Set<LabelType> refusedTypes() {
		return EnumSet.complementOf(EnumSet.of(LabelType.UINT8, LabelType.UINT16, LabelType.UINT32));
	}

	@Override
	int mark() {
		return 96;
	}

	/** What jhdf reads: whole chunks, with 0 beyond the voxels. */
	@Override
	long[] readPlainly(final Store store, final VolumeSpec spec, final int level) {
		final BlockGrid grid = spec.grids().get(level);
		try (HdfFile file = new HdfFile(store.path(FileStore.CONTENT).orElseThrow())) {
			final Dataset data = file.getDatasetByPath(channel(level) + "/Data");
			final int[] dimensions = data.getDimensions();
			for (int d = 0; d < 3; d++)
				assertEquals(grid.gridSize()[d] * spec.blockSize()[d], dimensions[2 - d]);
			final long[] labels = new long[(int) grid.voxels()];
			// NB: of a dataset without any chunk jhdf gives nothing.
			if (data.isEmpty())
				return labels;
			final long[] numbers = unsigned(numbers(file, channel(level) + "/Data"), spec.type());
			for (int i = 0, n = 0; i < numbers.length; i++) {
				final boolean inside = i % dimensions[2] < grid.size()[0] && i / dimensions[2] % dimensions[1] < grid.size()[1] && i /
					dimensions[2] / dimensions[1] < grid.size()[2];
				if (inside)
					labels[n++] = numbers[i];
				else
					assertEquals(0, numbers[i], "beyond the voxels");
			}
			return labels;
		}
	}

	private Path write(final RandomVolume volume, final WriteMode mode) {
		final Path path = newPath();
		whole(FORMAT.store(path), volume, mode);
		return path;
	}

	private static String channel(final int level) {
		return "/DataSet/ResolutionLevel " + level + "/TimePoint 0/Channel 0";
	}

	/** All numbers of a dataset, as jhdf reads them. */
	private static long[] numbers(final HdfFile file, final String path) {
		final Object flat = file.getDatasetByPath(path).getDataFlat();
		final long[] numbers = new long[java.lang.reflect.Array.getLength(flat)];
		for (int i = 0; i < numbers.length; i++)
			numbers[i] = ((Number) java.lang.reflect.Array.get(flat, i)).longValue();
		return numbers;
	}

	private static String text(final Node node, final String name) {
		return String.join("", (String[]) node.getAttribute(name).getData());
	}

	private static Map<String, String> texts(final HdfFile file, final String path) {
		final Map<String, String> texts = new TreeMap<>();
		final Node node = file.getByPath(path);
		for (final String name : node.getAttributes().keySet())
			texts.put(name, text(node, name));
		return texts;
	}

	private void check(final Path path, final RandomVolume volume) {
		try (HdfFile file = new HdfFile(path)) {
			for (int l = 0; l < volume.spec().pyramid().levels(); l++) {
				checkHistogram(file, volume, l);
				checkSource(path, volume, l);
			}
		}
	}

	/** NB: jhdf gives numbers of 8 bits as they are, with a sign or without. */
	private static long[] unsigned(final long[] numbers, final LabelType type) {
		return Arrays.stream(numbers).map(n -> n & (1L << 8 * type.bytes()) - 1).toArray();
	}

	private static void checkHistogram(final HdfFile file, final RandomVolume volume, final int level) {
		final boolean many = volume.spec().type() != LabelType.UINT8;
		assertEquals(many, file.getByPath(channel(level)) instanceof io.jhdf.api.Group group && group.getChild("Histogram1024") != null);
		for (final int bins : many ? new int[] { 256, 1024 } : new int[] { 256 }) {
			final String suffix = bins == 256 ? "" : "1024";
			final Map<String, String> texts = texts(file, channel(level));
			assertEquals("0.000", texts.get("HistogramMin" + suffix));
			final double width = Double.parseDouble(texts.get("HistogramMax" + suffix)) / bins;
			final long[] counts = new long[bins];
			for (final long label : volume.level(level))
				counts[(int) Math.min(bins - 1, label / width)]++;
			assertArrayEquals(counts, numbers(file, channel(level) + "/Histogram" + suffix), "level " + level);
		}
	}

	/** A level has only whole voxels. */
	private void checkSource(final Path path, final RandomVolume volume, final int level) {
		final VolumeSpec spec = volume.spec();
		final long[] size = new long[3];
		for (int d = 0; d < 3; d++)
			size[d] = Math.max(1, spec.size()[d] / spec.pyramid().factors(level)[d]);
		final long[] all = volume.level(level);
		final long[] stored = spec.grids().get(level).size();
		final long[] wanted = new long[(int) (size[0] * size[1] * size[2])];
		for (int i = 0; i < wanted.length; i++) {
			final long z = i / size[0] / size[1];
			final long y = i / size[0] % size[1];
			wanted[i] = all[(int) ((z * stored[1] + y) * stored[0] + i % size[0])];
		}
		try (LabelSource source = Sources.describe(path.resolve("DataSet/ResolutionLevel " + level)).open(new SourceOptions(folder,
			false))) {
			assertEquals(spec.type(), source.type());
			assertArrayEquals(size, source.size());
			assertArrayEquals(wanted, MemorySource.all(source));
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "UINT8", "UINT16", "UINT32" })
	void levelsAndHistogramsAreThoseOfImaris(final LabelType type) {
		final Compression compression = Compression.parse("gzip:6");
		for (final RandomVolume volume : List.of(small(type.ordinal(), type, compression), large(type.ordinal(), type, compression)))
			check(write(volume, PLAIN), volume);
	}

	/** 4,913 chunks: 77 leaves, so three levels of nodes, the last of each not full. */
	@Test
	void anIndexOfSeveralLevelsIsRead() throws Exception {
		final VolumeSpec spec = new VolumeSpec(LabelType.UINT16, new long[] { 34, 34, 33 }, VoxelSize.UNKNOWN, new double[3], new int[] { 2,
			2, 2 }, Compression.parse("raw"), Pyramid.single());
		for (final WriteMode mode : List.of(BACKGROUND, PLAIN)) {
			final RandomVolume volume = RandomVolume.of(4, spec);
			final Path path = write(volume, mode);
			checkVoxels(FORMAT.store(path), volume, mode.background(), "many chunks");
			checkPlainly(FORMAT.store(path), volume, "many chunks");
			if (!mode.background())
				continue;
			// NB: the root is found through the layout message of the dataset: version 3, chunked, 4 dimensions, address.
			final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
			final int layout = indexOf(bytes.array(), new byte[] { 3, 2, 4 });
			checkNode(bytes, bytes.getLong(layout + 3), 2, -1, -1, 2, new long[] { 0, 0, 0 }, new long[] { 34, 34, 34 });
			final int root = (int) bytes.getLong(layout + 3);
			final long left = bytes.getLong(root + 24 + 40);
			final long right = bytes.getLong(root + 24 + 48 + 40);
			// NB: 4096 = 14 · 289 + 50, 50 = 2 · 17 + 16, 4864 = 16 · 289 + 14 · 17 + 2; 77 leaves are 64 and 13.
			final long[] first = { 2 * 14, 2 * 2, 2 * 16 };
			checkNode(bytes, left, 1, -1, right, 64, new long[] { 0, 0, 0 }, first);
			checkNode(bytes, right, 1, left, -1, 13, first, new long[] { 34, 34, 34 });
			final long leaf = bytes.getLong((int) left + 24 + 40);
			checkNode(bytes, leaf, 0, -1, bytes.getLong((int) left + 24 + 48 + 40), 64, new long[] { 0, 0, 0 }, new long[] { 0, 2 * 3, 2 *
				13 });
			final long last = bytes.getLong((int) right + 24 + 12 * 48 + 40);
			checkNode(bytes, last, 0, bytes.getLong((int) right + 24 + 11 * 48 + 40), -1, 4913 - 76 * 64, new long[] { 2 * 16, 2 * 14, 2 *
				2 }, new long[] { 34, 34, 34 });
		}
	}

	/** A node by its bytes (III.A.1): first and last key are offsets z, y, x. */
	private static void checkNode(final ByteBuffer bytes, final long address, final int level, final long left, final long right,
		final int children, final long[] first, final long[] end)
	{
		final int at = (int) address;
		assertEquals("TREE", new String(bytes.array(), at, 4, java.nio.charset.StandardCharsets.US_ASCII));
		assertEquals(1, bytes.get(at + 4));
		assertEquals(level, bytes.get(at + 5));
		assertEquals(children, bytes.getShort(at + 6));
		assertEquals(left, bytes.getLong(at + 8));
		assertEquals(right, bytes.getLong(at + 16));
		for (int d = 0; d < 3; d++) {
			assertEquals(first[d], bytes.getLong(at + 24 + 8 + 8 * d), "first key " + d);
			assertEquals(end[d], bytes.getLong(at + 24 + children * 48 + 8 + 8 * d), "last key " + d);
		}
		assertEquals(16, bytes.getInt(at + 24), "bytes of the first chunk");
		assertEquals(0, bytes.getInt(at + 28), "filters left out");
	}

	private static int indexOf(final byte[] bytes, final byte[] wanted) {
		for (int i = 0; i < bytes.length - 3; i++)
			if (bytes[i] == wanted[0] && bytes[i + 1] == wanted[1] && bytes[i + 2] == wanted[2] && bytes[i + 3 + 7] == 0 && bytes[i + 11] == 2 &&
				bytes[i + 15] == 2)
				return i;
		throw new AssertionError("no layout message");
	}

	@Test
	void theFileBeginsWithTheSuperblock() throws Exception {
		final RandomVolume volume = RandomVolume.small(5, LabelType.UINT8, Compression.parse("gzip"));
		final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(write(volume, PLAIN))).order(ByteOrder.LITTLE_ENDIAN);
		assertEquals(0x0A1A0A0D46444889L, bytes.getLong(0));
		assertEquals(0L, bytes.getInt(8), "versions");
		assertEquals(8 << 8 | 8 << 16, bytes.getInt(12), "sizes of offsets and lengths");
		assertEquals(4 | 16 << 16, bytes.getInt(16), "nodes of groups");
		assertEquals(0, bytes.getInt(20));
		assertEquals(0, bytes.getLong(24));
		assertEquals(-1, bytes.getLong(32));
		assertEquals(bytes.capacity(), bytes.getLong(40));
		assertEquals(-1, bytes.getLong(48));
		final int root = (int) bytes.getLong(64);
		assertEquals(1, bytes.getShort(root), "an object header of version 1");
	}

	@Test
	void attributesAreThoseOfImaris() {
		final VolumeSpec spec = new VolumeSpec(LabelType.UINT16, new long[] { 20, 13, 25 }, new VoxelSize(0.0005, 0.001, 0.002, "mm"),
			new double[] { 0.25, -1, 0 }, new int[] { 7, 5, 9 }, Compression.parse("gzip"), Pyramid.of(List.of(new long[] { 2, 1, 2 },
				new long[] { 4, 4, 32 })));
		final Path path = write(RandomVolume.of(1, spec), PLAIN);
		try (HdfFile file = new HdfFile(path)) {
			assertEquals("ImarisDataSet", text(file, "ImarisDataSet"));
			assertEquals("5.5.0", text(file, "ImarisVersion"));
			assertEquals("DataSet", text(file, "DataSetDirectoryName"));
			assertEquals("DataSetInfo", text(file, "DataSetInfoDirectoryName"));
			assertEquals(1L, ((long[]) file.getAttribute("NumberOfDataSets").getData())[0]);
			assertEquals(Map.ofEntries(Map.entry("Name", "a title"), Map.entry("Description", "labels"), Map.entry("Unit", "um"), Map.entry(
				"RecordingDate", "1970-01-01 00:00:00.000"), Map.entry("ExtMin0", "250"), Map.entry("ExtMax0", "260"), Map.entry("ExtMin1",
					"-1000"), Map.entry("ExtMax1", "-987"), Map.entry("ExtMin2", "0"), Map.entry("ExtMax2", "50"), Map.entry("X", "20"), Map
						.entry("Y", "13"), Map.entry("Z", "25"), Map.entry("ResampleDimensionX", "true"), Map.entry("ResampleDimensionY",
							"true"), Map.entry("ResampleDimensionZ", "true")), texts(file, "/DataSetInfo/Image"));
			assertEquals(Map.of("Name", "a title", "Description", "labels", "ColorMode", "BaseColor", "Color", "1.000 1.000 1.000",
				"ColorOpacity", "1.000", "GammaCorrection", "1.000", "ColorRange", "0.000 7.000"), texts(file, "/DataSetInfo/Channel 0"));
			assertEquals("1970-01-01 00:00:00.000", texts(file, "/DataSetInfo/TimeInfo").get("TimePoint1"));
			final String[][] sizes = { { "20", "13", "25" }, { "10", "13", "12" }, { "5", "3", "1" } };
			for (int l = 0; l < 3; l++)
				for (int d = 0; d < 3; d++)
					assertEquals(sizes[l][d], texts(file, channel(l)).get("ImageSize" + "XYZ".charAt(d)));
		}
		final ImageSize measured = Sources.measure(path);
		assertEquals(new VoxelSize(0.5, 1, 2, "um"), measured.voxelSize());
		assertEquals(List.of(), measured.notes());
		for (int d = 0; d < 3; d++)
			assertEquals(0, new BigDecimal(new int[] { 250, -1000, 0 }[d]).compareTo(measured.offset().get(d)));
	}

	/** Edges that are quotients come back as the numbers they were. */
	@ParameterizedTest
	@CsvSource({ "25,456,5182,um", "0.1,3,7,nm", "1e-9,17,3,um", "3e12,1,77,um", "0.3,1,1,um" })
	void edgesComeBack(final double edge, final long from, final long to, final String unit) {
		final VoxelSize voxelSize = new VoxelSize(edge, edge, edge, unit).resampled(new long[] { from, from, from }, new long[] { to, to,
			to });
		final VolumeSpec spec = new VolumeSpec(LabelType.UINT8, new long[] { to, 1, 1 }, voxelSize, new double[3], new int[] { 64, 1, 1 },
			Compression.parse("raw"), Pyramid.single());
		final VoxelSize read = Sources.measure(write(RandomVolume.of(1, spec), PLAIN)).voxelSize();
		assertEquals("um", read.unit());
		if (unit.equals("um"))
			assertEquals(voxelSize.x(), read.x());
		else
			assertEquals(voxelSize.x() / 1000, read.x(), voxelSize.x() * 1e-18);
	}

	@Test
	void whatHasNoSizeSaysSo() {
		final RandomVolume volume = RandomVolume.large(1, LabelType.UINT8, Compression.parse("raw"));
		final Path path = write(volume, PLAIN);
		try (HdfFile file = new HdfFile(path)) {
			assertEquals("pixel", texts(file, "/DataSetInfo/Image").get("Unit"));
			assertEquals("38", texts(file, "/DataSetInfo/Image").get("ExtMax0"));
		}
	}

	@Test
	void whatDoesNotFitIsRefused() {
		assertTrue(FORMAT.obstacle(spec(new long[] { 10, 10, 10 }, "zstd", 5, 5, 5)).orElseThrow().contains("gzip[:1-9] or raw"));
		assertTrue(FORMAT.obstacle(spec(new long[] { 1L << 30, 2048, 2048 }, "gzip", 1 << 30, 4, 1)).orElseThrow().startsWith("block: "));
		assertTrue(FORMAT.obstacle(spec(new long[] { 1L << 20, 1L << 14, 1L << 14 }, "gzip", 4, 4, 4)).orElseThrow().startsWith("block: "));
		assertEquals(Optional.empty(), FORMAT.obstacle(spec(new long[] { 1L << 20, 1L << 14, 1L << 14 }, "gzip", 64, 64, 64)));
	}

	private static VolumeSpec spec(final long[] size, final String compression, final int... block) {
		return new VolumeSpec(LabelType.UINT32, size, VoxelSize.UNKNOWN, new double[3], block, Compression.parse(compression), Pyramid
			.single());
	}

	/** A block that is put again, as after a portion that was given up. */
	@Test
	void aBlockIsCountedOnce() {
		final VolumeSpec spec = spec(new long[] { 8, 8, 8 }, "raw", 4, 4, 4);
		final Store store = FORMAT.store(folder.resolve("twice.ims"));
		FORMAT.begin(store, spec, "t");
		for (int i = 0; i < 3; i++) {
			final BlockSink sink = FORMAT.sink(store, spec, PLAIN);
			sink.put(0, new long[3], RunBlock.uniform(LabelType.UINT32, 9, new int[] { 4, 4, 4 }));
			assertEquals(new Written(1, 0, 0, 256), i == 1 ? sink.abandon() : sink.end());
			assertEquals(Written.NONE, sink.end());
		}
		FORMAT.writeRecord(store, spec, new VolumeRecord(State.COMPLETE, job()), false);
		try (HdfFile file = new HdfFile(folder.resolve("twice.ims"))) {
			final long[] counts = numbers(file, channel(0) + "/Histogram");
			assertEquals(64, counts[9]);
			assertEquals(512 - 64, counts[0]);
		}
	}
}
