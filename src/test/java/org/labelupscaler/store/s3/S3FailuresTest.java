package org.labelupscaler.store.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;
import org.labelupscaler.store.Stores;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** What servers answer that have troubles, as Amazon's documentation has it ("Error responses"); no real server is needed. */
class S3FailuresTest {

	private static final Key KEY = new Key("labels/x");

	private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
	private final AtomicInteger failures = new AtomicInteger();
	private HttpServer server;
	private int status;
	private String code;

	@BeforeEach
	void start() throws IOException {
		server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		server.setExecutor(Executors.newCachedThreadPool());
		server.createContext("/", this::answer);
		server.start();
	}

	@AfterEach
	void stop() {
		server.stop(0);
	}

	private void answer(final HttpExchange exchange) throws IOException {
		exchange.getRequestBody().readAllBytes();
		requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Content-MD5"));
		if (failures.getAndDecrement() <= 0) {
			exchange.getResponseHeaders().add("ETag", "\"0\"");
			exchange.sendResponseHeaders(200, -1);
		}
		else if (status == 0)
			// NB: the connection is closed without a word.
			exchange.close();
		else {
			exchange.getResponseHeaders().add("x-amz-bucket-region", "eu-west-3");
			final byte[] body = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code +
				"</Code><Message>a message with hunter2</Message></Error>").getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(status, body.length);
			exchange.getResponseBody().write(body);
		}
		exchange.close();
	}

	private Store store() {
		return Stores.at(Path.of("s3://endpoint=http://127.0.0.1:" + server.getAddress().getPort() + ",anonymous=true@bucket/labels.n5"));
	}

	private void fail(final int times, final int with, final String said) {
		failures.set(times);
		status = with;
		code = said;
	}

	@Test
	void aBlockIsOneRequestWithItsChecksum() throws Exception {
		final ByteBuffer content = ByteBuffer.wrap("hello".getBytes(StandardCharsets.US_ASCII));
		store().put(KEY, content);
		// NB: as md5sum has it.
		final String md5 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex("5d41402abc4b2a76b9719d911017c592"));
		assertEquals(List.of("PUT /bucket/labels.n5/labels/x " + md5), requests);
	}

	@ParameterizedTest
	@CsvSource({ "500,InternalError", "503,SlowDown", "503,ServiceUnavailable", "502,''", "0,''" })
	void whatPassesIsTriedAgain(final int with, final String said) throws Exception {
		fail(2, with, said);
		store().put(KEY, ByteBuffer.allocate(3));
		assertEquals(3, requests.size(), requests::toString);
		fail(4, with, said);
		store().put(KEY, ByteBuffer.allocate(3));
		assertEquals(8, requests.size(), "more patience once it has answered");
	}

	@ParameterizedTest
	@CsvSource({ "404,NoSuchBucket,has no bucket bucket", "403,AccessDenied,may not do s3:PutObject on bucket bucket", "403,SignatureDoesNotMatch,does not belong",
		"403,InvalidAccessKeyId,does not know the access key", "400,ExpiredToken,have expired", "403,RequestTimeTooSkewed,clock",
		"301,PermanentRedirect,region eu-west-3", "400,AuthorizationHeaderMalformed,region eu-west-3" })
	void whatDoesNotPassIsSaidInALineAtOnce(final int with, final String said, final String words) {
		fail(Integer.MAX_VALUE, with, said);
		final String message = assertThrows(IOException.class, () -> store().put(KEY, ByteBuffer.allocate(3))).getMessage();
		assertTrue(message.contains(words), message);
		assertFalse(message.contains("\n") || message.contains("hunter2"), message);
		// NB: the SDK goes by the server's clock then.
		assertEquals(said.equals("RequestTimeTooSkewed") ? 3 : 1, requests.size(), requests::toString);
	}

	@Test
	void onlyAMissingObjectIsMissing() throws Exception {
		fail(1, 404, "NoSuchKey");
		assertEquals(Optional.empty(), store().get(KEY));
		fail(1, 404, "InvalidAccessKeyId");
		assertThrows(IOException.class, () -> store().get(KEY));
		fail(1, 404, "NoSuchBucket");
		assertThrows(IOException.class, () -> store().get(KEY));
	}

	@ParameterizedTest
	@CsvSource({ "503,SlowDown,asks to slow down", "500,InternalError,has failed for all attempts", "0,'',broke in every attempt" })
	void whatDoesNotEndIsGivenUp(final int with, final String said, final String words) {
		fail(Integer.MAX_VALUE, with, said);
		final String message = assertThrows(IOException.class, () -> store().put(KEY, ByteBuffer.allocate(3))).getMessage();
		assertTrue(message.contains(words), message);
	}

	@Test
	void aServerThatKnowsNoConditionsIsRefused() {
		// NB: it says yes to everything, to a second lock as well.
		final String message = assertThrows(InvalidInputException.class, store()::lease).getMessage();
		assertTrue(message.contains("If-None-Match"), message);
		assertTrue(requests.get(requests.size() - 1).startsWith("DELETE"), requests::toString);
	}

	@Test
	void settingsAreReadFromAddresses() {
		final S3Settings said = new S3Settings("http://localhost:9000", "eu-west-1", "me", true, false);
		for (final String place : List.of("endpoint=http://localhost:9000,region=eu-west-1,profile=me,anonymous=true,path-style=false@b/c",
			"endpoint=http:/localhost:9000,region=eu-west-1,profile=me,anonymous=true,path-style=false@b/c"))
			assertEquals(new S3Settings.Split(said, "b/c"), S3Settings.split(place));
		assertEquals(new S3Settings.Split(S3Settings.NONE, "bucket/a@b=c"), S3Settings.split("bucket/a@b=c"));
		assertEquals(Optional.of(new S3Store.Ref("bucket", Key.ROOT, S3Settings.NONE)), new S3Stores().ref("s3", "bucket/x").above());
		assertEquals(Optional.empty(), new S3Stores().ref("s3", "bucket").above());
	}

	/** Arrays of a part, each twice as long as the one before, with the one before while it is copied. */
	@ParameterizedTest
	@CsvSource({ "1", "65536", "65537", "1000000", "8388608", "8388609", "30000000", "100000000" })
	void whatGrowsTakesNoMoreMemoryThanSaid(final long bytes) {
		long first = 0;
		long peak = 0;
		for (final long full : new long[] { Math.min(bytes, 8 << 20), Math.min(Math.max(0, bytes - (8 << 20)), 8 << 20) })
			if (full > 0) {
				long array = 65536;
				peak = Math.max(peak, first + array);
				for (; array < full; array *= 2)
					peak = Math.max(peak, first + 3 * array);
				first += array;
			}
		assertTrue(peak <= S3Appender.memory(bytes), peak + " " + S3Appender.memory(bytes));
		assertTrue(S3Appender.memory(bytes) <= 2 * peak + 131072, peak + " " + S3Appender.memory(bytes));
	}
}
