package org.labelupscaler.store.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Stores;

/** Files of a web server, against the bytes that it serves. */
class HttpFilesTest {

	@TempDir
	private Path folder;
	private FileServer server;

	@BeforeEach
	void start() throws IOException {
		server = new FileServer(folder, true);
	}

	@AfterEach
	void stop() {
		server.close();
	}

	private Path at(final String name) {
		return Stores.path(server.address() + "/" + name);
	}

	private byte[] make(final String name, final int length) throws IOException {
		final byte[] bytes = new byte[length];
		new Random(length).nextBytes(bytes);
		Files.write(folder.resolve(name), bytes);
		return bytes;
	}

	private static byte[] read(final Path path, final long from, final int count) throws IOException {
		try (FileChannel channel = FileChannel.open(path)) {
			final ByteBuffer out = ByteBuffer.allocate(count);
			while (out.hasRemaining() && channel.read(out, from + out.position()) >= 0) {
				// goes on
			}
			return Arrays.copyOf(out.array(), out.position());
		}
	}

	@Test
	void anyPartIsAsOnTheDisk() throws IOException {
		final byte[] bytes = make("file", 3_000_001);
		final Random random = new Random(1);
		for (int i = 0; i < 200; i++) {
			final int from = random.nextInt(bytes.length);
			final int count = random.nextInt(i % 2 == 0 ? 5000 : 900_000);
			assertArrayEquals(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + count)), read(at("file"), from, count));
		}
		assertArrayEquals(bytes, Files.readAllBytes(at("file")));
		assertEquals(bytes.length, Files.size(at("file")));
		assertEquals(-1, FileChannel.open(at("file")).read(ByteBuffer.allocate(1), bytes.length));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 100_000 })
	void aSmallFileTakesOneRequest(final int length) throws IOException {
		final byte[] bytes = make("small", length);
		assertArrayEquals(bytes, Files.readAllBytes(at("small")));
		assertTrue(server.requests().size() == 1, server.requests().toString());
	}

	@Test
	void aLargeChunkTakesTwoRequests() throws IOException {
		final byte[] bytes = make("chunk", 4_000_000);
		assertArrayEquals(bytes, read(at("chunk"), 0, bytes.length));
		assertEquals(2, server.requests().size(), server.requests().toString());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whatIsReadFromBeginToEndIsFetchedOnce(final boolean ranges) throws IOException {
		final byte[] bytes = make("long", 40_000_000);
		try (FileServer other = new FileServer(folder, ranges)) {
			final Path path = Stores.path(other.address() + "/long");
			for (int i = 0; i < 3; i++)
				try (FileChannel channel = FileChannel.open(path)) {
					final ByteBuffer out = ByteBuffer.allocate(1 << 16);
					int at = 0;
					for (int n = channel.read(out); n >= 0; n = channel.read(out.clear())) {
						assertTrue(out.flip().equals(ByteBuffer.wrap(bytes, at, n)));
						at += n;
					}
					assertEquals(bytes.length, at);
					assertEquals(ByteBuffer.wrap(bytes, 12_345, 678), channel.map(MapMode.READ_ONLY, 12_345, 678));
				}
			// NB: at most half of it before it is known to go on, then all of it, in pieces of 8 MiB if there are ranges.
			assertTrue(other.requests().size() < (ranges ? 60 : 4), other.requests().toString());
		}
	}

	@Test
	void whatIsMissingIsMissingAndAFolderIsNoFile() throws IOException {
		Files.createDirectories(folder.resolve("labels.zarr/0"));
		Files.writeString(folder.resolve("labels.zarr/0/.zarray"), "{}");
		assertTrue(Files.isDirectory(at("labels.zarr/0")));
		assertFalse(Files.exists(at("labels.zarr/0/0.0.0")));
		assertFalse(Files.exists(at("nothing")));
		assertThrows(NoSuchFileException.class, () -> Files.readAllBytes(at("nothing")));
		assertThrows(NoSuchFileException.class, () -> Files.readAllBytes(at("labels.zarr/0")));
		assertThrows(IOException.class, () -> Files.list(at("labels.zarr/0")).close());
	}

	@ParameterizedTest
	@CsvSource({ "401, log in", "403, may not be read", "500, has troubles", "418, answers 418" })
	void otherAnswersAreNoMissingFiles(final int status, final String said) {
		server.answerFirst(exchange -> {
			FileServer.send(exchange, status, new byte[0]);
			return true;
		});
		final IOException e = assertThrows(IOException.class, () -> Files.readAllBytes(at("file")));
		assertFalse(e instanceof NoSuchFileException, e.toString());
		assertTrue(e.getMessage().contains(said), e.getMessage());
	}

	@Test
	void troublesThatPassAreNotNoticed() throws IOException {
		final byte[] bytes = make("file", 2_000_000);
		final AtomicInteger count = new AtomicInteger();
		server.answerFirst(exchange -> {
			switch (count.getAndIncrement() % 4) {
				case 0 -> FileServer.send(exchange, 503, new byte[0]);
				case 1 -> exchange.close();
				case 2 -> FileServer.send(exchange, 429, new byte[0]);
				default -> {
					return false;
				}
			}
			return true;
		});
		assertArrayEquals(bytes, read(at("file"), 0, bytes.length));
		assertEquals(8, count.get());
	}

	@Test
	void aFileThatChangesIsNotMixed() throws IOException {
		make("file", 3_000_000);
		final Path path = at("file");
		try (FileChannel channel = FileChannel.open(path)) {
			assertEquals(10, channel.read(ByteBuffer.allocate(10), 0));
			make("file", 3_000_002);
			final IOException e = assertThrows(IOException.class, () -> channel.read(ByteBuffer.allocate(1_000_000), 1_000_000));
			assertEquals("it was changed while it was read", e.getMessage());
		}
	}

	@Test
	void packedBodiesAreUnpacked() throws IOException {
		final byte[] bytes = make("file", 700_000);
		Arrays.fill(bytes, 100_000, 600_000, (byte) 7);
		final ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
			out.write(bytes);
		}
		server.answerFirst(exchange -> {
			exchange.getResponseHeaders().set("Content-Encoding", "gzip");
			final byte[] all = packed.toByteArray();
			if (exchange.getRequestHeaders().containsKey("Range")) {
				final byte[] part = Arrays.copyOf(all, 131_072);
				exchange.getResponseHeaders().set("Content-Range", "bytes 0-131071/" + all.length);
				FileServer.send(exchange, 206, part);
			}
			else
				FileServer.send(exchange, 200, all);
			return true;
		});
		assertEquals(bytes.length, Files.size(at("file")));
		assertArrayEquals(bytes, Files.readAllBytes(at("file")));
		assertArrayEquals(Arrays.copyOfRange(bytes, 650_000, 660_000), read(at("file"), 650_000, 10_000));
	}

	@Test
	void otherPackingIsRefused() {
		server.answerFirst(exchange -> {
			exchange.getResponseHeaders().set("Content-Encoding", "br");
			FileServer.send(exchange, 200, new byte[5]);
			return true;
		});
		final IOException e = assertThrows(IOException.class, () -> Files.readAllBytes(at("file")));
		assertTrue(e.getMessage().contains("Content-Encoding: br"), e.getMessage());
	}

	@Test
	void redirectionsAreFollowed() throws IOException {
		final byte[] bytes = make("there", 300_000);
		server.answerFirst(exchange -> {
			if (!exchange.getRequestURI().getPath().equals("/here"))
				return false;
			exchange.getResponseHeaders().set("Location", "/there");
			exchange.sendResponseHeaders(302, -1);
			return true;
		});
		assertArrayEquals(bytes, Files.readAllBytes(at("here")));
	}

	@Test
	void aSignatureGoesAlongAndIsNotShown() throws Exception {
		final byte[] bytes = make("file", 300_000);
		final Path path = Stores.path(server.address() + "/file?sig=SECRET%2F1");
		assertArrayEquals(bytes, Files.readAllBytes(path));
		assertTrue(server.requests().stream().allMatch(request -> request.contains("?sig=SECRET%2F1 ")), server.requests().toString());
		assertEquals(server.address() + "/file", path.toString());
		assertEquals(server.address() + "/beside", path.resolveSibling("beside").toString());
		final ByteArrayOutputStream sent = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(sent)) {
			out.writeObject(path);
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
			final Path there = (Path) in.readObject();
			assertEquals(path, there);
			assertArrayEquals(bytes, Files.readAllBytes(there));
		}
		server.answerFirst(exchange -> {
			FileServer.send(exchange, 403, new byte[0]);
			return true;
		});
		final IOException e = assertThrows(IOException.class, () -> Files.readAllBytes(path.resolveSibling("other")));
		assertFalse(e.toString().contains("SECRET"), e.toString());
		assertTrue(e.getMessage().contains("signature"), e.getMessage());
	}

	@Test
	void namesAreEscaped() throws IOException {
		final byte[] bytes = make("ä b#c.raw", 10);
		assertArrayEquals(bytes, Files.readAllBytes(at("ä b#c.raw")));
		assertArrayEquals(bytes, Files.readAllBytes(at("%C3%A4%20b%23c.raw")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://", "https://user:hunter2@host/x", "https://host/a//b", "https://host/../b", "http://a b/c" })
	void whatIsNoAddressIsRefused(final String words) {
		final InvalidInputException e = assertThrows(InvalidInputException.class, () -> Stores.path(words));
		assertFalse(e.getMessage().contains("hunter2"), e.getMessage());
	}

	@Test
	void aServerThatIsNotThereIsNamed() {
		final IOException e = assertThrows(IOException.class, () -> Files.readAllBytes(Stores.path("http://127.0.0.1:1/x")));
		assertEquals("no server answers at 127.0.0.1:1", e.getMessage());
		final IOException unknown = assertThrows(IOException.class, () -> Files.readAllBytes(Stores.path("http://no-such-host.invalid/x")));
		assertTrue(unknown.getMessage().contains("no-such-host.invalid"), unknown.getMessage());
	}

	@Test
	@Timeout(20)
	void aServerThatFallsSilentFails() throws Exception {
		final CountDownLatch end = new CountDownLatch(1);
		server.answerFirst(exchange -> {
			exchange.sendResponseHeaders(200, 1000);
			exchange.getResponseBody().write(new byte[500]);
			exchange.getResponseBody().flush();
			try {
				end.await();
			}
			catch (final InterruptedException e) {
				Thread.currentThread().interrupt();
			}
			return true;
		});
		final InputStream silent = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(server.address() + "/x")).build(),
			HttpResponse.BodyHandlers.ofInputStream()).body();
		try (WatchedBody body = new WatchedBody(silent, Duration.ofMillis(400))) {
			assertEquals(500, body.readNBytes(500).length);
			final IOException e = assertThrows(IOException.class, body::read);
			assertEquals("the server fell silent in the middle of an answer", e.getMessage());
		}
		end.countDown();
	}

	@Test
	void nothingIsWritten() throws IOException {
		make("file", 10);
		assertThrows(ReadOnlyFileSystemException.class, () -> Files.write(at("file"), new byte[1]));
		assertThrows(ReadOnlyFileSystemException.class, () -> Files.delete(at("file")));
		assertFalse(Files.isWritable(at("file")));
		final InvalidInputException e = assertThrows(InvalidInputException.class, () -> Stores.at(at("x.n5")).lease());
		assertTrue(e.getMessage().contains("can only be read"), e.getMessage());
		assertEquals(10, Stores.at(at("file").getParent()).size(new Key("file")).orElseThrow());
	}
}
