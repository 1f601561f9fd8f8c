package org.labelupscaler.store.http;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A web server on this machine that serves a folder: with ranges and entity tags, as most do, or without, as simple ones. */
public final class FileServer implements AutoCloseable {

	private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

	static {
		// NB: otherwise each small answer waits 40 ms for more of it.
		System.setProperty("sun.net.httpserver.nodelay", "true");
	}

	/** Answers in the place of the server. */
	public interface Answer {

		/** @return whether it has answered */
		boolean to(HttpExchange exchange) throws IOException;
	}

	private final Path folder;
	private final boolean ranges;
	private final HttpServer server;
	private final ExecutorService threads = Executors.newCachedThreadPool();
	private final List<String> requests = new CopyOnWriteArrayList<>();
	private volatile Answer first = exchange -> false;

	/** Serves from now on, at any port. */
	public FileServer(final Path folder, final boolean ranges) throws IOException {
		this(folder, ranges, 0);
	}

	/** Serves from now on, at a port that another one had. */
	public FileServer(final Path folder, final boolean ranges, final int port) throws IOException {
		this.folder = folder;
		this.ranges = ranges;
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		server.setExecutor(threads);
		server.createContext("/", this::answer);
		server.start();
	}

	/** Address of the folder, without a slash at the end. */
	public String address() {
		return "http://127.0.0.1:" + server.getAddress().getPort();
	}

	/** Path and range of each request so far. */
	public List<String> requests() {
		return requests;
	}

	/** What is asked first for an answer. */
	public void answerFirst(final Answer answer) {
		first = answer;
	}

	private void answer(final HttpExchange exchange) throws IOException {
		try (exchange) {
			final String range = exchange.getRequestHeaders().getFirst("Range");
			requests.add(exchange.getRequestURI() + (range == null ? "" : " " + range));
			if (first.to(exchange))
				return;
			final Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1)).normalize();
			if (Files.isDirectory(file) && !exchange.getRequestURI().getPath().endsWith("/")) {
				exchange.getResponseHeaders().set("Location", exchange.getRequestURI().getRawPath() + "/");
				exchange.sendResponseHeaders(301, -1);
			}
			else if (Files.isDirectory(file))
				send(exchange, 200, "<!DOCTYPE HTML><title>Directory listing</title>".getBytes());
			else if (!file.startsWith(folder) || !Files.isRegularFile(file))
				exchange.sendResponseHeaders(404, -1);
			else
				send(exchange, file, ranges ? range : null);
		}
	}

	/** Sends a body. */
	public static void send(final HttpExchange exchange, final int status, final byte[] body) throws IOException {
		exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
		exchange.getResponseBody().write(body);
	}

	private static void send(final HttpExchange exchange, final Path file, final String range) throws IOException {
		final long size = Files.size(file);
		exchange.getResponseHeaders().set("ETag", "\"" + size + "-" + Files.getLastModifiedTime(file).toMillis() + "\"");
		if (range == null) {
			send(exchange, 200, Files.readAllBytes(file));
			return;
		}
		final Matcher wanted = RANGE.matcher(range);
		if (!wanted.matches() || Long.parseLong(wanted.group(1)) >= size) {
			exchange.sendResponseHeaders(416, -1);
			return;
		}
		final long from = Long.parseLong(wanted.group(1));
		final long to = Math.min(size - 1, Long.parseLong(wanted.group(2)));
		final byte[] part = new byte[(int) (to - from + 1)];
		try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
			in.seek(from);
			in.readFully(part);
		}
		exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + to + "/" + size);
		send(exchange, 206, part);
	}

	@Override
	public void close() {
		server.stop(0);
		threads.shutdownNow();
	}
}
