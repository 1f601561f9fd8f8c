package org.labelupscaler.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.TestSources;
import org.labelupscaler.cells.AssignOptions;
import org.labelupscaler.cells.CellOptions;
import org.labelupscaler.cells.CellOptionsBuilder;
import org.labelupscaler.cells.Midline;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.Existing;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscaleOptions.Levels;
import org.labelupscaler.job.UpscaleOptionsBuilder;
import org.labelupscaler.job.VerifyOptions;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.points.Convention;
import org.labelupscaler.points.PointColumns;
import org.labelupscaler.points.PointFile;
import org.labelupscaler.points.file.PointFiles;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.raw.RawLayout;

/** What is said in types is what is said in words. */
class TypedOptionsTest {

	private static final Path SOURCE = Path.of("a.raw").toAbsolutePath();
	private static final Path TARGET = Path.of("b.n5").toAbsolutePath();

	@TempDir
	private Path folder;

	@Test
	void aJobInTypesIsTheSameInWords() {
		final UpscaleOptions typed = new UpscaleOptionsBuilder().source(SOURCE).target(TARGET).raw(new RawLayout(new long[] { 4, 5, 6 },
			SourceType.INT16, ByteOrder.BIG_ENDIAN)).unit(LengthUnit.parse("mm").orElseThrow()).voxelSize(0.1, 0.25, 20).offset(List.of(
				BigDecimal.ONE, BigDecimal.ZERO, new BigDecimal("-2.5"))).block(32, 16, 8).compression(Compression.parse("zstd:3")).levels(
					new Levels.Explicit(List.of(new long[] { 2, 2, 1 }))).writeBackground(true).existing(Existing.RESUME).sync(true).threads(3)
			.temporaryFolder(folder).acceptRoundedIds(true).build();
		assertEquals(typed, UpscaleWords.parse("input=" + SOURCE + " output=" + TARGET + " raw=[4,5,6 int16 big] unit=mm " +
			"voxelsize=0.1,0.25,20 offset=1,0,-2.5 block=32,16,8 compression=zstd:3 levels=2,2,1 background=write existing=resume sync=yes " +
			"threads=3 temp=" + folder + " roundedids=accept"));
		assertEquals(typed, UpscaleWords.parse(UpscaleWords.toMacro(typed)));
	}

	@Test
	void defaultsAreTheSame() {
		assertEquals(UpscaleWords.builder().source("x/a.nii.gz").size("7,8,9").build(), new UpscaleOptionsBuilder().source(Path.of(
			"x/a.nii.gz")).size(7, 8, 9).build());
		assertEquals(UpscaleWords.builder().source("a.nrrd").factors("2.5").buildForReading(), new UpscaleOptionsBuilder().source(Path.of(
			"a.nrrd")).factors(2.5).buildForReading());
		assertEquals(new VerifyWords().set(VerifyKey.INPUT, "a.n5").build(), VerifyOptions.of(Path.of("a.n5")));
	}

	@Test
	void allThatIsMissingIsSaidAtOnce() {
		assertEquals("input: name a label file, or open the label image first\ntarget size: say factors, a size, a voxel size, or an image " +
			"to match", assertThrows(InvalidInputException.class, () -> new UpscaleOptionsBuilder().build()).getMessage());
		final Path none = folder.resolve("none.nrrd");
		assertTrue(assertThrows(InvalidInputException.class, () -> new UpscaleOptionsBuilder().source(SOURCE).match(none).build())
			.getMessage().startsWith("match: "));
	}

	@Test
	void whatCannotBeIsTheCallersMistake() {
		final UpscaleOptionsBuilder builder = new UpscaleOptionsBuilder();
		assertThrows(IllegalArgumentException.class, () -> builder.factors());
		assertThrows(IllegalArgumentException.class, () -> builder.factors(1, 2));
		assertThrows(IllegalArgumentException.class, () -> builder.factors(0));
		assertThrows(IllegalArgumentException.class, () -> builder.factors(Double.NaN));
		assertThrows(IllegalArgumentException.class, () -> builder.voxelSize(Double.POSITIVE_INFINITY));
		assertThrows(IllegalArgumentException.class, () -> builder.size(1, 0, 1));
		assertThrows(IllegalArgumentException.class, () -> builder.block(16, 16));
		assertThrows(IllegalArgumentException.class, () -> builder.threads(0));
		assertThrows(IllegalArgumentException.class, () -> builder.offset(List.of(BigDecimal.ONE)));
	}

