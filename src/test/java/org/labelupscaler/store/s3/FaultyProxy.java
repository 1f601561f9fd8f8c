package org.labelupscaler.store.s3;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Stands between a client and a server that speaks HTTP/1.1, passes on what they say byte by byte, counts requests, and does them harm as
 * it is told. A request is its method, path and query, such as {@code PUT /bucket/a.n5/s0/0/0/0}. Thread-safe.
 */
public final class FaultyProxy implements AutoCloseable {

	/** What happens to a request. */
	public enum Fault {
		NONE, ERROR, SLOW_DOWN, RESET_BEFORE,
		/** The server has done it, but nobody hears so. */
		RESET_AFTER, ERROR_AFTER, CUT, SLOW, SILENCE,
		/** It is answered as {@link #refuse} has said. */
		REFUSED
	}

	private static final int SLOW_MILLISECONDS = 150;
	/** How much of an answer arrives, in percent. */
	private static final int[] CUTS = { 50, 3, 99, 20, 80 };

	private final InetSocketAddress server;
	private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
	private final List<Fault> faults = Collections.synchronizedList(new ArrayList<>());
	private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
	private final ExecutorService threads = Executors.newCachedThreadPool(runnable -> {
		final Thread thread = new Thread(runnable, "proxy");
		thread.setDaemon(true);
		return thread;
	});
	private volatile Function<String, Fault> plan = request -> Fault.NONE;
	private volatile String refusal = "403 AccessDenied";
	private volatile ServerSocket listener;
	private final int port;

	/** Listens at a port of its own. */
	public FaultyProxy(final String endpoint) throws IOException {
		final URI to = URI.create(endpoint);
		server = new InetSocketAddress(to.getHost(), to.getPort());
		listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		port = listener.getLocalPort();
		threads.execute(() -> listen(listener));
	}

	/** Where it listens. */
	public String endpoint() {
		return "http://127.0.0.1:" + port;
	}

	/** What is to happen from now on. */
	public void plan(final Function<String, Fault> wanted) {
		plan = wanted;
	}

	/** What is answered to those that are refused; the message says a word that nobody should repeat. */
	public void refuse(final int status, final String code) {
		refusal = status + " " + code;
	}

	/** Of each hundred requests so many go wrong, which ones and how as the seed says and the order in which they come. */
	public void planRandomly(final long seed, final int percent, final Fault... kinds) {
		final Random random = new Random(seed);
		plan(request -> {
			synchronized (random) {
				final boolean wrong = random.nextInt(100) < percent;
				final Fault kind = kinds[random.nextInt(kinds.length)];
				return wrong ? kind : Fault.NONE;
			}
		});
	}

	/** All requests so far. */
	public List<String> requests() {
		return List.copyOf(requests);
	}

	/** How many of them, as they begin and contain; attempts count each. */
	public long count(final String method, final String part) {
		return requests().stream().filter(request -> request.startsWith(method + " ") && request.contains(part)).count();
	}

	/** What was done to them. */
	public List<Fault> faults() {
		return List.copyOf(faults);
	}

	/** Forgets the requests and what was done. */
	public void clear() {
		requests.clear();
		faults.clear();
	}

	/** As a server that is killed. */
	public void stop() throws IOException {
		listener.close();
		for (final Closeable one : open)
			one.close();
	}

	/** As a server that is started again. */
	public void start() throws IOException {
		final ServerSocket again = new ServerSocket();
		again.setReuseAddress(true);
		again.bind(new InetSocketAddress("127.0.0.1", port));
		listener = again;
		threads.execute(() -> listen(again));
	}

	@Override
	public void close() throws IOException {
		stop();
		threads.shutdownNow();
	}

	private void listen(final ServerSocket from) {
		while (!from.isClosed())
			try {
				final Socket client = from.accept();
				threads.execute(() -> serve(client));
			}
			catch (final IOException e) {
				// NB: it is stopped.
			}
	}

	private void serve(final Socket client) {
		final Closeable both = () -> reset(client);
		open.add(both);
		try (client; Socket real = new Socket()) {
			client.setTcpNoDelay(true);
			real.setTcpNoDelay(true);
			real.connect(server);
			final InputStream asks = new BufferedInputStream(client.getInputStream(), 1 << 16);
			final InputStream answers = new BufferedInputStream(real.getInputStream(), 1 << 16);
			while (pass(client, asks, real.getOutputStream(), answers));
		}
		catch (final IOException | InterruptedException e) {
			// NB: whoever is at one of the ends notices.
		}
		finally {
			open.remove(both);
		}
	}

