package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.volume.bdv.BdvXml;
import org.labelupscaler.words.UpscaleWords;

/** XML files of BigDataViewer with its HDF5 files, both of the structure that it writes (src/test/python/make_hdf5.py). */
class BdvXmlTest extends BdvXmlFiles {

	@ParameterizedTest
	@MethodSource("expected")
	void imagesAreFoundByTheirXml(final String line) throws Exception {
		final String[] fields = line.split("\\|");
		// NB: a time point must be named where there are several.
		final Path path = folder.resolve(fields[0].replace("two.xml/setup1/", "two.xml/setup1/timepoint0/"));
		final SourceFile file = Sources.describe(path);
		assertEquals(Hdf5Files.voxelSize(fields[3]), file.voxelSize());
		final ImageSize measured = Sources.measure(path);
		assertArrayEquals(file.size(), measured.size());
		assertEquals(file.voxelSize(), measured.voxelSize());
		assertEquals(path.toString(), file.name());
		final Path xml = folder.resolve(fields[0].replaceFirst("/.*", ""));
		assertEquals(xml, file.origin().orElseThrow());
		assertEquals(List.of(xml, Path.of(xml.toString().replace(".xml", ".h5"))), file.files());
		try (LabelSource source = file.open(new SourceOptions(folder, false))) {
			assertEquals(fields[2], source.size()[0] + "," + source.size()[1] + "," + source.size()[2]);
			assertEquals(Hdf5Files.voxelSize(fields[3]), source.voxelSize());
			assertEquals(Long.parseLong(fields[4]), Hdf5Files.crc(MemorySource.all(source)));
		}
	}

	@Test
	void theXmlAloneSaysHowLargeAnImageIs() throws Exception {
		Files.delete(folder.resolve("bdvtwo.h5"));
		final ImageSize size = Sources.measure(folder.resolve("bdvtwo.xml"));
		assertArrayEquals(new long[] { 17, 14, 9 }, size.size());
		assertEquals(new VoxelSize(0.5, 0.5, 2, "um"), size.voxelSize());
		assertTrue(size.name().contains("setup 0, time point 0"), size.name());
		final String message = assertThrows(InvalidInputException.class, () -> Sources.measure(folder.resolve(
			"bdvtwo.xml/setup0/s1"))).getMessage();
		assertTrue(message.contains("<hdf5>") && message.contains("bdvtwo.h5"), message);
	}

	@Test
	void whatTheXmlDoesNotSayTheContainerDoes() throws Exception {
		final Path xml = change("<voxelSize>(?s).*</voxelSize>", "");
		assertEquals(VoxelSize.UNKNOWN, Sources.measure(xml).voxelSize());
		assertArrayEquals(new long[] { 17, 14, 9 }, Sources.measure(xml).size());
		final Path sizeless = change("<size>17 14 9</size>", "");
		assertArrayEquals(new long[] { 17, 14, 9 }, Sources.measure(sizeless).size());
		assertArrayEquals(new long[] { 17, 14, 9 }, Sources.describe(sizeless).size());
		assertEquals(new VoxelSize(0.5, 0.5, 2, "um"), Sources.describe(sizeless).voxelSize());
		assertEquals(new VoxelSize(1, 1, 2, "um"), Sources.describe(sizeless.resolve("setup0/s1")).voxelSize());
	}

