package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;

import com.google.gson.JsonObject;

/** Whole jobs against a reference that computes one voxel at a time, read back by a reader that shares no code. */
class UpscalerTest extends AbstractJobTest {

	@ParameterizedTest
	@EnumSource(LabelType.class)
	void everyVoxelOfEveryLevelFollowsTheRule(final LabelType type) throws Exception {
		final String[] compressions = { "gzip", "lz4", "zstd", "raw" };
		for (int seed = 0; seed < 16; seed++) {
			final Random random = new Random(31 * type.ordinal() + seed);
			final int[] size = { 1 + random.nextInt(20), 1 + random.nextInt(20), random.nextInt(4) == 0 ? 1 : 1 + random
				.nextInt(20) };
			final Volume source = TestSources.random(random, type, size);
			final String target = 1 + random.nextInt(70) + "," + (1 + random.nextInt(70)) + "," + (1 + random.nextInt(40));
			final String block = 1 + random.nextInt(33) + "," + (1 + random.nextInt(33)) + "," + (1 + random.nextInt(33));
			final String levels = seed % 4 == 0 ? "none" : "auto";
			final UpscaleOptions options = options(source, "s" + seed).size(target).block(block).levels(levels).compression(
				compressions[seed % 4]).background(random.nextBoolean() ? "skip" : "write").threads("2").build();
			final UpscaleReport report = run(options);
			check(source, options, report, "seed " + seed + ": " + type + " " + size[0] + "x" + size[1] + "x" + size[2] +
				" to " + target + ", blocks " + block);
		}
	}

	@Test
	void explicitLevelsFollowTheRule() throws Exception {
		final String[] all = { "2,1,1;4,3,1;9,9,2", "2,2,2", "3,3,3;6,6,6;30,20,7", "1,1,2" };
		for (int seed = 0; seed < all.length; seed++) {
			final Volume source = TestSources.random(new Random(seed), LabelType.UINT32, 23, 17, 9);
			final UpscaleOptions options = options(source, "e" + seed).factors("1.5,2,0.8").block("16").levels(all[seed])
				.build();
			check(source, options, run(options), all[seed]);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "blosc-lz4", "blosc-zstd", "blosc-zstd:9" })
	void bloscIsNotForN5(final String compression) throws Exception {
		final UpscaleOptions options = options(TestSources.random(new Random(1), LabelType.UINT8, 4, 4, 4), "b").factors("2")
			.compression(compression).build();
		final String message = "compression: an N5 container is written with gzip[:1-9], lz4, zstd[:1-22] or raw, not with " + compression
			.split(":")[0];
		assertEquals(message, assertThrows(InvalidInputException.class, () -> UpscalePlan.draft(options, options
			.describeSource())).getMessage());
		assertEquals(message, assertThrows(InvalidInputException.class, () -> run(options)).getMessage());
		assertFalse(Files.exists(options.target()));
	}

	private void check(final Volume source, final UpscaleOptions options, final UpscaleReport report, final String what)
		throws Exception
	{
		assertTrue(report.complete());
		final UpscalePlan plan = Verifier.plan(options.target());
		final long[] target = plan.size();
		final Map<Long, Long> counts = new TreeMap<>();
		for (int l = 0; l < plan.pyramid().levels(); l++) {
			final Volume found = PlainN5.read(options.target().resolve("setup0/timepoint0/s" + l));
			assertEquals(source.type(), found.type());
			final long[] factor = plan.pyramid().factors(l);
			for (int d = 0; d < 3; d++)
				assertEquals((target[d] + factor[d] - 1) / factor[d], found.size()[d]);
			for (int z = 0; z < found.size()[2]; z++)
				for (int y = 0; y < found.size()[1]; y++)
					for (int x = 0; x < found.size()[0]; x++) {
						final long label = SlowReference.label(source, target, factor, x, y, z);
						if (label != found.at(x, y, z))
							assertEquals(label, found.at(x, y, z), what + ", level " + l + ", voxel " + x + "," + y + "," + z);
						if (l == 0)
							counts.merge(label, 1L, Long::sum);
					}
		}
		final Map<Long, Long> table = new TreeMap<>();
		report.labels().orElseThrow().rows().forEach(r -> table.put(r.label(), r.voxels()));
		assertEquals(counts, table, what + ", label table");
		try (LabelSource labels = options.describeSource().open(SourceOptions.defaults())) {
			assertTrue(new Verifier(plan, labels, options.target()).all(true, 1, ProgressListener.NONE).difference().isEmpty());
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 5 })
	void theNumberOfThreadsDoesNotMatter(final int threads) throws Exception {
		final Volume source = TestSources.random(new Random(4), LabelType.UINT32, 20, 20, 20);
		final UpscaleOptions one = options(source, "one").factors("3.3").block("16").threads("1").build();
		final UpscaleOptions many = options(source, "many").source(one.source().toString()).factors("3.3").block("16")
			.threads("" + threads).build();
		run(one);
		run(many);
		assertEquals(PlainN5.tree(one.target()), PlainN5.tree(many.target()));
	}

