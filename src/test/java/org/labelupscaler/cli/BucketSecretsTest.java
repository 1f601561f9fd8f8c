package org.labelupscaler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.campaign.Program;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.store.s3.S3TestServer;

/** Neither keys nor tokens are in anything that the command line says or writes, in the bucket or beside it. */
@EnabledIfSystemProperty(named = "s3.endpoint", matches = "http.*")
class BucketSecretsTest {

	private static final boolean TRUSTING = Boolean.getBoolean("s3.trusting");
	private static final String TOKEN = "token+of/tests==4711";

	@TempDir
	Path folder;

	private final S3TestServer server = new S3TestServer();
	private final List<String> said = new ArrayList<>();

	private Map<String, String> credentials() {
		final Map<String, String> values = new HashMap<>();
		values.put("AWS_ACCESS_KEY_ID", System.getProperty("aws.accessKeyId"));
		values.put("AWS_SECRET_ACCESS_KEY", System.getProperty("aws.secretAccessKey"));
		// NB: a real server refuses a token that it has not given.
		if (TRUSTING)
			values.put("AWS_SESSION_TOKEN", TOKEN);
		return values;
	}

	/** Runs a process; returns its exit code. */
	private int run(final Map<String, String> environment, final String... words) throws Exception {
		final List<String> command = new ArrayList<>(Program.java(Main.class, "-Xmx256m"));
		command.addAll(List.of(words));
		final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().putAll(environment);
		final Process process = builder.start();
		said.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		assertTrue(process.waitFor(1, TimeUnit.MINUTES));
		return process.exitValue();
	}

	private String last() {
		return said.get(said.size() - 1);
	}

	private void assertNowhere(final String secret) throws Exception {
		final List<String> all = new ArrayList<>(said);
		server.texts("t").forEach((key, text) -> all.add(key + text));
		try (Stream<Path> files = Files.walk(folder)) {
			for (final Path file : files.filter(Files::isRegularFile).toList())
				all.add(file + Files.readString(file, StandardCharsets.ISO_8859_1));
		}
		assertTrue(all.size() > 10, "there is something to look at");
		final String coded = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
		for (final String text : all)
			assertFalse(text.contains(secret) || text.contains(coded), text);
	}

	@Test
	void keysAndTokensAreNowhere() throws Exception {
		final Path source = TestSources.writeNrrd(TestSources.random(new Random(4), LabelType.UINT8, 8, 8, 8), folder.resolve("brain.nrrd"));
		final String target = "s3://" + server.bucket() + "/t/a.n5";
		final String[] upscale = { "upscale", source.toString(), target, "--factors", "2", "--block", "8", "--unit", "um", "--s3-endpoint",
			S3TestServer.ENDPOINT };
		assertEquals(0, run(credentials(), upscale), this::last);
		assertEquals(0, run(credentials(), "info", target, "--s3-endpoint", S3TestServer.ENDPOINT), this::last);
		assertEquals(0, run(credentials(), "verify", target, "--s3-endpoint", S3TestServer.ENDPOINT), this::last);
		assertEquals(2, run(credentials(), upscale), "it exists");
		final Map<String, String> gone = credentials();
		gone.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9");
		assertEquals(2, run(gone, "info", target), this::last);
		assertTrue(last().contains("nobody answers at http://127.0.0.1:9"), last());
		server.put("t/seen.csv", new byte[1]);
		assertNowhere(System.getProperty("aws.secretAccessKey"));
		assertNowhere(TOKEN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "--s3-endpoint", "address" })
	void whatStandsBeforeTheHostOfAnEndpointIsRefusedUnseen(final String how) throws Exception {
		final String endpoint = "http://me:hunter2-word@127.0.0.1:9";
		final Map<String, String> environment = credentials();
		final List<String> words = new ArrayList<>(List.of("info", (how.equals("address") ? "s3://endpoint=" + endpoint + "@" : "s3://") +
			"bucket/a.n5"));
		if (how.startsWith("AWS"))
			environment.put(how, endpoint);
		if (how.startsWith("--"))
			words.addAll(List.of(how, endpoint));
		assertEquals(2, run(environment, words.toArray(String[]::new)), this::last);
		assertTrue(last().contains("secrets do not belong into an address"), last());
		assertFalse(last().contains("hunter2"), last());
		assertEquals(1, last().strip().lines().count(), last());
	}
}
