package org.labelupscaler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;

/**
 * N5 containers are byte for byte what they have always been: blocks, attributes, and what stands beside them, of jobs with
 * every codec, with levels finer and coarser than the source, with all that is done to labels, and of volumes of cells. NB:
 * levels of compression above 1 are not among them, since other versions of zlib and zstd may write other bytes.
 */
@TestInstance(Lifecycle.PER_CLASS)
class GoldenContainersTest {

	@TempDir
	private static Path folder;

	@BeforeAll
	void makeSources() throws IOException {
		for (final LabelType type : List.of(LabelType.UINT8, LabelType.UINT16, LabelType.INT32, LabelType.UINT64))
			TestSources.writeNrrd(TestSources.random(new Random(type.bytes()), type, 40, 30, 20), folder.resolve(type.n5Name() +
				".nrrd"));
		final Random random = new Random(7);
		final StringBuilder cells = new StringBuilder("x,y,z\n");
		for (int c = 0; c < 300; c++)
			cells.append(random.nextInt(4000) / 100.0).append(',').append(random.nextInt(3000) / 100.0).append(',').append(random
				.nextInt(2000) / 100.0).append('\n');
		Files.writeString(folder.resolve("cells.csv"), cells);
		assertEquals(0, Main.run("upscale", folder.resolve("uint16.nrrd").toString(), folder.resolve("labels.n5").toString(),
			"--factors=4", "--block=32", "--progress=none"));
	}

	@ParameterizedTest(name = "{0}")
	@CsvFileSource(resources = "/org/labelupscaler/cli/golden-containers.tsv", numLinesToSkip = 1, delimiter = '\t')
	void theFilesAreTheSame(final String job, final int count, final String sha256) throws Exception {
		final Path place = Files.createDirectory(folder.resolve(job.replaceAll("[^a-z0-9]+", "-")));
		final List<String> words = new ArrayList<>();
		for (final String word : job.split(" "))
			words.add(word.startsWith("@") ? folder.resolve(word.substring(1)).toString() : word);
		words.addAll(List.of(place.resolve("out.n5").toString(), "--progress=none"));
		assertEquals(0, Main.run(words.toArray(String[]::new)));
		final List<Path> files = new ArrayList<>();
		try (Stream<Path> walk = Files.walk(place)) {
			walk.filter(Files::isRegularFile).filter(file -> !file.endsWith(".label-upscaler.lock")).forEach(files::add);
		}
		assertEquals(count + " " + sha256, files.size() + " " + sha256(place, files));
	}

	private static String sha256(final Path place, final List<Path> files) throws Exception {
		final MessageDigest digest = MessageDigest.getInstance("SHA-256");
		for (final String name : files.stream().map(file -> place.relativize(file).toString().replace('\\', '/')).sorted()
			.toList())
		{
			final byte[] content = content(place.resolve(name));
			digest.update((name + " " + content.length + "\n").getBytes(StandardCharsets.UTF_8));
			digest.update(content);
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	/** NB: without what differs from machine to machine: where the source lies, and how zlib has compressed it. */
	private static byte[] content(final Path file) throws IOException {
		if (!file.endsWith("out.n5/attributes.json"))
			return Files.readAllBytes(file);
		return Files.readString(file).replace(folder.toAbsolutePath().toString().replace("\\", "\\\\"), "@").replace("\\\\", "/")
			.replaceAll("[0-9a-f]{64}", "#").getBytes(StandardCharsets.UTF_8);
	}
}
