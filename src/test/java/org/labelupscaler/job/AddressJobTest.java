package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.store.http.FileServer;
import org.labelupscaler.words.OptionsBuilder;
import org.labelupscaler.words.UpscaleWords;

/** Jobs whose source is on a web server, against the same jobs from the disk. */
class AddressJobTest extends AbstractJobTest {

	private static final String JOB = "60,50,40";

	private Path web;
	private FileServer server;

	@BeforeEach
	void serve() throws Exception {
		web = Files.createDirectory(folder.resolve("web"));
		TestSources.writeNrrd(TestSources.random(new Random(4), LabelType.UINT32, 20, 16, 12), web.resolve("brain.nrrd"));
		server = new FileServer(web, true);
	}

	@AfterEach
	void stop() {
		server.close();
	}

	private OptionsBuilder job(final String source, final String target) {
		return UpscaleWords.builder().source(source).target(folder.resolve(target).toString()).size(JOB).block("16").threads("2");
	}

	private static UpscaleReport done(final OptionsBuilder options) throws Exception {
		return UpscaleJob.run(options.build(), ProgressListener.NONE);
	}

	/** All files of a container, without the name of what it was made from, and its SHA-256 if that is of versions. */
	private TreeMap<String, String> tree(final String target, final boolean isFile) throws Exception {
		final TreeMap<String, String> tree = new TreeMap<>(PlainN5.tree(folder.resolve(target)));
		tree.replaceAll((name, content) -> name.endsWith(".json") ? content.replaceAll("\"source\": \"[^\"]*\"", "").replaceAll(isFile ? "$^"
			: "\"sourceSha256\": \"[^\"]*\"", "") : content);
		return tree;
	}

	@ParameterizedTest
	@ValueSource(strings = { "brain.nrrd", "brain.n5", "brain.ome.zarr", "brain.precomputed" })
	void theSameAsFromTheDisk(final String name) throws Exception {
		final boolean isFile = name.endsWith("nrrd");
		if (!isFile)
			UpscaleJob.run(UpscaleWords.builder().source(web.resolve("brain.nrrd").toString()).target(web.resolve(name).toString()).factors("1").block(
				"8").build(), ProgressListener.NONE);
		final String inside = name.equals("brain.n5") ? name + "/setup0/timepoint0/s0" : name;
		done(job(web.resolve(inside).toString(), "here.n5"));
		done(job(server.address() + "/" + inside, "far.n5"));
		assertEquals(tree("here.n5", isFile), tree("far.n5", isFile));
		assertEquals(Files.readString(folder.resolve("here.n5.labels.csv")), Files.readString(folder.resolve("far.n5.labels.csv")));
		assertTrue(Files.readString(folder.resolve("far.n5/attributes.json")).contains("\"" + server.address() + "/" + inside + "\""));
		try (VerifyJob verify = VerifyJob.open(VerifyOptions.of(folder.resolve("far.n5")), Optional::empty, ProgressListener.NONE)) {
			assertEquals(Optional.empty(), verify.run(ProgressListener.NONE).difference());
		}
		assertTrue(done(job(server.address() + "/" + inside, "far.n5").existing("resume")).kept() > 0);
	}

	@Test
	void anImageToMatchIsMeasuredByItsHeader() throws Exception {
		TestSources.writeNrrd(TestSources.random(new Random(5), LabelType.UINT8, 200, 160, 120), web.resolve("image.nrrd"));
		server.requests().clear();
		final UpscaleOptions options = UpscaleWords.builder().source(web.resolve("brain.nrrd").toString()).target(folder.resolve("m.n5").toString())
			.match(server.address() + "/image.nrrd").build();
		assertEquals(1, server.requests().stream().filter(request -> request.startsWith("/image.nrrd ")).count(), server.requests().toString());
		try (UpscaleJob job = UpscaleJob.open(options, ProgressListener.NONE)) {
			assertEquals(200, job.plan().size()[0]);
		}
	}

	@Test
	void aSourceThatChangedIsNotTakenForTheOldOne() throws Exception {
		done(job(server.address() + "/brain.nrrd", "far.n5"));
		server.close();
		TestSources.writeNrrd(TestSources.random(new Random(6), LabelType.UINT32, 20, 16, 12), web.resolve("brain.nrrd"));
		final String address = server.address();
		final int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
		server = new FileServer(web, true, port);
		final LabelUpscalerException e = assertThrows(LabelUpscalerException.class, () -> done(job(address + "/brain.nrrd", "far.n5").existing(
			"resume")));
		assertTrue(e.getMessage().contains("chang") || e.getMessage().contains("another"), e.getMessage());
	}

	@Test
	void aSignatureIsNowhereInWhatIsWritten() throws Exception {
		done(job(server.address() + "/brain.nrrd?X-Signature=hunter2", "far.n5"));
		for (final String content : PlainN5.tree(folder).values())
			assertFalse(content.contains("hunter2"));
	}

	@Test
	void refusalsAreSentences() {
		assertEquals("Cannot read " + server.address() + "/nothing.nrrd: no such file or folder", refusal(job(server.address() + "/nothing.nrrd",
			"x.n5")));
		assertEquals(server.address() + "/x.n5 can only be read. Choose a folder, or a bucket (s3://…).", refusal(job(web.resolve("brain.nrrd")
			.toString(), "y").target(server.address() + "/x.n5")));
		assertTrue(refusal(job(server.address() + "/brain.nrrd", "x.n5").target(null)).startsWith("output: name the container to make"));
	}

	private static String refusal(final OptionsBuilder options) {
		return assertThrows(InvalidInputException.class, () -> done(options)).getMessage();
	}
}
