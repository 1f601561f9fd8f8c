package org.labelupscaler.store.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.store.Appender;
import org.labelupscaler.store.Entry;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Lease;
import org.labelupscaler.store.Store;
import org.labelupscaler.store.s3.FaultyProxy.Fault;

/** A store on a real server, with somebody in between who does harm; run where {@code s3.endpoint} names a server. */
@EnabledIfSystemProperty(named = "s3.endpoint", matches = "http.*")
@Timeout(120)
class S3FaultsTest {

	private static final Duration STALE = Duration.ofMinutes(5);
	private static final Key A = new Key("s0/0/1/2");

	private static S3TestServer server;

	private final String prefix = UUID.randomUUID() + ".n5";
	private FaultyProxy proxy;

	@BeforeAll
	static void makeBucket() {
		server = new S3TestServer();
	}

	@BeforeEach
	void listen() throws IOException {
		proxy = new FaultyProxy(S3TestServer.ENDPOINT);
		S3TestServer.hurry(proxy.endpoint());
	}

	@AfterEach
	void close() throws IOException {
		proxy.close();
	}

	private Store store(final Duration stale) {
		return server.store(proxy.endpoint(), prefix, stale);
	}

	/** The first requests of which this is true go wrong. */
	private void harm(final int times, final Fault fault, final String method, final String part) {
		// NB: of silence once is enough, since it takes its time.
		final int[] left = { fault == Fault.SILENCE ? 1 : times };
		proxy.plan(request -> {
			synchronized (left) {
				return request.startsWith(method + " ") && request.contains(part) && left[0]-- > 0 ? fault : Fault.NONE;
			}
		});
	}

	@ParameterizedTest
	@EnumSource(value = Fault.class, names = { "NONE", "REFUSED" }, mode = EnumSource.Mode.EXCLUDE)
	void aLeaseIsTheRunsThatAskedForIt(final Fault fault) {
		harm(2, fault, "PUT", ".label-upscaler.lock");
		final Lease lease = store(STALE).lease();
		lease.check();
		assertThrows(InvalidInputException.class, server.store(prefix, STALE)::lease, "nobody else has it");
		lease.close();
		server.store(prefix, STALE).lease().close();
	}

	@ParameterizedTest
	@EnumSource(value = Fault.class, names = { "RESET_AFTER", "ERROR_AFTER", "CUT", "SILENCE" })
	void aLeaseThatIsOverIsTheRunsThatAskedForIt(final Fault fault) {
		final Lease killed = server.store(prefix, STALE).lease();
		// NB: the first to be put is the one that is not made, since there is one.
		final int[] put = { 0 };
		proxy.plan(request -> request.startsWith("PUT ") && put[0]++ == 1 ? fault : Fault.NONE);
		final Lease lease = store(Duration.ZERO).lease();
		assertTrue(proxy.faults().contains(fault));
		lease.check();
		assertThrows(LabelUpscalerException.class, killed::check);
		lease.close();
	}

	@ParameterizedTest
	@EnumSource(value = Fault.class, names = { "RESET_AFTER", "ERROR_AFTER", "CUT", "SILENCE" })
	void aSharedLeaseIsTheRunsThatAskedForIt(final Fault fault) {
		final Lease killed = server.store(prefix, STALE).lease();
		harm(2, fault, "PUT", "");
		final Lease lease = store(Duration.ZERO).share();
		lease.check();
		assertThrows(LabelUpscalerException.class, killed::check);
		assertThrows(InvalidInputException.class, server.store(prefix, STALE)::lease);
		lease.close();
		server.store(prefix, STALE).lease().close();
	}

	@ParameterizedTest
	@EnumSource(value = Fault.class, names = { "NONE", "REFUSED" }, mode = EnumSource.Mode.EXCLUDE)
	void eachRequestIsTriedAgain(final Fault fault) throws Exception {
		final Store store = store(STALE);
		store.list(Key.ROOT);
		final ByteBuffer content = ByteBuffer.wrap(new byte[100_000]);
		new Random(1).nextBytes(content.array());
		harm(2, fault, "PUT", "");
		store.put(A, content);
		for (final String method : new String[] { "GET", "HEAD", "DELETE" }) {
			harm(2, fault, method, "");
			assertEquals(content, store.get(A).orElseThrow());
			assertEquals(content.slice(5, 50_000), store.get(A, 5, 50_000).orElseThrow());
			assertEquals(100_000, store.size(A).orElseThrow());
			assertTrue(store.keeps(A, content));
			assertTrue(store.exists(A));
			assertEquals(Set.of(new Entry(new Key("s0"), Entry.Kind.PREFIX)), new HashSet<>(store.list(Key.ROOT)));
		}
		harm(2, fault, "DELETE", "");
		assertTrue(store.delete(A));
		assertFalse(store.exists(A));
		store.put(A, content);
		store.put(new Key("s0/0/1/3"), content);
		harm(2, fault, "POST", "delete");
		assertTrue(store.clear(Key.ROOT, entry -> true, key -> false, () -> {}, () -> false));
		assertFalse(store.exists(Key.ROOT));
	}

