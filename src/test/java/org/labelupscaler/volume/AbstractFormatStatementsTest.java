package org.labelupscaler.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.Sources;
import org.labelupscaler.store.Store;

/** The contract of all formats, first part: what a format says of itself is so. */
abstract class AbstractFormatStatementsTest extends FormatFixture {

	static final List<long[]> SIZES = List.of(new long[] { 6000, 3636, 5182 }, new long[] { 1, 1, 1 }, new long[] { 100_000, 3, 1 },
		new long[] { 17, 40_000, 900 }, new long[] { 513, 64, 2049 });
	static final List<VoxelSize> EDGES = List.of(VoxelSize.UNKNOWN, new VoxelSize(1, 1, 1, "um"), new VoxelSize(0.5, 0.5, 8, "um"),
		new VoxelSize(10, 1, 1, "mm"));

	private static final List<VoxelSize> UNITS = List.of(VoxelSize.UNKNOWN, new VoxelSize(2, 3, 4, "um"), new VoxelSize(20, 30, 40, "nm"),
		new VoxelSize(0.002, 0.003, 0.004, "mm"), new VoxelSize(0.5, 0.25, 1, "m"), new VoxelSize(2, 3, 4, VoxelSize.PIXEL), new VoxelSize(2,
			3, 4, "furlong"));

	@Test
	void wordsChooseTheFormat() {
		assertEquals(format().getClass(), VolumeFormats.named(format().word()).getClass());
		for (final String ending : format().endings()) {
			assertTrue(ending.startsWith(".") && ending.equals(ending.toLowerCase(Locale.ROOT)), ending);
			assertTrue(VolumeFormats.of(Path.of("a" + ending)).endings().contains(ending));
			assertEquals(Optional.empty(), VolumeFormats.mismatch(format(), Path.of("a" + ending)));
		}
	}

	/** An article as one speaks it: letters that are spelled out have one as they sound. */
	@Test
	void theTitleHasItsArticle() {
		final String title = format().title();
		assertEquals((title.matches("[AEIO].*|[FHLMNRSX][A-Z0-9].*") ? "an " : "a ") + title, format().aTitle());
	}

	@Test
	void onlyKnownTypesAndCompressionsAreTaken() {
		final VolumeSpec good = small(1, LabelType.UINT16, RAW).spec();
		for (final LabelType type : LabelType.values())
			assertRefused(refusedTypes().contains(type), "type: ", good.withType(type));
		for (final Compression.Kind kind : Compression.Kind.values())
			assertRefused(!format().compressions().contains(kind), "compression: ", new VolumeSpec(good.type(), good.size(), good
				.voxelSize(), good.offset(), good.blockSize(), Compression.parse(kind.word()), good.pyramid()));
	}

	private void assertRefused(final boolean refused, final String start, final VolumeSpec spec) {
		final Optional<String> why = format().obstacle(spec);
		assertEquals(refused, why.isPresent(), spec.type() + " " + spec.compression() + " " + why);
		assertTrue(why.orElse(start).startsWith(start) && !why.orElse("").contains("\n"), why.orElse(""));
	}

	@Test
	void whatIsUsualIsTaken() {
		format().usualBlockSize()[0] = -1;
		final int[] block = format().usualBlockSize();
		assertEquals(3, block.length);
		for (final LabelType type : types())
			for (final long[] size : SIZES)
				for (final VoxelSize edges : EDGES) {
					final Pyramid levels = format().automaticLevels(size, edges, block);
					final VolumeSpec spec = new VolumeSpec(type, size, edges, new double[3], block, Compression.DEFAULT, levels);
					assertEquals(Optional.empty(), format().obstacle(spec));
					assertArrayEquals(new long[] { 1, 1, 1 }, levels.factors(0));
					for (int l = 1; l < levels.levels(); l++)
						for (int d = 0; d < 3; d++)
							assertEquals(0, levels.factors(l)[d] % levels.factors(l - 1)[d]);
				}
	}

	/** Sentences, of which there are none where all is as one thinks. */
	@Test
	void notesAreSentences() {
		for (final VoxelSize edges : EDGES)
			for (final double offset : new double[] { 0, 20 }) {
				final VolumeSpec spec = new VolumeSpec(LabelType.UINT8, new long[] { 64, 64, 64 }, edges, new double[] { offset, 0, 0 },
					new int[] { 32, 32, 32 }, RAW, Pyramid.single());
				final List<String> notes = format().notes(spec);
				for (final String note : notes)
					assertTrue(note.matches("\\p{Lu}[^\\n]*\\."), note);
				assertFalse(edges.hasUnit() && !notes.isEmpty(), notes.toString());
			}
	}

	/** Where a volume says another size or place than was asked for, a note says so. */
	@Test
	void whatIsNotAsWrittenIsNoted() {
		for (final VoxelSize edges : UNITS)
			for (final double offset : new double[] { 0, 3 * edges.x() }) {
				final VolumeSpec spec = new VolumeSpec(LabelType.UINT8, new long[] { 8, 8, 8 }, edges, new double[] { offset, 0, 0 }, new int[] {
					16, 16, 8 }, RAW, Pyramid.single());
				final Path path = newPath();
				final Store store = format().store(path);
				begin(store, spec);
				complete(store, spec);
				final ImageSize measured = Sources.measure(named(path));
				final String what = edges + " at " + offset + ": " + measured.voxelSize() + " at " + measured.offset();
				if (!format().notes(spec).isEmpty())
					continue;
				// NB: what is unknown comes back as numbers without unit, or is not there.
				assertEquals(edges.hasUnit(), measured.voxelSize().hasUnit(), what);
				final double factor = edges.hasUnit() && measured.voxelSize().hasUnit() && LengthUnit.parse(edges.unit()).isPresent() ? edges.in(
					LengthUnit.NANOMETER).x() / edges.x() / (measured.voxelSize().in(LengthUnit.NANOMETER).x() / measured.voxelSize().x()) : 1;
				if (factor == 1 && edges.hasUnit())
					assertEquals(edges.unit(), measured.voxelSize().unit(), what);
				for (int d = 0; d < 3; d++)
					assertEquals(edges.get(d) * factor, measured.voxelSize().get(d), edges.get(d) * factor * 1e-12, what);
				// NB: sources do not look for the place in all formats.
				if (edges.known() && !measured.offset().isEmpty())
					assertEquals(offset * factor, measured.offset().get(0).doubleValue(), offset * factor * 1e-12, what);
			}
	}
}
