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
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.Sources;
import org.labelupscaler.store.FileStore;
import org.labelupscaler.volume.VolumeRecord.State;
import org.labelupscaler.volume.tiff.OmeTiff;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** OME-TIFF, read by {@link PlainTiff}, by the program's source for TIFF files, and back by the format itself. */
class OmeTiffTest {

	private static final WriteMode PLAIN = new WriteMode(false, false, false);
	private static final WriteMode BACKGROUND = new WriteMode(true, false, false);

	private final VolumeFormat format = new OmeTiff();

	@TempDir
	private Path folder;

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

	private FileStore write(final RandomVolume volume, final WriteMode mode, final String name, final Random random) {
		final FileStore store = FileStore.at(folder.resolve(name));
		final VolumeSpec spec = volume.spec();
		format.begin(store, spec, name);
		final List<long[]> portions = new ArrayList<>();
		for (int l = 0; l < spec.pyramid().levels(); l++)
			for (long p = 0; p < format.portions(spec, l).count(); p++)
				portions.add(new long[] { l, p });
		Collections.shuffle(portions, random);
		final List<BlockSink> sinks = List.of(format.sink(store, spec, mode), format.sink(store, spec, mode));
		Written written = Written.NONE;
		for (final long[] portion : portions) {
			final BlockSink sink = sinks.get(random.nextInt(2));
			final Portions order = format.portions(spec, (int) portion[0]);
			for (long n = portion[1] * order.numbers(); n < (portion[1] + 1) * order.numbers(); n++)
				order.position(n).ifPresent(position -> sink.put((int) portion[0], position, volume.block((int) portion[0], position)));
			written = written.plus(sink.end());
		}
		assertEquals(volume.blocks().size(), written.written() + written.background());
		format.writeRecord(store, spec, new VolumeRecord(State.COMPLETE, AbstractVolumeFormatTest.job()), false);
		assertTrue(written.bytes() > 0 && written.bytes() < store.path(FileStore.CONTENT).orElseThrow().toFile().length());
		return store;
	}

	private static byte[] bytes(final FileStore store) throws Exception {
		return store.get(FileStore.CONTENT).orElseThrow().array();
	}

	private void checkVoxels(final FileStore store, final RandomVolume volume, final boolean background, final String what) {
		final BlockReader reader = format.reader(store, volume.spec(), background);
		for (int l = 0; l < volume.spec().pyramid().levels(); l++)
			for (final long[] position : volume.positions(l)) {
				final String which = what + ", level " + l + ", " + Arrays.toString(position);
				final boolean leftOut = !background && volume.isBackground(l, position);
				assertEquals(!leftOut, reader.exists(l, position), which);
				final Optional<byte[]> voxels = reader.voxels(l, position);
				assertEquals(!leftOut, voxels.isPresent(), which);
				if (!leftOut)
					assertArrayEquals(volume.labels(l, position), AbstractVolumeFormatTest.labels(volume.spec().type(), voxels.orElseThrow()),
						which);
				assertTrue(reader.isAsWritten(l, position, volume.block(l, position)), which);
			}
	}