	@Test
	void otherCharacterSetsAreRead() throws Exception {
		final String text = Files.readString(folder.resolve("bdv.xml"));
		final Path xml = folder.resolve("other.xml");
		Files.write(xml, text.replace("UTF-8", "ISO-8859-1").getBytes(StandardCharsets.ISO_8859_1));
		assertEquals("um", Sources.measure(xml).voxelSize().unit());
		// NB: what BigDataViewer writes where the platform's character set is not that which it declares.
		Files.write(xml, text.getBytes(StandardCharsets.ISO_8859_1));
		assertEquals("um", Sources.measure(xml).voxelSize().unit());
		Files.write(xml, ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8));
		assertEquals("um", Sources.measure(xml).voxelSize().unit());
		Files.write(xml, text.replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16));
		assertEquals("um", Sources.measure(xml).voxelSize().unit());
	}

	@Test
	void pathsMayBeAbsoluteOrLeadUpwards() throws Exception {
		final String right = "<hdf5 type=\"relative\">bdv.h5</hdf5>";
		final Path absolute = change(right, "<hdf5 type=\"absolute\">" + folder.resolve("bdv.h5") + "</hdf5>");
		final Path below = Files.copy(absolute, Files.createDirectories(folder.resolve("a/b")).resolve("x.xml"));
		assertArrayEquals(new long[] { 17, 14, 9 }, Sources.describe(below).size());
		final Path up = Files.move(change(right, "<hdf5 type=\"relative\">../../bdv.h5</hdf5>"), folder.resolve("a/b/up.xml"));
		assertArrayEquals(new long[] { 17, 14, 9 }, Sources.describe(up).size());
		final Path base = Files.move(change("<BasePath type=\"relative\">.</BasePath>",
			"<BasePath type=\"relative\">../..</BasePath>"), folder.resolve("a/b/base.xml"));
		assertArrayEquals(new long[] { 17, 14, 9 }, Sources.describe(base).size());
		final Path uri = change(right, "<hdf5 type=\"relative\">" + folder.resolve("bdv.h5").toUri() + "</hdf5>");
		assertArrayEquals(new long[] { 17, 14, 9 }, Sources.describe(uri).size());
	}

	/** The XML that this program writes beside its own containers, as far as it goes without them. */
	@Test
	void ownXmlIsMeasured() throws Exception {
		final Path n5 = folder.resolve("own.n5");
		Files.createDirectories(n5);
		final BdvXml xml = BdvXml.of(n5);
		Files.writeString(xml.file(), xml.text("labels", new long[] { 5, 6, 7 }, new VoxelSize(1, 2, 3, "um"), new double[3]));
		final ImageSize size = Sources.measure(folder.resolve("own.xml"));
		assertArrayEquals(new long[] { 5, 6, 7 }, size.size());
		assertEquals(new VoxelSize(1, 2, 3, "um"), size.voxelSize());
	}

	/** And with them: the N5 folder is read by its own format, level by level. */
	@Test
	void ownXmlLeadsToItsContainer() throws Exception {
		final Volume volume = TestSources.random(new java.util.Random(2), org.labelupscaler.label.LabelType.UINT32, 30, 20, 10);
		final UpscaleOptions options = UpscaleWords.builder().source(TestSources.writeNrrd(volume, folder.resolve("own.nrrd"))
			.toString()).factors("1").block("8").levels("2,2,1").threads("1").target(folder.resolve("own.n5").toString()).build();
		try (UpscaleJob job = UpscaleJob.open(options, ProgressListener.NONE)) {
			assertTrue(job.run(ProgressListener.NONE).complete());
		}
		final SourceFile file = Sources.describe(folder.resolve("own.xml"));
		final VoxelSize edges = file.voxelSize();
		try (LabelSource source = file.open(new SourceOptions(folder, false))) {
			assertArrayEquals(volume.labels(), MemorySource.all(source));
			assertEquals(Sources.describe(folder.resolve("own.nrrd")).voxelSize(), edges);
		}
		final Path level = folder.resolve("own.xml/setup0/s1");
		final ImageSize second = Sources.measure(level);
		assertArrayEquals(Sources.measure(folder.resolve("own.n5/setup0/timepoint0/s1")).size(), second.size());
		for (int d = 0; d < 3; d++) {
			final double factor = Math.rint((double) file.size()[d] / second.size()[d]);
			assertEquals(edges.get(d) * factor, second.voxelSize().get(d), 1e-9);
		}
		assertEquals(second.voxelSize(), Sources.describe(level).voxelSize());
	}

	/**
	 * Where BigDataViewer shows the first voxel: worked out by hand as the product of the matrices in the order of the file,
	 * the first leftmost (SpimData's ViewRegistration.updateModel).
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"0.5 0 0 12.5 0 0.5 0 -3 0 0 2 1e2|12.5,-3,100|", //
		// A shift in space, then the calibration: the shift is as it stands.
		"1 0 0 4 0 1 0 5 0 0 1 6;0.5 0 0 0 0 0.5 0 0 0 0 2 0|4,5,6|", //
		// The calibration first: the shift is in voxels.
		"0.5 0 0 0 0 0.5 0 0 0 0 2 0;1 0 0 4 0 1 0 5 0 0 1 6|2,2.5,12|", //
		// BigStitcher: space in voxels along x, of 0.5 um; 10 of them are 5 um.
		"1 0 0 10 0 1 0 20 0 0 1 30;1 0 0 0 0 1 0 0 0 0 4 0|5,10,15|one voxel is 1 x 1 x 4", //
		"0.5 0 0 0 0 0.5 0 0 0 0 2 0|0,0,0|", //
		"0.5 0.001 0 7 0 0.5 0 0 0 0 2 0||0.5 0.001 0 7", //
		"-0.5 0 0 7 0 0.5 0 0 0 0 2 0||turns, mirrors or scales", //
		"0 0.5 0 7 0.5 0 0 0 0 0 2 0||turns, mirrors or scales", //
		"0.5 0 0 7 0 0.5 0 0 0 0 1 0||turns, mirrors or scales" })
	void aShiftInTheRegistrationIsWhereAnImageLies(final String transforms, final String offset, final String note)
		throws Exception
	{
		final Path xml = registered(transforms);
		final ImageSize size = Sources.measure(xml);
		assertEquals(new VoxelSize(0.5, 0.5, 2, "um"), size.voxelSize());
		final List<Double> found = size.offset().stream().map(java.math.BigDecimal::doubleValue).toList();
		assertEquals(offset == null ? List.of() : java.util.stream.Stream.of(offset.split(",")).map(Double::valueOf).toList(), found);
		assertEquals(note == null, size.notes().isEmpty(), size.notes().toString());
		assertTrue(note == null || size.notes().get(0).contains(note), size.notes().toString());
		final boolean plain = "0,0,0".equals(offset);
		assertEquals(!plain, Sources.describe(xml).notes().stream().anyMatch(n -> n.contains("is not applied")));
	}

	/** BigDataViewer shows the first voxel of a level in the middle of those of level 0 that it is made of. */
	@Test
	void aLevelLiesWhereBigDataViewerShowsIt() throws Exception {
		final ImageSize size = Sources.measure(registered("0.5 0 0 10 0 0.5 0 0 0 0 2 0").resolve("setup0/s2"));
		assertEquals(new VoxelSize(2, 2, 4, "um"), size.voxelSize());
		// 4 voxels of 0.5 um: the middle is 1.5 voxels from that of the first; along z 2 of 2 um.
		assertEquals(List.of(10.75, 0.75, 1.0), size.offset().stream().map(java.math.BigDecimal::doubleValue).toList());
	}

	/** 10 inches are 254 mm. */
	@Test
	void inchesAreMillimetresWhereItLies() throws Exception {
		final Path xml = registered("0.5 0 0 10 0 0.5 0 0 0 0 2 0");
		Files.writeString(xml, Files.readString(xml).replaceFirst("<unit>.*</unit>", "<unit>inch</unit>"));
		final ImageSize size = Sources.measure(xml);
		assertEquals(new VoxelSize(12.7, 12.7, 50.8, "mm"), size.voxelSize());
		assertEquals(254, size.offset().get(0).doubleValue(), 1e-9);
	}

	private Path registered(final String transforms) throws Exception {
		return change("<ViewTransform type=\"affine\">(?s).*</ViewTransform>", java.util.stream.Stream.of(transforms.split(";")).map(
			affine -> "<ViewTransform type=\"affine\"><Name>x</Name><affine>" + affine + "</affine></ViewTransform>").collect(Collectors
				.joining()));
	}

	@Test
	void eachTimePointHasItsRegistration() throws Exception {
		final String text = Files.readString(folder.resolve("bdvtwo.xml"));
		final Path xml = Files.writeString(folder.resolve("times.xml"), text.replaceFirst(
			"(timepoint=\"1\" setup=\"1\">\\s*<ViewTransform type=\"affine\">\\s*<affine>0.5 0.0 0.0) 0.0", "$1 77"));
		assertTrue(!text.equals(Files.readString(xml)));
		assertEquals(0, Sources.measure(xml.resolve("setup1/timepoint0")).offset().get(0).signum());
		assertEquals(77, Sources.measure(xml.resolve("setup1/timepoint1")).offset().get(0).intValueExact());
		assertTrue(assertThrows(InvalidInputException.class, () -> Sources.measure(xml.resolve("setup1/timepoint2"))).getMessage()
			.contains("no time point 2"));
		final Path list = Files.writeString(folder.resolve("list.xml"), text.replaceFirst("(?s)<Timepoints.*</Timepoints>",
			"<Timepoints type=\"list\"><Timepoint><id>1</id></Timepoint></Timepoints>"));
		assertEquals(list + " (setup 0, time point 1)", Sources.measure(list).name());
		final Path pattern = Files.writeString(folder.resolve("pattern.xml"), text.replaceFirst("(?s)<Timepoints.*</Timepoints>",
			"<Timepoints type=\"pattern\"><integerpattern>9, 7-3:2</integerpattern></Timepoints>"));
		for (final int t : new int[] { 3, 5, 7, 9 })
			assertArrayEquals(new long[] { 17, 14, 9 }, Sources.measure(pattern.resolve("setup0/timepoint" + t)).size());
		assertThrows(InvalidInputException.class, () -> Sources.measure(pattern.resolve("setup0/timepoint4")));
	}

	@Test
	void imarisFilesAreReadByTheXmlOfBigDataViewer() throws Exception {
		final Path xml = Files.writeString(folder.resolve("ims.xml"), Files.readString(folder.resolve("bdv.xml")).replaceFirst(
			"(?s)<ImageLoader.*</ImageLoader>", "<ImageLoader format=\"ims\"><ims type=\"relative\">imaris.ims</ims></ImageLoader>")
			.replace("17 14 9", "19 26 9"));
		try (LabelSource source = Sources.describe(xml).open(new SourceOptions(folder, false));
				LabelSource direct = Sources.describe(folder.resolve("imaris.ims")).open(new SourceOptions(folder, false)))
		{
			assertArrayEquals(MemorySource.all(direct), MemorySource.all(source));
		}
		assertEquals(Sources.measure(folder.resolve("imaris.ims/DataSet/ResolutionLevel 1")).voxelSize().x(), Sources.describe(xml
			.resolve("setup0/s1")).voxelSize().x(), 1e-12);
	}
}
