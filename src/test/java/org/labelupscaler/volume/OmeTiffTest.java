package org.labelupscaler.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.VolumeRecord.State;
import org.labelupscaler.volume.tiff.OmeTiff;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** OME-TIFF, read by {@link PlainTiff}, by the program's source for TIFF files, and back by the format itself. */
class OmeTiffTest extends AbstractFileFormatTest {

	private final VolumeFormat format = new OmeTiff();

	@Override
	VolumeFormat format() {
		return format;
	}

	@Override
	Set<LabelType> refusedTypes() {
		return EnumSet.of(LabelType.UINT64, LabelType.INT64);
	}

	@Override
	int mark() {
		return 16;
	}

	@Override
	RandomVolume small(final long seed, final LabelType type, final Compression compression) {
		return RandomVolume.of(seed, one(type, compression));
	}

	@Override
	RandomVolume large(final long seed, final LabelType type, final Compression compression) {
		return RandomVolume.of(seed, several(type, compression));
	}

	@Override
	long[] readPlainly(final Store store, final VolumeSpec spec, final int level) throws Exception {
		final PlainTiff plain = new PlainTiff(bytes(store));
		assertEquals(spec.pyramid().levels(), plain.levels());
		assertArrayEquals(spec.pyramid().size(level, spec.size()), plain.size(level));
		return plain.labels(level);
	}

	private static Pyramid pyramid(final long... factors) {
		final List<long[]> levels = new ArrayList<>();
		for (final long factor : factors)
			levels.add(new long[] { factor, factor, 1 });
		return Pyramid.of(levels);
	}

	/** Of 5 × 3 × 5, 3 × 2 × 5 and 2 × 1 × 5 blocks. */
	private static VolumeSpec several(final LabelType type, final Compression compression) {
		return new VolumeSpec(type, new long[] { 70, 41, 23 }, new VoxelSize(0.5, 1, 2, "um"), new double[] { 1, 2, 3 }, new int[] { 16,
			16, 5 }, compression, pyramid(2, 4));
	}

	/** One tile a page, larger than the page. */
	private static VolumeSpec one(final LabelType type, final Compression compression) {
		return new VolumeSpec(type, new long[] { 37, 13, 9 }, VoxelSize.UNKNOWN, new double[3], new int[] { 37, 13, 4 }, compression,
			pyramid(3));
	}

	private static byte[] bytes(final Store store) throws Exception {
		return store.get(FileStore.CONTENT).orElseThrow().array();
	}

	private FileStore write(final VolumeSpec spec, final RunBlock... column) {
		final FileStore store = FileStore.at(folder.resolve("c.ome.tif"));
		format.begin(store, spec, "c");
		final BlockSink sink = format.sink(store, spec, PLAIN);
		final Portions order = format.portions(spec, 0);
		for (int b = 0; b < column.length; b++)
			if (column[b] != null)
				sink.put(0, order.position(b).orElseThrow(), column[b]);
		sink.end();
		format.writeRecord(store, spec, new VolumeRecord(State.COMPLETE, job()), true);
		return store;
	}

	private static VolumeSpec raw(final long... size) {
		return new VolumeSpec(LabelType.UINT8, size, VoxelSize.UNKNOWN, new double[3], new int[] { 16, 16, 4 }, Compression.parse("raw"),
			Pyramid.single());
	}

	/** Planes of 16 × 16 voxels, the first half of a row one label, the rest the next. */
	private static RunBlock halves(final int... labels) {
		final long[] voxels = new long[2 * labels.length];
		final int[] ones = new int[labels.length];
		for (int z = 0; z < labels.length; z++) {
			voxels[2 * z] = labels[z];
			voxels[2 * z + 1] = labels[z] + 1L;
			ones[z] = 1;
		}
		return RunBlock.of(LabelType.UINT8, voxels, new int[] { 8, 8 }, new int[] { 16 }, ones);
	}

	private static RunBlock uniform(final int label) {
		return RunBlock.uniform(LabelType.UINT8, label, new int[] { 16, 16, 4 });
	}

