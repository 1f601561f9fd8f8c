package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.words.OptionsBuilder;
import org.labelupscaler.words.UpscaleWords;

/** HDF5 files in several parts, and what BigDataViewer and Imaris say of them (src/test/python/make_hdf5_links.py). */
class Hdf5LinksTest {

	@TempDir
	private Path folder;

	@BeforeEach
	void unpack() throws Exception {
		GoldenArrays.unpack("hdf5/links", folder);
		GoldenArrays.unpack("hdf5/files", folder);
	}

	@ParameterizedTest
	@CsvSource({ "parts.h5", "parts.h5/t00000/s00", "parts.h5/t00000/s00/0/cells", "parts.xml" })
	void partitionsAreRead(final String name) throws Exception {
		Files.writeString(folder.resolve("parts.xml"), Files.readString(folder.resolve("bdv.xml")).replace("bdv.h5</hdf5>",
			"parts.h5</hdf5><partition><path type=\"relative\">parts-00-00.h5</path></partition>").replace("17 14 9", "6 5 4"));
		final SourceFile file = Sources.describe(folder.resolve(name));
		assertTrue(file.files().containsAll(List.of(folder.resolve("parts.h5"), folder.resolve("parts-00-00.h5"))), file.files()
			.toString());
		try (LabelSource source = file.open(new SourceOptions(folder, false))) {
			final long[] labels = MemorySource.all(source);
			for (int i = 0; i < labels.length; i++)
				assertEquals(60000 + i % 6 + 10 * (i / 6 % 5) + 100 * (i / 30), labels[i]);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "up|same folder", "absolute|same folder", "circle|too many links from file to file",
		"lost|parts-00-00.h5 has no /nowhere" })
	void linksElsewhereAreRefused(final String inside, final String named) {
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(folder.resolve("parts.h5/" +
			inside))).getMessage();
		assertTrue(message.contains(named), message);
	}

	@ParameterizedTest
	@CsvSource({ "0,INT16,-5536", "1,UINT16,60000", "2,UINT16,60000" })
	void theTypeIsWhatTheSetupSays(final int setup, final SourceType type, final long first) {
		final SourceFile file = Sources.describe(folder.resolve("types.h5/t00000/s0" + setup + "/0/cells"));
		assertEquals(type, file.type());
		try (LabelSource source = file.open(new SourceOptions(folder, false))) {
			assertEquals(first, MemorySource.all(source)[0]);
		}
	}

	@Test
	void aTypeThatContradictsTheDatasetIsRefused() {
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(folder.resolve(
			"types.h5/t00000/s03/0/cells"))).getMessage();
		assertTrue(message.contains("'dataType' of /s03 says 'uint8'"), message);
	}

	@Test
	void theXmlIsNamedThatHasTheVoxelSize() {
		assertTrue(Sources.describe(folder.resolve("bdv.h5")).notes().get(0).contains("bdv.xml"));
		assertEquals(List.of(), Sources.describe(folder.resolve("types.h5/t00000/s00/0/cells")).notes());
	}

	/** ExtMin of the files is -10, 0 and 5 (make_hdf5.py). */
	@Test
	void extMinOfImarisIsWhereItLies() throws Exception {
		final ImageSize size = Sources.measure(folder.resolve("imaris.ims"));
		assertEquals(List.of(-10.0, 0.0, 5.0), size.offset().stream().map(BigDecimal::doubleValue).toList());
		assertEquals(new VoxelSize(0.5, 0.5, 2, "um"), size.voxelSize());
		assertEquals(List.of(), size.notes());
		final byte[] bytes = Files.readAllBytes(folder.resolve("imaris.ims"));
		final String text = new String(bytes, StandardCharsets.ISO_8859_1);
		assertTrue(text.contains("-10.000"));
		Files.write(folder.resolve("mirrored.ims"), text.replace("-10.000", "+10.000").getBytes(StandardCharsets.ISO_8859_1));
		final ImageSize mirrored = Sources.measure(folder.resolve("mirrored.ims"));
		assertEquals(List.of(), mirrored.offset());
		assertTrue(mirrored.notes().get(0).contains("mirrored along x"), mirrored.notes().toString());
		// From +10 to -0.5 in 19 voxels.
		assertEquals(10.5 / 19, mirrored.voxelSize().x(), 1e-15);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "bdv.xml||12.5,-3.0,100.0", "bdv.xml|0,0,0|0.0,0.0,0.0", "bdv.xml|1,2,3|1.0,2.0,3.0",
		"imaris.ims||-10.0,0.0,5.0" })
	void theTargetLiesWhereTheMatchDoes(final String match, final String offset, final String expected) throws Exception {
		Files.writeString(folder.resolve("bdv.xml"), Files.readString(folder.resolve("bdv.xml")).replace(
			"0.5 0.0 0.0 0.0 0.0 0.5 0.0 0.0 0.0 0.0 2.0 0.0", "0.5 0 0 12.5 0 0.5 0 -3 0 0 2 100"));
		final Volume volume = TestSources.random(new java.util.Random(3), LabelType.UINT16, 5, 6, 4);
		final OptionsBuilder builder = UpscaleWords.builder().source(TestSources.writeNrrd(volume, folder.resolve("l.nrrd"))
			.toString()).match(folder.resolve(match).toString()).threads("1").target(folder.resolve("made.n5").toString());
		if (offset != null)
			builder.offset(offset);
		try (UpscaleJob job = UpscaleJob.open(builder.build(), ProgressListener.NONE)) {
			assertTrue(job.run(ProgressListener.NONE).complete());
		}
		final String[] o = expected.split(",");
		final String affine = "0.5 0.0 0.0 " + o[0] + " 0.0 0.5 0.0 " + o[1] + " 0.0 0.0 2.0 " + o[2];
		assertTrue(Files.readString(folder.resolve("made.xml")).contains("<affine>" + affine + "</affine>"));
		// And what is written is read as the same place.
		assertEquals(List.of(o).stream().map(Double::valueOf).toList(), Sources.measure(folder.resolve("made.xml")).offset()
			.stream().map(BigDecimal::doubleValue).toList());
	}
}