	@Test
	void cellsInTypesAreTheSameInWords() throws Exception {
		final Path labels = TestSources.writeNrrd(TestSources.random(new Random(3), LabelType.UINT8, 5, 6, 7), folder.resolve("labels.nrrd"));
		final Path list = Files.writeString(folder.resolve("cells.csv"), "x,y,z,type\n1,2,3,2\n2,2,2,1\n");
		final UpscaleOptions same = new UpscaleOptionsBuilder().source(labels).factors(1).buildForReading();
		final PointFile cells = PointFiles.describe(list, PointColumns.GUESSED, Optional.empty(), Optional.empty());
		final CellWords words = new CellWords().set(OptionKey.INPUT, labels.toString()).set(CellKey.CELLS, list.toString());
		assertAlike(words.build(), new CellOptionsBuilder(same, cells).build());
		words.set(CellKey.COORDINATES, "um").set(CellKey.ZERO, "centre").set(CellKey.AXES, "z,-y,x").set(CellKey.BAD_ROWS, "skip");
		final CellOptions typed = new CellOptionsBuilder(same, cells).convention(new Convention(LengthUnit.parse("um"), Convention.Zero.CENTRE,
			false)).axes(AxisOrder.parse("z,-y,x")).skipBadRows(true).build();
		assertAlike(words.build(), typed);
		final AssignOptions assign = AssignOptions.of(typed).midline(Midline.parse("-z:3")).overwrite(true);
		final AssignOptions said = new AssignWords().set(AssignKey.MIDLINE, "-z:3").set(AssignKey.EXISTING, "overwrite").assign(words);
		assertEquals(said.output(), assign.output());
		assertEquals(said.table(), assign.table());
		assertEquals(said.midline(), assign.midline());
		assertTrue(said.overwrite() && assign.overwrite());
		assertEquals("regions: name the ontology file that says which labels they are", assertThrows(InvalidInputException.class,
			() -> new CellOptionsBuilder(same, cells).regions(List.of("HPF")).build()).getMessage());
	}

	/** NB: the command line says it to the builder of the labels, dialogs by its key. */
	@Test
	void aUnitHoldsForTheImageOfTheCellsHoweverItIsSaid() throws Exception {
		final Path labels = TestSources.writeNrrd(TestSources.random(new Random(3), LabelType.UINT8, 5, 6, 7), folder.resolve("labels.nrrd"));
		final Path image = folder.resolve("image.nrrd");
		final byte[] header = "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 10 10 10\nspacings: 3 3 3\nencoding: raw\n\n".getBytes(
			StandardCharsets.US_ASCII);
		Files.write(image, Arrays.copyOf(header, header.length + 1000));
		final Path list = Files.writeString(folder.resolve("cells.csv"), "x,y,z\n1,2,3\n");
		for (final boolean byKey : new boolean[] { true, false }) {
			final CellWords words = new CellWords().set(OptionKey.INPUT, labels.toString()).set(CellKey.CELLS, list.toString()).set(
				CellKey.POINTS_IN, image.toString()).set(CellKey.COORDINATES, "um");
			if (byKey)
				words.set(OptionKey.UNIT, "um");
			else
				words.labels().unit("um");
			assertEquals(new VoxelSize(3, 3, 3, "um"), words.build().frame().orElseThrow().voxelSize());
		}
	}

	@Test
	void aListThatDoesNotSayWhatItCountsIsAsked() throws Exception {
		final Path labels = TestSources.writeNrrd(TestSources.random(new Random(3), LabelType.UINT8, 5, 6, 7), folder.resolve("labels.nrrd"));
		final UpscaleOptions same = new UpscaleOptionsBuilder().source(labels).factors(1).buildForReading();
		final PointFile cells = PointFiles.describe(Files.writeString(folder.resolve("cells.csv"), "x_km,y_km,z_km\n1,2,3\n"),
			PointColumns.GUESSED, Optional.empty());
		assertTrue(cells.question().isPresent());
		assertTrue(assertThrows(InvalidInputException.class, () -> new CellOptionsBuilder(same, cells).build()).getMessage().startsWith(
			"coordinates: "));
		assertEquals(Convention.VOXELS, new CellOptionsBuilder(same, cells).convention(Convention.VOXELS).build().convention());
	}

	/** NB: the list is read anew each time, and is no value. */
	private static void assertAlike(final CellOptions expected, final CellOptions options) {
		assertEquals(expected.labels(), options.labels());
		assertEquals(expected.convention(), options.convention());
		assertEquals(expected.frame(), options.frame());
		assertEquals(expected.axes(), options.axes());
		assertEquals(expected.filter(), options.filter());
		assertEquals(expected.skipBadRows(), options.skipBadRows());
		assertEquals(expected.regions(), options.regions());
	}
}
