package org.labelupscaler.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeFormats;
import org.labelupscaler.words.OptionKey;

/** Which format a container has, and that all a container can be used for works with each. */
class FormatOptionTest {

	@TempDir
	private Path folder;
	private String source;

	@BeforeEach
	void makeSource() throws IOException {
		source = TestSources.writeNrrd(TestSources.random(new Random(3), LabelType.UINT16, 30, 25, 20), folder.resolve("a.nrrd")).toString();
		Files.writeString(folder.resolve("cells.csv"), "x,y,z\n5,5,5\n20,30,10\n59,49,39\n");
	}

	private int run(final String line) {
		final String[] words = line.split(" ");
		for (int w = 0; w < words.length; w++)
			words[w] = words[w].equals("SOURCE") ? source : words[w].startsWith("@") ? folder.resolve(words[w].substring(1)).toString() : words[w];
		return Main.run(words);
	}

	private boolean has(final String name) {
		return Files.exists(folder.resolve(name));
	}

	@ParameterizedTest
	@CsvSource({ "b.n5,,b.n5/setup0", "b.ome.zarr,,b.ome.zarr/zarr.json", "b.zarr,,b.zarr/zarr.json", "b,,b/setup0",
		"b,--format=ome-zarr,b/zarr.json", "b.zarr,--format=ome-zarr-0.4,b.zarr/.zattrs", "b.ome.zarr,--format=auto,b.ome.zarr/zarr.json",
		"b.precomputed,,b.precomputed/segment_properties/info", "b,--format=precomputed,b/info", "b.ims,,b.ims", "b.ome.tif,,b.ome.tif",
		"b.tiff,,b.tiff", "b,--format=imaris,b", "b,--format=ome-tiff,b", "b.h5,,b.h5", "b.hdf5,,b.hdf5", "b,--format=bdv-hdf5,b" })
	void itIsThatOfTheNameOrTheOneSaid(final String name, final String format, final String made) {
		assertEquals(0, run("upscale SOURCE @" + name + " --factors=2 --block=16 --progress=none" + (format == null ? "" : " " + format)));
		assertTrue(has(made));
		assertTrue(has(name + ".labels.csv"));
		final boolean ofHdf5 = made.endsWith("5") || "--format=bdv-hdf5".equals(format);
		assertEquals(ofHdf5 || made.contains("n5") || made.contains("setup0"), has("b.xml"));
		assertEquals(0, run("verify @" + name + " --blocks=voxels --progress=none"));
	}

	@Test
	void aNameThatMisleadsIsRefused() throws IOException {
		assertEquals(2, run("upscale SOURCE @b.n5 --factors=2 --format=ome-zarr --progress=none"));
		assertEquals(2, run("upscale SOURCE @b.zarr --factors=2 --format=n5 --progress=none"));
		assertEquals(2, run("upscale SOURCE @b --factors=2 --format=tiff --progress=none"));
		assertEquals(2, run("upscale SOURCE @b.h5 --factors=2 --format=n5 --progress=none"));
		assertEquals(2, run("upscale SOURCE @b.ims --factors=2 --format=bdv-hdf5 --progress=none"));
		assertEquals(2, run("upscale SOURCE @b.zarr --factors=2 --compression=lz4 --progress=none"));
		assertEquals(2, run("upscale SOURCE @b.precomputed --factors=2 --compression=zstd --progress=none"));
		assertEquals(2, run("upscale SOURCE @b.precomputed --factors=2 --offset=0.3,0,0 --progress=none"));
		assertFalse(has("b.n5") || has("b.h5") || has("b.ims") || has("b.zarr") || has("b") || has("b.precomputed"));
	}

	@Test
	void aContainerOfOneFormatIsNotReplacedByAnother() {
		assertEquals(0, run("upscale SOURCE @b --factors=2 --format=ome-zarr --progress=none"));
		assertEquals(2, run("upscale SOURCE @b --factors=2 --existing=overwrite --progress=none"));
		assertTrue(has("b/zarr.json"));
		assertEquals(0, run("upscale SOURCE @b --factors=3 --format=ome-zarr --existing=overwrite --progress=none"));
	}