	/** Where the first tile of each page is, counted in tiles of 256 bytes from the first one on. */
	private static List<Long> tiles(final PlainTiff tiff) {
		return tiff.pages(0).stream().map(page -> (page.offsets()[0] - 56) / 256).toList();
	}

	@Test
	void equalTilesAreStoredOnce() throws Exception {
		final FileStore store = write(raw(16, 16, 24), halves(1, 1, 1, 3), halves(3, 3, 5, 5), uniform(7), halves(5, 6, 7, 7), null, uniform(7));
		final PlainTiff tiff = new PlainTiff(bytes(store));
		assertEquals(List.of(0L, 0L, 0L, 1L, 1L, 1L, 2L, 2L, 3L, 3L, 3L, 3L, 4L, 5L, 6L, 6L, 7L, 7L, 7L, 7L, 3L, 3L, 3L, 3L), tiles(tiff));
		assertEquals(0, tiff.labels(0)[16 * 256]);
		assertEquals(7, tiff.labels(0)[20 * 256]);
	}

	/** Planes of one label are the tile of that label, wherever they are; that of label 0 is that of blocks that are left out. */
	@Test
	void planesOfOneLabelAreThatTile() throws Exception {
		final RunBlock mixed = RunBlock.of(LabelType.UINT8, new long[] { 0, 0, 1, 2, 7, 7 }, new int[] { 8, 8 }, new int[] { 16 },
			new int[] { 1, 2, 1 });
		final FileStore store = write(raw(16, 16, 12), mixed, null, uniform(7));
		assertEquals(List.of(0L, 1L, 1L, 2L, 0L, 0L, 0L, 0L, 2L, 2L, 2L, 2L), tiles(new PlainTiff(bytes(store))));
		final BlockReader reader = format.reader(store, raw(16, 16, 12), false);
		assertTrue(reader.exists(0, new long[3]) && !reader.exists(0, new long[] { 0, 0, 1 }));
		assertEquals(Optional.empty(), reader.voxels(0, new long[] { 0, 0, 1 }));
		assertFalse(reader.isAsWritten(0, new long[] { 0, 0, 1 }, uniform(7)));
		assertFalse(reader.isAsWritten(0, new long[] { 0, 0, 2 }, uniform(0)));
		assertTrue(reader.isAsWritten(0, new long[] { 0, 0, 1 }, uniform(0)));
	}

	/** Where the value of a field is, by hand from the BigTIFF specification. */
	private static long value(final byte[] file, final int page, final int tag) {
		final ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
		int at = (int) in.getLong(8);
		for (int p = 0; p < page; p++)
			at = (int) in.getLong(at + 8 + 20 * (int) in.getLong(at));
		for (int field = at + 8;; field += 20)
			if ((in.getShort(field) & 0xFFFF) == tag)
				return in.getLong(field + 12);
	}

	@Test
	void planesThatAreEqualShareTheirTables() throws Exception {
		final VolumeSpec spec = raw(32, 16, 8);
		final byte[] file = bytes(write(spec, halves(1, 1, 3, 3), halves(3, 3, 5, 6), halves(1, 2, 2, 2), null));
		final List<Integer> changed = new ArrayList<>();
		for (int z = 1; z < 8; z++) {
			final boolean same = value(file, z, 324) == value(file, z - 1, 324);
			assertEquals(same, value(file, z, 325) == value(file, z - 1, 325));
			if (!same)
				changed.add(z);
		}
		// NB: from 3 to 4 the first column goes on, and the second one ends.
		assertEquals(List.of(1, 2, 4, 6, 7), changed);
	}

	@Test
	void aFileOfNoBlockIsBackground() throws Exception {
		final PlainTiff tiff = new PlainTiff(bytes(write(raw(40, 20, 3))));
		assertArrayEquals(new long[40 * 20 * 3], tiff.labels(0));
		assertEquals(Set.of(56L), new HashSet<>(tiff.pages(0).stream().flatMapToLong(page -> Arrays.stream(page.offsets())).boxed()
			.toList()));
	}

	private static Element only(final Document xml, final String name) {
		assertEquals(1, xml.getElementsByTagName(name).getLength(), name);
		return (Element) xml.getElementsByTagName(name).item(0);
	}

