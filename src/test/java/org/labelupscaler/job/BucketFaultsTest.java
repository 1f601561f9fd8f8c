package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;


import org.labelupscaler.store.s3.FaultyProxy;
import org.labelupscaler.store.s3.FaultyProxy.Fault;
import org.labelupscaler.store.s3.S3TestServer;
import org.labelupscaler.words.OptionsBuilder;
import org.labelupscaler.words.UpscaleWords;

/** Whole jobs into a bucket of a real server, with somebody in between who counts requests and does harm, against the same jobs into a folder. */
@EnabledIfSystemProperty(named = "s3.endpoint", matches = ".+")
@Timeout(180)
class BucketFaultsTest extends AbstractJobTest {

	private static final Fault[] ALL = { Fault.ERROR, Fault.SLOW_DOWN, Fault.RESET_BEFORE, Fault.RESET_AFTER, Fault.ERROR_AFTER, Fault.CUT,
		Fault.SLOW };
	private static final int MOST_RUNS = 20;
	private static final String BLOCK = ".*/([0-9]+/){2}[0-9]+";

	private final S3TestServer server = new S3TestServer();
	private FaultyProxy proxy;
	private Path source;

	@BeforeEach
	void makeSource() throws Exception {
		proxy = new FaultyProxy(S3TestServer.ENDPOINT);
		S3TestServer.hurry(proxy.endpoint());
		source = TestSources.writeNrrd(TestSources.random(new Random(4), LabelType.UINT32, 20, 16, 12), folder.resolve("brain.nrrd"));
	}

	@AfterEach
	void close() throws IOException {
		proxy.close();
	}

	private OptionsBuilder job(final String target) {
		return UpscaleWords.builder().source(source.toString()).target(target).size("60,50,40").block(target.contains(".zarr") ? "6" : "16").threads("2");
	}

	private String bucket(final String name) {
		return server.address(proxy.endpoint(), name);
	}

	private static UpscaleReport done(final OptionsBuilder options) throws Exception {
		return UpscaleJob.run(options.build(), ProgressListener.NONE);
	}

	private TreeMap<String, String> expected(final String ending) throws Exception {
		final Path local = folder.resolve("a." + ending);
		done(job(local.toString()));
		return PlainN5.tree(local);
	}

	/** Runs it, and again with resume if it stops with a line, until it is done; returns how many runs it took. */
	private int runs(final OptionsBuilder options) throws Exception {
		for (int runs = 1; runs <= MOST_RUNS; runs++)
			try {
				assertTrue(done(options).complete());
				return runs;
			}
			catch (final LabelUpscalerException e) {
				assertFalse(e.getMessage().contains("\n"), e.getMessage());
				assertTrue(e.getMessage().contains(server.bucket()), e.getMessage());
				options.existing("resume");
			}
		throw new AssertionError("it does not end");
	}

	@ParameterizedTest
	@CsvSource({ "n5, 2, 10", "ome.zarr, 3, 8", "precomputed, 5, 16" })
	void whatGoesWrongChangesNoObject(final String ending, final long seed, final int percent) throws Exception {
		final TreeMap<String, String> expected = expected(ending);
		final String name = seed + "." + ending;
		proxy.planRandomly(seed, percent, ALL);
		runs(job(bucket(name)));
		assertTrue(proxy.faults().stream().filter(fault -> fault != Fault.NONE).distinct().count() >= 5, proxy.faults()::toString);
		assertEquals(expected, server.texts(name));
		final UpscaleOptions options = job(bucket(name)).build();
		assertTrue(verify(options, true).difference().isEmpty());
		server.raw().deleteObject(request -> request.bucket(server.bucket()).key(name + "/" + firstBlock(expected)));
		assertFalse(verify(options, true).difference().isEmpty());
		runs(job(bucket(name)).existing("resume"));
		assertEquals(expected, server.texts(name));
		runs(job(bucket(name)).existing("overwrite"));
		assertEquals(expected, server.texts(name));
		assertEquals(0, server.uploads(name));
	}