	@Test
	void theAttributesAreWhatReadersLookFor() throws Exception {
		final Volume source = TestSources.random(new Random(4), LabelType.UINT16, 40, 40, 20);
		final UpscaleOptions options = options(source, "a").factors("5").block("64").compression("gzip:3").build();
		run(options);
		final Path root = options.target();
		assertTrue(PlainN5.attributes(root).get("n5").getAsString().matches("2\\.\\d+\\.\\d+"));
		final JsonObject setup = PlainN5.attributes(root.resolve("setup0"));
		assertEquals("[[1,1,1],[2,2,1],[4,4,2]]", setup.get("downsamplingFactors").toString());
		assertEquals("uint16", setup.get("dataType").getAsString());
		final JsonObject group = PlainN5.attributes(root.resolve("setup0/timepoint0"));
		assertEquals("[5.0,5.0,10.0]", group.get("resolution").toString());
		assertEquals("[\"um\",\"um\",\"um\"]", group.get("units").toString());
		final JsonObject s1 = PlainN5.attributes(root.resolve("setup0/timepoint0/s1"));
		assertEquals("[100,100,100]", s1.get("dimensions").toString());
		assertEquals("[64,64,64]", s1.get("blockSize").toString());
		assertEquals("{\"type\":\"gzip\",\"level\":3,\"useZlib\":false}", s1.get("compression").toString());
		assertEquals("[2,2,1]", s1.get("downsamplingFactors").toString());
		assertEquals("{\"unit\":\"um\",\"dimensions\":[5.0,5.0,10.0]}", s1.get("pixelResolution").toString());

		final javax.xml.parsers.DocumentBuilder parser = javax.xml.parsers.DocumentBuilderFactory.newInstance()
			.newDocumentBuilder();
		final org.w3c.dom.Document xml = parser.parse(folder.resolve("a.xml").toFile());
		assertEquals("a.n5", xml.getElementsByTagName("n5").item(0).getTextContent());
		assertEquals("200 200 100", xml.getElementsByTagName("size").item(0).getTextContent());
		assertEquals("5.0 0.0 0.0 0.0 0.0 5.0 0.0 0.0 0.0 0.0 10.0 0.0", xml.getElementsByTagName("affine").item(0)
			.getTextContent());
		assertEquals("nearestneighbor", parser.parse(folder.resolve("a.settings.xml").toFile()).getElementsByTagName(
			"Interpolation").item(0).getTextContent());
	}

	@Test
	void blocksOfBackgroundHaveNoFileUnlessAskedFor() throws Exception {
		final Volume source = new Volume(LabelType.UINT8, new int[] { 4, 1, 1 }, new long[] { 0, 0, 0, 9 });
		final UpscaleOptions skip = options(source, "skip").factors("4").block("4").levels("none").build();
		final UpscaleReport skipped = run(skip);
		assertEquals(3, skipped.background());
		assertEquals(1, skipped.written());
		assertTrue(Files.exists(skip.target().resolve("setup0/timepoint0/s0/3/0/0")));
		assertFalse(Files.exists(skip.target().resolve("setup0/timepoint0/s0/0")));
		assertEquals(4, run(options(source, "write").factors("4").block("4").levels("none").background("write").build())
			.written());
	}

	@Test
	void namesThatNotEveryViewerFindsGetTheirXmlInside() throws Exception {
		final Volume source = TestSources.random(new Random(2), LabelType.UINT8, 5, 5, 5);
		final UpscaleOptions options = options(source, "my labels #1").factors("2").build();
		run(options);
		final String xml = Files.readString(options.target().resolve("bigdataviewer.xml"));
		assertTrue(xml.contains("<n5 type=\"relative\">.</n5>"), xml);
		assertTrue(run(again(options, Existing.OVERWRITE)).complete());
	}

	@Test
	void theWorkersHaveEndedWhenTheRunEnds() throws Exception {
		final Volume source = TestSources.random(new Random(2), LabelType.UINT8, 30, 30, 30);
		final UpscaleOptions options = options(source, "w").factors("4").block("4").background("write").build();
		assertThrows(IllegalStateException.class, () -> run(options, progress -> {
			throw new IllegalStateException("a listener that fails");
		}));
		assertTrue(Thread.getAllStackTraces().keySet().stream().noneMatch(t -> t.getName().startsWith("label-upscaler")));
		assertThrows(InterruptedException.class, () -> run(again(options, Existing.RESUME), progress -> Thread.currentThread()
			.interrupt()));
		assertTrue(Thread.getAllStackTraces().keySet().stream().noneMatch(t -> t.getName().startsWith("label-upscaler")));
	}

	@Test
	void theLastProgressIsTheWhole() throws Exception {
		for (int seed = 0; seed < 30; seed++) {
			final Volume source = TestSources.random(new Random(seed), LabelType.UINT8, 6, 6, 6);
			final List<ProgressListener.Progress> heard = new ArrayList<>();
			run(options(source, "p" + seed).factors("1").block("2").threads("2").build(), heard::add);
			assertEquals(1, heard.stream().filter(p -> p.isLast()).count());
			assertEquals(27, heard.get(heard.size() - 1).all());
			assertEquals(216, ((BlockProgress) heard.get(heard.size() - 1)).bytes());
		}
	}

	@Test
	void theExactEstimateIsExact() throws Exception {
		final Volume source = TestSources.random(new Random(2), LabelType.UINT16, 20, 20, 20);
		final UpscaleOptions options = options(source, "x").factors("3").block("16").compression("raw").build();
		final SourceFile file = options.describeSource();
		try (LabelSource labels = file.open(SourceOptions.defaults())) {
			final SizeEstimate estimate = SizeEstimate.of(UpscalePlan.of(options, file, labels), labels, options.format());
			final UpscaleReport report = run(options);
			assertTrue(estimate.exact());
			assertEquals(report.written(), estimate.files());
			assertEquals(report.bytesWritten(), estimate.bytes());
		}
	}
}
