package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.VoxelSize;

/** XML files of BigDataViewer that cannot be read, or name several images: refused in a sentence. */
class BdvXmlErrorsTest extends BdvXmlFiles {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {  //
		"<hdf5 type=\"relative\">bdv.h5</hdf5>|<hdf5>missing.h5</hdf5>|<hdf5>", //
		"<hdf5 type=\"relative\">bdv.h5</hdf5>|<hdf5>.</hdf5>|<hdf5>", //
		"<hdf5 type=\"relative\">bdv.h5</hdf5>|<n5>bdv.h5</n5>|is no folder", //
		"<hdf5 type=\"relative\">bdv.h5</hdf5>|<hdf5>bdv.xml</hdf5>|a SpimData file, too", //
		"<hdf5 type=\"relative\">bdv.h5</hdf5>|<hdf5>s3://bucket/bdv.h5</hdf5>|drives", //
		"<hdf5 type=\"relative\">bdv.h5</hdf5>|<hdf5>file:nowhere?</hdf5>|no path", //
		"<hdf5 type=\"relative\">bdv.h5</hdf5>|<hdf5>\\\\localhost\\share\\bdv.h5</hdf5>|drives", //
		"<hdf5 type=\"relative\">bdv.h5</hdf5>|<hdf5>//localhost/share/bdv.h5</hdf5>|drives", //
		"<hdf5 type=\"relative\">bdv.h5</hdf5>|<hdf5>file://localhost/bdv.h5</hdf5>|drives", //
		"<hdf5 type=\"relative\">bdv.h5</hdf5>|<hdf5>file:////localhost/share/bdv.h5</hdf5>|drives", //
		"<BasePath type=\"relative\">.</BasePath>|<BasePath>//localhost/share</BasePath>|drives", //
		"<hdf5 type=\"relative\">bdv.h5</hdf5>|<hdf5>/etc/passwd</hdf5>|nothing inside", //
		"<hdf5 type=\"relative\">bdv.h5</hdf5>|<imagePattern>a.tif</imagePattern>|bdv.hdf5", //
		"</ViewSetups>|</ViewSetups><MissingViews><MissingView timepoint=\"0\" setup=\"0\"/></MissingViews>|MissingViews", //
		"bdv.hdf5|bdv.n5.s3|reads voxels from a server", //
		"bdv.hdf5|bdv.ome.zarr|OME-Zarr folder itself", //
		"<affine>0.5 0.0 |<affine>0.5 |<affine> of 12 numbers", //
		"<affine>0.5 0.0 |<affine>0.5 NaN |<affine> of 12 numbers", //
		"<size>17 14 9</size>|<size>17 14 8</size>|17 x 14 x 8", //
		"<size>17 14 9</size>|<size>17 14</size>|<size>", //
		"<size>17 14 9</size>|<size>17 14 0</size>|<size>", //
		"<size>17 14 9</size>|<size>17 14 9999999999</size>|<size>", //
		"<size>0.5 0.5 2.0</size>|<size>0.5 0.5 x</size>|<voxelSize>", //
		"<size>0.5 0.5 2.0</size>|<size>0.5 0.5 NaN</size>|<voxelSize>", //
		"<size>0.5 0.5 2.0</size>|<size>0.5 0.5 1e20</size>|<voxelSize>", //
		"<size>0.5 0.5 2.0</size>|<size>0.5 0.5 -1</size>|<voxelSize>", //
		"<id>0</id>|<id>zero</id>|<id>", //
		"<first>0</first>|<first>-1</first>|<first>", //
		"<last>0</last>|<last>1</last>|several time points", //
		"<SpimData version=\"0.2\">|<!DOCTYPE x [<!ENTITY e SYSTEM \"/etc/passwd\">]><SpimData>|DOCTYPE", //
		"<SpimData version=\"0.2\">|<!DOCTYPE x SYSTEM \"http://localhost/x\"><SpimData>|DOCTYPE", //
		"bdv.h5|&e;|damaged", //
		"</SpimData>||damaged", //
		"<ViewSetups>(?s).*</ViewSetups>|<ViewSetups/>|no <ViewSetup>", //
		"SpimData|Other|XML with the root <Other>" })
	void whatIsWrongIsRefusedByName(final String right, final String wrong, final String named) throws Exception {
		final Path xml = change(right, wrong == null ? "" : wrong);
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(xml)).getMessage();
		assertTrue(message.contains(named) && !message.contains("\n"), message);
	}

	@Test
	void filesThatNameThemselvesAreRefused() throws Exception {
		final Path xml = change("<ImageLoader format=\"bdv.hdf5\">(?s).*</ImageLoader>",
			"<ImageLoader format=\"bdv.n5\"><n5>.</n5></ImageLoader>");
		final Path self = Files.move(xml, folder.resolve("setup0"));
		for (final Path path : List.of(self, self.resolve("setup0/timepoint0/s0")))
			assertTrue(assertThrows(InvalidInputException.class, () -> Sources.describe(path)).getMessage().contains(
				"SpimData file, too"));
		assertThrows(InvalidInputException.class, () -> Sources.measure(self.resolve("s1")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "bdv.xml/setup1|no setup 1", "bdv.xml/s3x|nothing of that name", //
		"bdv.xml/setup0/s9|/t00000/s00/9", "bdvtwo.xml|2 setups", "bdvtwo.xml/setup1|several time points" })
	void whatIsNotThereIsRefusedByName(final String path, final String named) {
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(folder.resolve(path)))
			.getMessage();
		assertTrue(message.contains(named), message);
	}

	@Test
	void nothingIsSaidOfDamagedFilesButTheMessage() throws Exception {
		final byte[] bytes = Files.readAllBytes(folder.resolve("bdv.xml"));
		final java.io.PrintStream err = System.err;
		final java.io.ByteArrayOutputStream said = new java.io.ByteArrayOutputStream();
		System.setErr(new java.io.PrintStream(said, true));
		try {
			for (int i = 0; i < bytes.length; i += 7) {
				final byte[] bad = bytes.clone();
				bad[i] = (byte) 0xE2;
				final Path xml = Files.write(folder.resolve("bad.xml"), bad);
				try {
					Sources.describe(xml);
				}
				catch (final InvalidInputException e) {
					assertTrue(e.getMessage().contains("bad.xml") && !e.getMessage().contains("\n"), e.getMessage());
				}
			}
		}
		finally {
			System.setErr(err);
		}
		assertEquals("", said.toString());
	}

	@Test
	void deepAndLargeFilesAreRefused() throws Exception {
		final Path deep = Files.writeString(folder.resolve("deep.xml"), "<SpimData>" + "<a>".repeat(100_000));
		assertTrue(assertThrows(InvalidInputException.class, () -> Sources.describe(deep)).getMessage().contains("nested"));
		for (final String held : new String[] { "<!--" + " <".repeat(2_000_000) + "-->", "<a b=\"" + " >".repeat(2_000_000) + "\"/>",
			"<![CDATA[" + " <".repeat(2_000_000) + "]]>", "<?x " + " >".repeat(2_000_000) + "?>" })
		{
			final Path file = Files.writeString(folder.resolve("held.xml"), "<SpimData>" + held + "</SpimData>");
			assertTrue(assertThrows(InvalidInputException.class, () -> Sources.describe(file)).getMessage().contains(
				"more than 1048576 characters"));
		}
		final Path many = Files.writeString(folder.resolve("many.xml"), "<SpimData><SequenceDescription><ImageLoader><zgroups>" +
			IntStream.range(0, 140_000).mapToObj(i -> "<zgroup setup='" + i + "' path='a'/>").collect(Collectors.joining()) +
			"</zgroups></ImageLoader></SequenceDescription></SpimData>");
		assertTrue(assertThrows(InvalidInputException.class, () -> Sources.describe(many)).getMessage().contains("zgroups"));
		final Path large = Files.writeString(folder.resolve("large.xml"), "<SpimData>");
		try (java.io.RandomAccessFile file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
			file.setLength(65L << 20);
		}
		assertTrue(assertThrows(InvalidInputException.class, () -> Sources.describe(large)).getMessage().contains("bytes"));
	}

	/** The two ways in which BigStitcher's loader of OME-Zarr names images, here with HDF5-free plain folders. */
	@Test
	void imagesOfAMultiImageLoaderAreNamedOneByOne() throws Exception {
		final Volume volume = TestSources.random(new java.util.Random(1), org.labelupscaler.label.LabelType.UINT16, 17, 14, 9);
		Files.createDirectories(folder.resolve("all.zarr"));
		TestSources.writeNrrd(volume, folder.resolve("all.zarr/s0-t0.nrrd"));
		final String[] groups = { "<zgroup setup=\"0\" tp=\"0\" path=\"s0-t0.nrrd\" indicies=\"0 0\"/>",
			"<zgroup setup=\"0\" timepoint=\"0\"><path>s0-t0.nrrd</path></zgroup>" };
		for (final String group : groups) {
			final Path xml = multi(group);
			try (LabelSource source = Sources.describe(xml).open(new SourceOptions(folder, false))) {
				assertArrayEquals(volume.labels(), MemorySource.all(source));
				assertEquals(new VoxelSize(0.5, 0.5, 2, "um"), source.voxelSize());
			}
		}
		for (final String wrong : new String[] { "<zgroup setup=\"0\" tp=\"0\" path=\"../bdv.h5\"/>|leads out",
			"<zgroup setup=\"0\" tp=\"0\" path=\"s0-t0.nrrd\" indicies=\"1 0\"/>|indicies", "|zgroups" })
		{
			final String[] parts = wrong.split("\\|");
			final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(multi(parts[0]))).getMessage();
			assertTrue(message.contains(parts[1]), message);
		}
	}

	private Path multi(final String group) throws Exception {
		final Path xml = change("<ImageLoader format=\"bdv.hdf5\">(?s).*</ImageLoader>",
			"<ImageLoader format=\"bdv.multimg.zarr\" version=\"3.0\"><zarr type=\"relative\">all.zarr</zarr><zgroups>" + group +
				"</zgroups></ImageLoader>");
		return xml;
	}
}
