package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.store.s3.S3TestServer;
import org.labelupscaler.words.OptionsBuilder;
import org.labelupscaler.words.UpscaleWords;

/** Jobs into a bucket of a real server, against the same jobs into a folder. */
@EnabledIfSystemProperty(named = "s3.endpoint", matches = ".+")
class BucketJobTest extends AbstractJobTest {

	private final S3TestServer server = new S3TestServer();
	private Path source;

	@BeforeEach
	void makeSource() throws Exception {
		source = TestSources.writeNrrd(TestSources.random(new Random(4), LabelType.UINT32, 20, 16, 12), folder.resolve("brain.nrrd"));
	}

	private OptionsBuilder job(final String target) {
		return UpscaleWords.builder().source(source.toString()).target(target).size("60,50,40").block(target.contains(".zarr") ? "6" : "16").threads("2");
	}

	private String bucket(final String name) {
		return server.address(S3TestServer.ENDPOINT, name);
	}

	private static UpscaleReport done(final OptionsBuilder options) throws Exception {
		return UpscaleJob.run(options.build(), ProgressListener.NONE);
	}

	private TreeMap<String, String> objects(final String prefix) {
		return server.texts(prefix);
	}

	private String text(final String key) {
		return new String(server.bytes(key), StandardCharsets.ISO_8859_1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "n5", "ome.zarr", "precomputed" })
	void aBucketHoldsWhatAFolderDoes(final String ending) throws Exception {
		final Path local = folder.resolve("a." + ending);
		final UpscaleReport expected = done(job(local.toString()));
		final UpscaleReport report = done(job(bucket("x/a." + ending)));
		assertEquals(expected.written(), report.written());
		assertEquals(PlainN5.tree(local), objects("x/a." + ending));
		assertEquals(Files.readString(folder.resolve("a." + ending + ".labels.csv"), StandardCharsets.ISO_8859_1), text("x/a." + ending + ".labels.csv"));
		assertTrue(assertThrows(InvalidInputException.class, () -> done(job(bucket("x/a." + ending)))).getMessage().contains("exists already"));
		final String secret = System.getProperty("aws.secretAccessKey");
		for (final String content : objects("x").values())
			assertFalse(content.contains(secret));
	}

	@ParameterizedTest
	@ValueSource(strings = { "n5", "ome.zarr" })
	void whatIsMissingOrOtherIsMendedByAResume(final String ending) throws Exception {
		final String name = "b." + ending;
		done(job(bucket(name)));
		final TreeMap<String, String> whole = objects(name);
		final List<String> blocks = new ArrayList<>(whole.keySet());
		blocks.removeIf(key -> key.endsWith(".json"));
		final String gone = name + "/" + blocks.get(0);
		server.raw().deleteObject(request -> request.bucket(server.bucket()).key(gone));
		server.put(name + "/" + blocks.get(blocks.size() - 1), new byte[] { 1, 2, 3 });
		final UpscaleReport mended = done(job(bucket(name)).existing("resume"));
		assertTrue(mended.kept() > 0 && mended.written() > 0, mended.toString());
		assertEquals(whole, objects(name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "n5", "ome.zarr" })
	void partsAreTheWhole(final String ending) throws Exception {
		done(job(bucket("whole." + ending)));
		for (final int part : new int[] { 3, 1, 2 })
			done(job(bucket("parts." + ending)).part(part + "/3"));
		assertTrue(assertThrows(InvalidInputException.class, () -> done(job(bucket("parts." + ending)).part("finish").block("32")))
			.getMessage().contains("another job"));
		assertTrue(done(job(bucket("parts." + ending)).part("finish")).complete());
		assertEquals(objects("whole." + ending), objects("parts." + ending));
	}

	@ParameterizedTest
	@ValueSource(strings = { "n5", "ome.zarr" })
	void overwritingLeavesNothingOfTheOld(final String ending) throws Exception {
		final String name = "o." + ending;
		done(job(bucket(name)).size("80,70,60"));
		done(job(bucket(name)).existing("overwrite"));
		done(job(bucket("new." + ending)));
		assertEquals(objects("new." + ending), objects(name));
	}
}
