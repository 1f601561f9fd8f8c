package org.labelupscaler.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.store.s3.S3TestServer;

/** A bucket of a real server as a store; run where {@code s3.endpoint} names one. */
@EnabledIfSystemProperty(named = "s3.endpoint", matches = "http.*")
class S3StoreTest extends AbstractStoreTest {

	/** Whether the server looks at no signatures, as moto does. */
	private static final boolean TRUSTING = Boolean.getBoolean("s3.trusting");

	private static S3TestServer server;

	private final String test = UUID.randomUUID().toString();

	@BeforeAll
	static void makeBucket() {
		server = new S3TestServer();
	}

	@Override
	Store store(final String name) {
		return server.store(test + "/" + name, Duration.ofMinutes(5));
	}

	private String name(final String key) {
		return test + "/s/" + key;
	}

	@Override
	void putForeign(final Store store, final Key key) {
		server.put(name(key.name() + "\\"), new byte[1]);
	}

	@Override
	Key shownForeign(final Key key) {
		return new Key(key.name() + "?");
	}

	@Override
	void deleteForeign(final Store store, final Key key) {
		server.raw().deleteObject(request -> request.bucket(server.bucket()).key(name(key.name() + "\\")));
	}

	@Override
	boolean hasWays() {
		return false;
	}

	@Override
	void takeLeaseAway(final Store store) {
		server.raw().deleteObject(request -> request.bucket(server.bucket()).key(name(ContainerLock.FILE)));
	}

	@Test
	void moreThanOnePageIsListedAndCleared() throws Exception {
		final Store store = store("s");
		final Set<String> put = new HashSet<>();
		for (int i = 0; i < 1005; i++) {
			store.put(new Key("many/" + i), bytes(i));
			put.add("many/" + i + " BYTES");
		}
		assertEquals(put, new HashSet<>(names(store.list(new Key("many")))));
		assertTrue(store.clear(Key.ROOT, entry -> true, key -> key.name().equals("many/500"), () -> {}, () -> false));
		assertEquals(Set.of("many/500 BYTES"), names(store.list(new Key("many"))));
	}

	@Test
	void largeObjectsGoInPartsAndTheirHeadIsKnownLast() throws Exception {
		final Store store = store("s");
		final byte[] all = new byte[20_000_001];
		new Random(4).nextBytes(all);
		try (Appender appender = store.append(A)) {
			appender.append(ByteBuffer.allocate(1000));
			appender.append(ByteBuffer.wrap(all, 1000, all.length - 1000));
			assertThrows(IOException.class, () -> appender.replace(9_000_000, ByteBuffer.allocate(1)));
			appender.replace(0, ByteBuffer.wrap(all, 0, 1000));
			assertFalse(store.exists(A));
			appender.finish();
		}
		assertArrayEquals(all, store.get(A).orElseThrow().array());
		assertTrue(store.holds(A, ByteBuffer.wrap(all)) && store.keeps(A, ByteBuffer.wrap(all)));
		final Appender killed = store.append(DEEP);
		killed.append(ByteBuffer.wrap(all));
		assertEquals(1, uploads());
		store.lease().close();
		assertEquals(0, uploads());
		try (Appender given = store.append(DEEP)) {
			given.append(ByteBuffer.wrap(all));
		}
		assertEquals(0, uploads());
		assertFalse(store.exists(DEEP));
	}

	private int uploads() {
		return server.raw().listMultipartUploads(request -> request.bucket(server.bucket()).prefix(test + "/")).uploads().size();
	}

	@Test
	void aRunThatWasKilledKeepsNobodyOut() {
		final Lease killed = store("s").lease();
		assertThrows(InvalidInputException.class, store("s")::lease);
		final Store later = server.store(test + "/s", Duration.ZERO);
		final Lease next = later.lease();
		next.check();
		assertThrows(LabelUpscalerException.class, killed::check);
		killed.close();
		next.check();
		next.close();
		store("s").lease().close();
	}

	@Test
	void runsThatShareKeepOthersOut() {
		final Lease one = store("s").share();
		final Lease two = store("s").share();
		assertTrue(assertThrows(InvalidInputException.class, store("s")::lease).getMessage().contains("another run"));
		one.check();
		one.close();
		assertThrows(InvalidInputException.class, store("s")::lease);
		two.check();
		two.close();
		try (Lease alone = store("s").lease()) {
			assertThrows(InvalidInputException.class, store("s")::share);
			alone.check();
		}
		final Lease killed = store("s").share();
		server.store(test + "/s", Duration.ZERO).lease().close();
		assertThrows(LabelUpscalerException.class, killed::check);
		killed.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "s3:", "s3:/", "s3://b", "s3://KEY:hunter2@bucket/x", "s3://secret=hunter2@bucket/x" })
	void wrongAddressesAreRefusedWithoutRepeatingSecrets(final String address) {
		final InvalidInputException e = assertThrows(InvalidInputException.class, () -> Stores.at(Path.of(address)).list(Key.ROOT));
		assertFalse(e.getMessage().contains("hunter2"), e.getMessage());
	}

	@Test
	void failuresAreSaidInALine() throws Exception {
		final Store noBucket = Stores.at(Path.of("s3://endpoint=" + S3TestServer.ENDPOINT + "@no-such-bucket-here/x"));
		final String missing = assertThrows(IOException.class, () -> noBucket.list(Key.ROOT)).getMessage();
		assertTrue(missing.contains("no bucket no-such-bucket-here") && !missing.contains("\n"), missing);
		final Store nobody = Stores.at(Path.of("s3://endpoint=http://127.0.0.1:9@bucket/x"));
		final String refused = assertThrows(IOException.class, () -> nobody.put(A, bytes(1))).getMessage();
		assertTrue(refused.contains("nobody answers at http://127.0.0.1:9"), refused);
		assumeFalse(TRUSTING);
		final Store anonymous = Stores.at(Path.of("s3://anonymous=true,endpoint=" + S3TestServer.ENDPOINT + "@" + server.bucket() + "/x"));
		final String denied = assertThrows(IOException.class, () -> anonymous.put(A, bytes(1))).getMessage();
		assertTrue(denied.contains("gives no permission"), denied);
	}

	@Test
	void aWrongSecretIsSaidAndNotShown() throws Exception {
		assumeFalse(TRUSTING);
		final String right = System.setProperty("aws.secretAccessKey", "wrong-secret-value");
		try {
			final String said = assertThrows(IOException.class, () -> store("s").put(A, bytes(1))).getMessage();
			assertTrue(said.contains("secret does not belong to the access key") && !said.contains("wrong-secret-value"), said);
		}
		finally {
			System.setProperty("aws.secretAccessKey", right);
		}
	}
}