	@ParameterizedTest
	@EnumSource(value = LabelType.class, names = ".*64", mode = EnumSource.Mode.MATCH_NONE)
	void everyReaderReadsTheSame(final LabelType type) throws Exception {
		for (final Compression.Kind kind : format.compressions())
			for (final boolean background : new boolean[] { false, true })
				for (final boolean several : new boolean[] { false, true }) {
					final Compression compression = Compression.parse(kind.word());
					final String what = type + " " + compression + (background ? " background" : "") + (several ? " several" : "");
					final RandomVolume volume = RandomVolume.of(what.hashCode(), several ? several(type, compression) : one(type, compression));
					final FileStore store = write(volume, background ? BACKGROUND : PLAIN, "a.ome.tif", new Random(type.ordinal()));
					checkVoxels(store, volume, background, what);
					format.checkMetadata(store, volume.spec());
					assertEquals(Optional.of(new VolumeRecord(State.COMPLETE, AbstractVolumeFormatTest.job())), format.record(store));
					final PlainTiff plain = new PlainTiff(bytes(store));
					assertEquals(volume.spec().pyramid().levels(), plain.levels());
					for (int l = 0; l < plain.levels(); l++) {
						assertArrayEquals(volume.spec().pyramid().size(l, volume.spec().size()), plain.size(l), what);
						assertArrayEquals(volume.level(l), plain.labels(l), what + ", level " + l);
					}
					try (LabelSource source = Sources.describe(folder.resolve("a.ome.tif")).open(SourceOptions.defaults())) {
						assertEquals(type, source.type());
						assertArrayEquals(volume.spec().size(), source.size());
						assertArrayEquals(volume.level(0), MemorySource.all(source), what);
						assertEquals(volume.spec().voxelSize(), source.voxelSize());
					}
				}
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
		format.writeRecord(store, spec, new VolumeRecord(State.COMPLETE, AbstractVolumeFormatTest.job()), true);
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
		format.writeRecord(store, spec, new VolumeRecord(State.COMPLETE, AbstractVolumeFormatTest.job()), false);
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

	/** Of a file that is damaged no more is said than that it is; of a tile, it is always seen. */
	@Test
	void damageIsSeen() throws Exception {
		final Random random = new Random(5);
		for (final Compression.Kind kind : format.compressions()) {
			final RandomVolume volume = RandomVolume.of(3, several(LabelType.UINT16, Compression.parse(kind.word())));
			final FileStore store = write(volume, PLAIN, "d.ome.tif", random);
			final Path file = folder.resolve("d.ome.tif");
			final byte[] good = Files.readAllBytes(file);
			final PlainTiff tiff = new PlainTiff(good);
			final Set<Long> tiles = new TreeSet<>();
			for (int l = 0; l < 3; l++)
				for (final PlainTiff.Page page : tiff.pages(l))
					for (int t = 0; t < page.offsets().length; t++)
						for (long b = 0; b < page.fields().get(325)[t]; b++)
							tiles.add(page.offsets()[t] + b);
			for (int i = 0; i < 160; i++) {
				final byte[] bad = good.clone();
				final int at = i < 56 ? i : random.nextInt(good.length);
				bad[at] ^= 1 << random.nextInt(8);
				Files.write(file, bad);
				final boolean seen = seen(store, volume);
				assertTrue(seen || !tiles.contains((long) at), kind + ", byte " + at);
			}
			for (int i = 0; i < good.length; i += 1 + good.length / 15) {
				Files.write(file, Arrays.copyOf(good, i));
				assertTrue(seen(store, volume), kind + ", " + i + " of " + good.length + " bytes");
			}
		}
	}

	/** Whether a block is not as it was. Nothing is a surprise to who asks. */
	private boolean seen(final FileStore store, final RandomVolume volume) {
		format.record(store);
		try {
			format.checkMetadata(store, volume.spec());
		}
		catch (final InvalidInputException e) {
			AbstractVolumeFormatTest.assertOneLine(e);
		}
		boolean seen = false;
		final BlockReader reader = format.reader(store, volume.spec(), false);
		for (int l = 0; l < 3; l++)
			for (final long[] position : volume.positions(l)) {
				if (reader.isAsWritten(l, position, volume.block(l, position)))
					continue;
				seen = true;
				try {
					reader.voxels(l, position);
				}
				catch (final LabelUpscalerException e) {
					AbstractVolumeFormatTest.assertOneLine(e);
					assertTrue(e.getMessage().contains("d.ome.tif"), e.getMessage());
					return true;
				}
			}
		return seen;
	}

	@Test
	void metadataThatAreNotThoseOfTheJobAreRefused() {
		final RandomVolume volume = RandomVolume.of(3, several(LabelType.UINT16, Compression.DEFAULT));
		final FileStore store = write(volume, PLAIN, "m.ome.tif", new Random(1));
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
			AbstractVolumeFormatTest.assertOneLine(e);
			assertTrue(e.getMessage().contains("m.ome.tif"), e.getMessage());
		}
	}

	@Test
	void filesOfOthersAreForeign() throws Exception {
		final Path file = folder.resolve("f.tif");
		final FileStore store = FileStore.at(file);
		assertEquals(Optional.empty(), format.record(store));
		final byte[] good = bytes(write(raw(16, 16, 4), halves(1, 2, 3, 4)));
		final int first = (int) ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getLong(8);
		for (final byte[] foreign : new byte[][] { {}, { 'I', 'I', 43, 0 }, Arrays.copyOf(good, 56), Arrays.copyOf(good, first - 700), new byte[1000],
			"a text that is longer than fifty-six bytes, as most are that anybody has".getBytes() }) {
			Files.write(file, foreign);
			assertEquals(Optional.empty(), format.record(store));
		}
		// NB: the same volume, as another program writes it, from whose header what is only this program's is gone.
		final byte[] copy = good.clone();
		Arrays.fill(copy, 16, 56, (byte) 0);
		Files.write(file, copy);
		assertEquals(Optional.empty(), format.record(store));
		assertArrayEquals(new PlainTiff(good).labels(0), new PlainTiff(copy).labels(0));
		for (final long[] record : new long[][] { { -1, 10 }, { 0, 10 }, { 56, Long.MAX_VALUE }, { Long.MAX_VALUE, 10 }, { 56, 0 }, { 56,
			100 } }) {
			final byte[] wrong = good.clone();
			ByteBuffer.wrap(wrong).order(ByteOrder.LITTLE_ENDIAN).putLong(32, record[0]).putLong(40, record[1]);
			Files.write(file, wrong);
			assertEquals(Optional.empty(), format.record(store), Arrays.toString(record));
		}
	}
}
