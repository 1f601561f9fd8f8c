package org.labelupscaler.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.cli.Main;
import org.labelupscaler.job.AbstractJobTest;
import org.labelupscaler.job.Existing;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscalePlan;
import org.labelupscaler.job.UpscaleReport;
import org.labelupscaler.job.Upscaler;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.Sources;

/** What docs/extending.md shows is there, and works. */
class ExamplesTest extends AbstractJobTest {

	@Test
	void theDocumentationShowsTheseClasses() throws Exception {
		final String text = Files.readString(Path.of("docs/extending.md"));
		final Matcher blocks = Pattern.compile("```java\n(.*?)```\n", Pattern.DOTALL).matcher(text);
		final List<String> shown = new ArrayList<>();
		while (blocks.find())
			shown.add(blocks.group(1));
		final List<String> there = new ArrayList<>();
		for (final Class<?> example : List.of(CrateFormat.class, ScratchStores.class, SendingExecutor.class))
			there.add(Files.readString(Path.of("src/test/java", example.getName().replace('.', '/') + ".java")).replaceFirst(
				"(?s).*\nimport [^\n]*;\n\n", ""));
		assertEquals(there, shown);
	}

	private Path crate(final int edge, final int length) throws Exception {
		final ByteBuffer bytes = ByteBuffer.allocate(24 + 2 * 24);
		bytes.put("CRATE16\n".getBytes(StandardCharsets.US_ASCII)).putInt(4).putInt(3).putInt(2).putInt(edge);
		for (int v = 0; v < 24; v++)
			bytes.putShort((short) (1000 + v));
		return Files.write(folder.resolve("labels.crate"), Arrays.copyOf(bytes.array(), length));
	}

	@Test
	void aCrateIsRead() throws Exception {
		final Path crate = crate(500, 72);
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		final PrintStream console = System.out;
		System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
		try {
			assertEquals(0, Main.run("info", crate.toString()));
		}
		finally {
			System.setOut(console);
		}
		final String info = out.toString(StandardCharsets.UTF_8);
		for (final String line : List.of("Crate", "4 x 3 x 2", "uint16", "500.0 x 500.0 x 500.0", "nm"))
			assertTrue(info.contains(line), info);
		try (LabelSource labels = Sources.describe(crate).open(SourceOptions.defaults())) {
			final long[] row = new long[4];
			labels.read(new long[] { 0, 2, 1 }, new int[] { 4, 1, 1 }, row);
			assertEquals("[1020, 1021, 1022, 1023]", Arrays.toString(row));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "0 72", "500 71", "500 24", "500 23", "500 9" })
	void aDamagedCrateIsRefused(final String edgeAndLength) throws Exception {
		final String[] numbers = edgeAndLength.split(" ");
		final Path crate = crate(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
		assertThrows(InvalidInputException.class, () -> Sources.describe(crate));
	}

	@ParameterizedTest
	@ValueSource(strings = { ".n5", ".ome.zarr" })
	void workThatIsSentMakesTheSameContainer(final String ending) throws Exception {
		final Volume volume = TestSources.random(new Random(5), LabelType.UINT16, 9, 8, 10);
		final Path here = Files.createDirectories(folder.resolve("here")).resolve("v" + ending);
		final Path there = Files.createDirectories(folder.resolve("there")).resolve("v" + ending);
		final UpscaleOptions options = options(volume, "v").target(here.toString()).factors("3").block("8").levels("2,2,2").build();
		final UpscaleReport wanted = run(options);
		try (LabelSource labels = options.describeSource().open(SourceOptions.defaults())) {
			final UpscalePlan plan = UpscalePlan.of(options, options.describeSource(), labels);
			final UpscaleReport report = new Upscaler(plan, labels, there, Existing.FAIL, 1).run(new SendingExecutor(),
				ProgressListener.NONE);
			assertTrue(report.complete());
			assertEquals(wanted.written(), report.written());
			assertEquals(wanted.labels(), report.labels());
		}
		assertEquals(tree(here.getParent()), tree(there.getParent()));
		assertTrue(tree(there).size() > 30);
	}

	private static TreeMap<String, String> tree(final Path root) throws Exception {
		final TreeMap<String, String> tree = PlainN5.tree(root);
		tree.keySet().removeIf(name -> name.endsWith(".lock"));
		return tree;
	}
}