	private Document ome(final VolumeSpec spec, final String title) throws Exception {
		final FileStore store = FileStore.at(folder.resolve("x.ome.tif"));
		format.begin(store, spec, title);
		format.writeRecord(store, spec, new VolumeRecord(State.COMPLETE, job()), false);
		final String text = new PlainTiff(bytes(store)).ome();
		// NB: Bio-Formats does not understand characters by their numbers.
		assertFalse(text.contains("&#"), text);
		final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
		return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
	}

	private static String values(final Element element, final String... names) {
		return String.join(" ", Arrays.stream(names).map(element::getAttribute).toList());
	}

	@Test
	void theOmeXmlSaysWhatTheVoxelsAre() throws Exception {
		final VolumeSpec spec = several(LabelType.INT16, Compression.DEFAULT);
		final Document xml = ome(spec, "a <b> & \"c\" µ \uD83E\uDDE0 \u0007");
		final Element pixels = only(xml, "Pixels");
		assertEquals("http://www.openmicroscopy.org/Schemas/OME/2016-06", only(xml, "OME").getAttribute("xmlns"));
		assertEquals("XYZCT int16 16 false 70 41 23 1 1", values(pixels, "DimensionOrder", "Type", "SignificantBits", "BigEndian",
			"SizeX", "SizeY", "SizeZ", "SizeC", "SizeT"));
		assertEquals("0.5 µm 1.0 µm 2.0 µm", values(pixels, "PhysicalSizeX", "PhysicalSizeXUnit", "PhysicalSizeY", "PhysicalSizeYUnit",
			"PhysicalSizeZ", "PhysicalSizeZUnit"));
		assertEquals("0 23", values(only(xml, "TiffData"), "IFD", "PlaneCount"));
		assertEquals("a <b> & \"c\" µ \uD83E\uDDE0 ", only(xml, "Channel").getAttribute("Name"));
		assertEquals("a <b> & \"c\" µ \uD83E\uDDE0 ", only(xml, "Image").getAttribute("Name"));
		assertEquals("0 1.0 µm 2.0 3.0", values(only(xml, "Plane"), "TheZ", "PositionX", "PositionXUnit", "PositionY", "PositionZ"));
	}

	@ParameterizedTest
	@CsvSource({ "nm,nm", "um,µm", "micron,µm", "mm,mm", "cm,cm", "m,m", "angstrom,Å", "pixel,pixel", "furlong,pixel" })
	void unitsAreThoseOfTheSchema(final String unit, final String written) throws Exception {
		final Document xml = ome(new VolumeSpec(LabelType.UINT8, new long[] { 3, 3, 3 }, new VoxelSize(1, 1, 1e-7, unit), new double[3],
			new int[] { 3, 3, 3 }, Compression.DEFAULT, Pyramid.single()), "t");
		assertEquals(written + " 1.0E-7", values(only(xml, "Pixels"), "PhysicalSizeZUnit", "PhysicalSizeZ"));
		assertEquals(0, xml.getElementsByTagName("Plane").getLength());
	}

	@Test
	void whatNobodyHasSaidIsLeftOut() throws Exception {
		final Element pixels = only(ome(one(LabelType.UINT8, Compression.DEFAULT), "t"), "Pixels");
		assertFalse(pixels.hasAttribute("PhysicalSizeX") || pixels.hasAttribute("PhysicalSizeXUnit"));
	}

	private Optional<String> obstacle(final LabelType type, final long[] size, final int[] block, final String compression,
		final long... factors)
	{
		return format.obstacle(new VolumeSpec(type, size, VoxelSize.UNKNOWN, new double[3], block, Compression.parse(compression), factors.length == 0
			? Pyramid.single() : Pyramid.of(List.of(factors))));
	}