	private static String firstBlock(final TreeMap<String, String> objects) {
		return objects.keySet().stream().filter(key -> !key.endsWith(".json") && !key.endsWith("info")).findFirst().orElseThrow();
	}

	/** From a request on, nothing goes right any more, so that the run stops, and not even its lock is deleted. */
	@ParameterizedTest
	@ValueSource(strings = { "n5", "ome.zarr" })
	void whereverItStopsItIsALineAndAResumeCompletes(final String ending) throws Exception {
		final TreeMap<String, String> expected = expected(ending);
		S3TestServer.hurry(proxy.endpoint(), 2);
		final Fault[] faults = { Fault.ERROR, Fault.RESET_AFTER, Fault.SLOW_DOWN, Fault.RESET_BEFORE, Fault.ERROR_AFTER };
		final int[] from = { 70, 3, 16, 28, 36 };
		final OptionsBuilder job = job(bucket("a." + ending));
		for (int run = 0; run < from.length; run++) {
			final int first = from[run];
			final Fault fault = faults[run];
			proxy.clear();
			proxy.plan(request -> proxy.requests().size() > first ? fault : Fault.NONE);
			final LabelUpscalerException e = assertThrows(LabelUpscalerException.class, () -> done(job), first + " " + fault);
			assertTrue(e.getMessage().contains(server.bucket()) && !e.getMessage().contains("\n"), e.getMessage());
			job.existing("resume");
		}
		proxy.plan(request -> Fault.NONE);
		assertTrue(done(job).complete());
		assertEquals(expected, server.texts("a." + ending));
	}

	/** What the rules of a bucket, or its credentials, may say: at once, and when they change, or end, in the middle of a job. */
	@ParameterizedTest
	@CsvSource({ "403, AccessDenied, gives no permission", "400, ExpiredToken, have expired; log in anew", "400, InvalidToken, check AWS_SESSION_TOKEN",
		"403, SignatureDoesNotMatch, check AWS_SECRET_ACCESS_KEY", "403, InvalidAccessKeyId, check AWS_ACCESS_KEY_ID",
		"301, PermanentRedirect, name its region", "400, AuthorizationHeaderMalformed, name its region", "404, NoSuchBucket, has no bucket",
		"507, InsufficientStorage, no space left" })
	void whatIsRefusedIsALineWithBucketAndKey(final int status, final String code, final String words) throws Exception {
		proxy.refuse(status, code);
		proxy.plan(request -> request.startsWith("HEAD ") ? Fault.NONE : Fault.REFUSED);
		final String name = status + code + ".n5";
		final String atOnce = assertThrows(LabelUpscalerException.class, () -> done(job(bucket(name)))).getMessage();
		proxy.plan(request -> request.matches("PUT .*/s0/1/1/0") ? Fault.REFUSED : Fault.NONE);
		final String later = assertThrows(LabelUpscalerException.class, () -> done(job(bucket(name)))).getMessage();
		for (final String said : new String[] { atOnce, later }) {
			assertTrue(said.contains(words) && !said.contains("\n") && !said.contains("hunter2"), said);
			assertTrue(said.contains("s3://" + server.bucket() + "/" + name), said);
		}
		assertTrue(later.contains(name + "/setup0/timepoint0/s0/1/1/0"), later);
		assertEquals(1, count("PUT .*/s0/1/1/0"), "not tried again");
	}

	/** As a server that is killed with SIGKILL and started again. */
	@ParameterizedTest
	@ValueSource(strings = "n5")
	void aServerThatIsKilledAndStartedAgainIsWaitedFor(final String ending) throws Exception {
		final TreeMap<String, String> expected = expected(ending);
		final CompletableFuture<Void> started = killAfter(40, 2500);
		S3TestServer.hurry(proxy.endpoint(), 60);
		assertTrue(done(job(bucket("a." + ending))).complete());
		started.get(10, TimeUnit.SECONDS);
		assertEquals(expected, server.texts("a." + ending));
	}