	@ParameterizedTest
	@CsvSource({ "b.n5,cells.n5", "b.ome.zarr,cells.ome.zarr", "b.ome.zarr,cells.n5", "b.precomputed,cells.precomputed",
		"b.ims,cells.ims", "b.ome.tif,cells.ome.tif", "b.ims,cells.n5", "b.h5,cells.h5" })
	void cellsAreAssignedAndDrawn(final String name, final String drawn) throws IOException {
		assertEquals(0, run("upscale SOURCE @" + name + " --factors=2 --block=16 --progress=none"));
		assertEquals(0, run("cells @" + name + " @cells.csv --progress=none"));
		assertEquals(4, Files.readAllLines(folder.resolve("cells-assigned.csv")).size());
		assertEquals(0, run("cellvolume @" + name + " @cells.csv @" + drawn + " --radius=3 --progress=none --value=number"));
		assertEquals(0, run("cellvolume @" + name + " @cells.csv @" + drawn + " --radius=3 --progress=none --value=number --existing=resume"));
		assertEquals(0, run("info @" + drawn));
		assertEquals(0, run("preview @" + drawn + " @p.png"));
		assertEquals(0, run("upscale @" + name + " @again.n5 --factors=1 --progress=none"));
	}

	/** A chunk at the end of a volume is stored whole, far larger than what the volume has of it. */
	@ParameterizedTest
	@CsvSource({ "b.n5,n5", "b.zarr,ome-zarr", "b.zarr,ome-zarr-0.4", "b.precomputed,precomputed", "b.ims,imaris", "b.h5,bdv-hdf5",
		"b.tif,ome-tiff" })
	void rawChunksAtTheEndAreWholeAndRight(final String name, final String format) {
		assertEquals(0, run("upscale SOURCE @" + name + " --factors=3 --block=64 --compression=raw --progress=none --format=" + format));
		assertEquals(0, run("verify @" + name + " --blocks=voxels --progress=none"));
		assertEquals(0, run("verify @" + name + " --blocks=all --progress=none"));
	}

	/** A file takes its place when it is whole; what was there is there until then, and what is not this program's own is not touched. */
	@ParameterizedTest
	@CsvSource({ "b.ims,16", "b.ome.tif,16", "b.h5,16" })
	void aFileIsReplacedAsAWhole(final String name, final int block) throws IOException {
		final String job = "upscale SOURCE @" + name + " --block=" + block + " --progress=none --threads=1 --factors=";
		assertEquals(0, run(job + "2"));
		final byte[] first = Files.readAllBytes(folder.resolve(name));
		assertEquals(2, run(job + "3"));
		assertEquals(2, run(job + "3 --existing=resume"));
		assertArrayEquals(first, Files.readAllBytes(folder.resolve(name)));
		assertEquals(0, run(job + "2 --existing=resume"));
		assertArrayEquals(first, Files.readAllBytes(folder.resolve(name)));
		// NB: what a killed run leaves
		Files.write(folder.resolve("." + name + ".label-upscaler.part"), new byte[7]);
		Files.write(folder.resolve("." + name + ".label-upscaler.lock"), new byte[7]);
		assertEquals(0, run(job + "3 --existing=overwrite"));
		assertFalse(Arrays.equals(first, Files.readAllBytes(folder.resolve(name))));
		assertEquals(2, run("upscale @" + name + " @" + name + " --factors=2 --existing=overwrite --progress=none"));
		assertEquals(0, run("verify @" + name + " --blocks=all --progress=none"));
		assertNotEquals(0, run("upscale SOURCE @" + name + "/inside.n5 --factors=2 --progress=none"));
		Files.write(folder.resolve("other" + name), new byte[5000]);
		assertEquals(2, run("upscale SOURCE @other" + name + " --factors=2 --existing=overwrite --progress=none"));
		assertArrayEquals(new byte[5000], Files.readAllBytes(folder.resolve("other" + name)));
		Files.createDirectory(folder.resolve("folder" + name));
		assertEquals(2, run("upscale SOURCE @folder" + name + " --factors=2 --existing=overwrite --progress=none"));
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(List.of(), files.map(file -> file.getFileName().toString()).filter(file -> file.startsWith(".")).toList());
		}
	}

	@Test
	void dialogsOfferAllFormats() {
		final Set<String> offered = new TreeSet<>(OptionKey.FORMAT.wording().choices());
		final Set<String> there = VolumeFormats.all().stream().map(VolumeFormat::word).collect(Collectors.toCollection(TreeSet::new));
		there.add("auto");
		assertEquals(there, offered);
	}
}