	/** NB: what is sent then is a reset, not an end. */
	private static void reset(final Socket client) throws IOException {
		if (!client.isClosed()) {
			client.setSoLinger(true, 0);
			client.close();
		}
	}

	/** A request and its answer; returns whether the connection can have more. */
	private boolean pass(final Socket client, final InputStream asks, final OutputStream to, final InputStream answers) throws IOException,
		InterruptedException
	{
		final byte[] head = head(asks);
		if (head.length == 0)
			return false;
		final String text = new String(head, StandardCharsets.ISO_8859_1);
		final String request = text.substring(0, text.indexOf(" HTTP/"));
		requests.add(request);
		final Fault fault = plan.apply(request);
		faults.add(fault);
		if (fault == Fault.RESET_BEFORE) {
			reset(client);
			return false;
		}
		final byte[] body = asks.readNBytes(length(text));
		if (fault == Fault.SILENCE) {
			// NB: until whoever asks goes away.
			asks.read();
			return false;
		}
		if (fault == Fault.ERROR || fault == Fault.SLOW_DOWN || fault == Fault.REFUSED)
			return say(client, request, fault);
		if (fault == Fault.SLOW)
			Thread.sleep(SLOW_MILLISECONDS);
		to.write(head);
		to.write(body);
		to.flush();
		final byte[] answer = answer(request, answers);
		switch (fault) {
			case RESET_AFTER:
				reset(client);
				return false;
			case ERROR_AFTER:
				return say(client, request, fault);
			case CUT:
				client.getOutputStream().write(answer, 0, (int) ((long) answer.length * CUTS[faults.size() % CUTS.length] / 100));
				return false;
			default:
				client.getOutputStream().write(answer);
				client.getOutputStream().flush();
				return !new String(answer, 0, Math.min(2000, answer.length), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT).contains(
					"\r\nconnection: close");
		}
	}

	private boolean say(final Socket client, final String request, final Fault fault) throws IOException {
		final String said = fault == Fault.REFUSED ? refusal : fault == Fault.SLOW_DOWN ? "503 SlowDown" : "500 InternalError";
		final String body = request.startsWith("HEAD ") ? "" : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + said.substring(4) +
			"</Code><Message>hunter2</Message></Error>";
		client.getOutputStream().write(("HTTP/1.1 " + said + "\r\nContent-Type: application/xml\r\nx-amz-bucket-region: eu-west-3\r\nContent-Length: " +
			body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
		client.getOutputStream().flush();
		return true;
	}

	/** All bytes of an answer. NB: those without a length are sent in pieces, or end with the connection. */
	private static byte[] answer(final String request, final InputStream from) throws IOException {
		final byte[] head = head(from);
		if (head.length == 0)
			throw new EOFException("no answer");
		final String text = new String(head, StandardCharsets.ISO_8859_1);
		if (text.startsWith("HTTP/1.1 100"))
			return answer(request, from);
		final ByteArrayOutputStream all = new ByteArrayOutputStream();
		all.write(head);
		final int status = Integer.parseInt(text.substring(9, 12));
		if (request.startsWith("HEAD ") || status == 204 || status == 304)
			return all.toByteArray();
		if (header(text, "transfer-encoding").contains("chunked"))
			for (byte[] size = line(from); ; size = line(from)) {
				all.write(size);
				final int count = Integer.parseInt(new String(size, StandardCharsets.ISO_8859_1).strip(), 16);
				all.write(from.readNBytes(count + 2));
				if (count == 0)
					return all.toByteArray();
			}
		all.write(header(text, "content-length").isEmpty() ? from.readAllBytes() : from.readNBytes(length(text)));
		return all.toByteArray();
	}

	private static byte[] head(final InputStream from) throws IOException {
		final ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (byte[] line = line(from); line.length > 0; line = line(from)) {
			all.write(line);
			if (line.length == 2)
				return all.toByteArray();
		}
		return new byte[0];
	}

	private static byte[] line(final InputStream from) throws IOException {
		final ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int c = from.read(); c >= 0; c = from.read()) {
			line.write(c);
			if (c == '\n')
				break;
		}
		return line.toByteArray();
	}

	private static String header(final String head, final String name) {
		for (final String line : head.split("\r\n"))
			if (line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
				return line.substring(name.length() + 1).strip();
		return "";
	}

	private static int length(final String head) {
		final String length = header(head, "content-length");
		return length.isEmpty() ? 0 : Integer.parseInt(length);
	}
}