	@ParameterizedTest
	@EnumSource(value = Fault.class, names = { "ERROR", "RESET_AFTER", "CUT" })
	void whatGoesInPartsArrivesWhole(final Fault fault) throws Exception {
		final byte[] all = new byte[18_000_000];
		new Random(3).nextBytes(all);
		for (final String request : new String[] { "POST", "PUT" }) {
			final Store store = store(STALE);
			store.list(Key.ROOT);
			harm(3, fault, request, "");
			try (Appender appender = store.append(A)) {
				appender.append(ByteBuffer.allocate(16));
				appender.append(ByteBuffer.wrap(all, 16, all.length - 16));
				appender.replace(0, ByteBuffer.wrap(all, 0, 16));
				appender.finish();
			}
			assertTrue(proxy.faults().contains(fault));
			assertArrayEquals(all, server.bytes(prefix + "/" + A.name()));
			store.delete(A);
		}
		// NB: one that was begun, of which nobody heard, costs nothing and is looked for by the next run.
		server.store(prefix, STALE).lease().close();
		assertEquals(0, server.uploads(prefix));
	}

	/** The last request, and only that, is answered by nobody; the second attempt finds that there is no such upload any more. */
	@ParameterizedTest
	@EnumSource(value = Fault.class, names = { "RESET_AFTER", "ERROR_AFTER", "CUT" })
	void whatIsCompletedUnheardIsComplete(final Fault fault) throws Exception {
		final byte[] all = new byte[9_000_000];
		new Random(3).nextBytes(all);
		final Store store = store(STALE);
		store.list(Key.ROOT);
		harm(1, fault, "POST", "uploadId");
		try (Appender appender = store.append(A)) {
			appender.append(ByteBuffer.wrap(all));
			appender.finish();
		}
		assertTrue(proxy.faults().contains(fault));
		assertArrayEquals(all, server.bytes(prefix + "/" + A.name()));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2 })
	void whatGoesWrongInAnyWayChangesNothing(final long seed) throws Exception {
		final Store store = store(STALE);
		store.list(Key.ROOT);
		proxy.planRandomly(seed, 30, Fault.ERROR, Fault.SLOW_DOWN, Fault.RESET_BEFORE, Fault.RESET_AFTER, Fault.ERROR_AFTER, Fault.CUT,
			Fault.SLOW);
		final Random random = new Random(seed);
		try (Lease lease = store.lease()) {
			for (int i = 0; i < 20; i++) {
				final ByteBuffer content = ByteBuffer.wrap(new byte[random.nextInt(50_000)]);
				random.nextBytes(content.array());
				final Key key = new Key("s0/" + i);
				store.put(key, content);
				assertTrue(store.holds(key, content) && store.keeps(key, content));
			}
			assertEquals(20, store.list(new Key("s0")).size());
			lease.check();
		}
		proxy.plan(request -> Fault.NONE);
		assertEquals(20, server.store(prefix, STALE).list(new Key("s0")).size());
		server.store(prefix, STALE).lease().close();
	}

	@ParameterizedTest
	@EnumSource(value = Fault.class, names = { "ERROR", "SLOW_DOWN", "RESET_BEFORE", "SILENCE" })
	void whatDoesNotEndIsALine(final Fault fault) throws Exception {
		S3TestServer.hurry(proxy.endpoint(), 2);
		final Store store = store(STALE);
		store.list(Key.ROOT);
		proxy.plan(request -> fault);
		final String put = assertThrows(IOException.class, () -> store.put(A, ByteBuffer.allocate(10))).getMessage();
		final String listed = assertThrows(IOException.class, () -> store.list(Key.ROOT)).getMessage();
		final String read = assertThrows(IOException.class, () -> store.get(A)).getMessage();
		for (final String said : new String[] { put, listed, read }) {
			assertTrue(said.contains(proxy.endpoint()) && !said.contains("\n"), said);
			assertTrue(said.matches("(?s).*(go on|check|fewer).*"), said);
		}
	}

	@Test
	void nobodyIsKeptOutByARunThatWasInterrupted() {
		final Lease lease = server.store(prefix, STALE).lease();
		Thread.currentThread().interrupt();
		lease.close();
		assertTrue(Thread.interrupted());
		server.store(prefix, STALE).lease().close();
	}
}