	@ParameterizedTest
	@ValueSource(strings = "ome.zarr")
	void aServerThatStaysAwayIsALineAndAResumeCompletes(final String ending) throws Exception {
		final TreeMap<String, String> expected = expected(ending);
		S3TestServer.hurry(proxy.endpoint(), 4);
		final CompletableFuture<Void> started = killAfter(60, 4000);
		final String said = assertThrows(LabelUpscalerException.class, () -> done(job(bucket("a." + ending)))).getMessage();
		assertTrue(said.contains("nobody answers at " + proxy.endpoint()) || said.contains("broke in every attempt"), said);
		assertTrue(said.contains(server.bucket()) && !said.contains("\n"), said);
		final String still = assertThrows(InvalidInputException.class, () -> done(job(bucket("a." + ending)).existing("resume"))).getMessage();
		assertTrue(still.contains("nobody answers at " + proxy.endpoint()), still);
		started.get(10, TimeUnit.SECONDS);
		// NB: the lock is there still, but the run that had it is known to have ended.
		assertTrue(done(job(bucket("a." + ending)).existing("resume")).complete());
		assertEquals(expected, server.texts("a." + ending));
	}

	/** Kills the server at the n-th request, and starts it again later. */
	private CompletableFuture<Void> killAfter(final int requests, final int milliseconds) {
		final CompletableFuture<Void> started = new CompletableFuture<>();
		final int[] left = { requests };
		proxy.plan(request -> {
			synchronized (left) {
				if (--left[0] == 0)
					restart(milliseconds, started);
			}
			return Fault.NONE;
		});
		return started;
	}

	private void restart(final int milliseconds, final CompletableFuture<Void> started) {
		try {
			proxy.stop();
		}
		catch (final IOException e) {
			started.completeExceptionally(e);
		}
		new Thread(() -> {
			try {
				Thread.sleep(milliseconds);
				proxy.start();
				started.complete(null);
			}
			catch (final IOException | InterruptedException e) {
				started.completeExceptionally(e);
			}
		}).start();
	}

	/** How many requests there were, what they ask for without the bucket, which this pattern fits all of. */
	private long count(final String pattern) {
		return proxy.requests().stream().map(request -> request.replace("/" + server.bucket(), "")).filter(request -> request.matches(pattern))
			.count();
	}

	/** How many blocks, or shards, lie there. */
	private long blocks(final String name) {
		return server.texts(name).keySet().stream().filter(key -> key.matches(BLOCK)).count();
	}

	@ParameterizedTest
	@CsvSource({ "n5, 16, '60,50,40'", "n5, 16, '150,120,90'", "ome.zarr, 6, '60,50,40'" })
	void aBlockOrShardIsOnePutAndAResumeAsksForPages(final String ending, final String block, final String size) throws Exception {
		final String name = "a." + ending;
		final OptionsBuilder job = job(bucket(name)).size(size).block(block);
		final int levels = UpscaleJob.open(job.build(), ProgressListener.NONE).plan().pyramid().levels();
		proxy.clear();
		done(job);
		final long blocks = blocks(name);
		assertEquals(blocks, count("PUT " + BLOCK));
		assertEquals(0, count("(HEAD|GET|DELETE|POST) " + BLOCK));
		final long others = proxy.requests().size() - blocks;
		assertTrue(others <= 50 + 2 * levels, proxy.requests()::toString);
		proxy.clear();
		assertEquals(0, done(job.existing("resume")).written());
		final long pages = count("GET /?[?]list-type=2.*start-after.*");
		assertEquals(0, count("(PUT|DELETE|POST) " + BLOCK));
		if (ending.equals("n5")) {
			assertEquals(0, count("(HEAD|GET) " + BLOCK));
			// NB: each of two threads begins a page for each level, and has the next one after a thousand blocks.
			assertTrue(pages <= 2 * levels * (1 + blocks / 1000), proxy.requests()::toString);
			assertTrue(proxy.requests().size() - pages <= 45 + 2 * levels, proxy.requests()::toString);
		}
		else {
			assertEquals(blocks, count("HEAD " + BLOCK));
			// NB: shards of less than a mebibyte.
			assertEquals(blocks, count("GET " + BLOCK));
		}
	}
}