	@Test
	void whatTheFormatCannotHoldIsSaid() {
		final long[] size = { 100, 100, 100 };
		final int[] block = { 100, 100, 7 };
		assertEquals(Optional.empty(), obstacle(LabelType.INT32, size, block, "gzip:9", 2, 2, 1));
		assertEquals(Optional.empty(), obstacle(LabelType.INT32, size, block, "zstd", 1, 2, 1));
		assertTrue(obstacle(LabelType.UINT64, size, block, "gzip").orElseThrow().startsWith("type: "));
		assertTrue(obstacle(LabelType.UINT8, size, block, "gzip", 2, 2, 2).orElseThrow().startsWith("levels: "));
		assertTrue(obstacle(LabelType.UINT8, size, block, "blosc-lz4").orElseThrow().startsWith("compression: "));
		assertTrue(obstacle(LabelType.UINT8, size, new int[] { 50, 100, 100 }, "raw").orElseThrow().startsWith("block: "));
		assertTrue(obstacle(LabelType.UINT8, size, new int[] { 100, 99, 100 }, "raw").orElseThrow().startsWith("block: "));
		assertEquals(Optional.empty(), obstacle(LabelType.UINT8, size, new int[] { 64, 96, 1 }, "raw"));
		assertTrue(obstacle(LabelType.UINT8, new long[] { 1, 1, (1 << 20) + 1 }, new int[] { 1, 1, 9 }, "raw").orElseThrow().startsWith(
			"size: "));
		assertTrue(obstacle(LabelType.UINT8, new long[] { 1 << 30, 1 << 20, 1 }, new int[] { 512, 512, 1 }, "raw").orElseThrow()
			.startsWith("block: "));
	}

	@Test
	void levelsHalveXAndYTogetherAndNeverZ() {
		final Pyramid levels = format.automaticLevels(new long[] { 6000, 3000, 5000 }, new VoxelSize(1, 4, 1, "um"), new int[] { 512, 512,
			64 });
		assertEquals(pyramid(2, 4, 8, 16), levels);
		assertEquals(Pyramid.single(), format.automaticLevels(new long[] { 500, 300, 5000 }, VoxelSize.UNKNOWN, new int[] { 500, 300, 64 }));
	}

	@Test
	void metadataThatAreNotThoseOfTheJobAreRefused() {
		final RandomVolume volume = RandomVolume.of(3, several(LabelType.UINT16, Compression.DEFAULT));
		final FileStore store = FileStore.at(folder.resolve("m.ome.tif"));
		whole(store, volume, PLAIN);
		final VolumeSpec s = volume.spec();
		final VolumeSpec thicker = new VolumeSpec(s.type(), s.size(), new VoxelSize(0.5, 1, 3, "um"), s.offset(), s.blockSize(), s
			.compression(), s.pyramid());
		final VolumeSpec flatter = new VolumeSpec(s.type(), new long[] { 70, 41, 22 }, s.voxelSize(), s.offset(), s.blockSize(), s
			.compression(), s.pyramid());
		final VolumeSpec fewer = new VolumeSpec(s.type(), s.size(), s.voxelSize(), s.offset(), s.blockSize(), s.compression(), pyramid(2));
		final VolumeSpec wider = new VolumeSpec(s.type(), s.size(), s.voxelSize(), s.offset(), new int[] { 32, 16, 5 }, s.compression(),
			s.pyramid());
		for (final VolumeSpec other : List.of(s.withType(LabelType.INT16), several(LabelType.UINT16, Compression.parse("zstd")), thicker,
			flatter, fewer, wider))
		{
			final InvalidInputException e = assertThrows(InvalidInputException.class, () -> format.checkMetadata(store, other));
			assertOneLine(e);
			assertTrue(e.getMessage().contains("m.ome.tif"), e.getMessage());
		}
	}

	@Test
	void recordsThatAreNowhereAreNone() throws Exception {
		final Path file = folder.resolve("f.tif");
		final byte[] good = bytes(write(raw(16, 16, 4), halves(1, 2, 3, 4)));
		for (final long[] record : new long[][] { { -1, 10 }, { 0, 10 }, { 56, Long.MAX_VALUE }, { Long.MAX_VALUE, 10 }, { 56, 0 }, { 56,
			100 } }) {
			final byte[] wrong = good.clone();
			ByteBuffer.wrap(wrong).order(ByteOrder.LITTLE_ENDIAN).putLong(32, record[0]).putLong(40, record[1]);
			Files.write(file, wrong);
			assertEquals(Optional.empty(), format.record(FileStore.at(file)), Arrays.toString(record));
		}
	}
}
