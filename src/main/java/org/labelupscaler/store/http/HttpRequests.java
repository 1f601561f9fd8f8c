package org.labelupscaler.store.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLException;

/** Asks web servers, and asks again where that may help. Thread-safe. */
final class HttpRequests {

	private static final int ATTEMPTS = 5;
	/** Milliseconds; the next one is four times as long. */
	private static final long FIRST_WAIT = 100;
	private static final Duration LONGEST_CONNECTING = Duration.ofSeconds(10);
	/** NB: until an answer begins, and between its bytes. */
	private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

	/** NB: one for all, made when it is needed first. */
	private static final class Client {

		private static final HttpClient ONE = HttpClient.newBuilder().connectTimeout(LONGEST_CONNECTING).followRedirects(
			HttpClient.Redirect.NORMAL).build();
	}

	/** NB: a wrong address is told at once, while a server that has answered may only be starting anew. */
	private static final Set<String> ANSWERED = ConcurrentHashMap.newKeySet();

	/** Reads an answer. */
	interface Reader<T> {

		T read(HttpResponse<InputStream> answer) throws IOException;
	}

	private HttpRequests() {}

	/** Asks for a file, or a range of it; what fails in a way that may pass is tried again. */
	static <T> T send(final URI uri, final String range, final Reader<T> reader) throws IOException {
		IOException failure = null;
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			if (attempt > 0)
				pause(FIRST_WAIT << 2 * (attempt - 1));
			try {
				final HttpResponse<InputStream> answer = open(uri, range);
				try (InputStream body = answer.body()) {
					if (!mayPass(answer.statusCode()) || attempt == ATTEMPTS - 1)
						return reader.read(answer);
				}
			}
			catch (final NoSuchFileException | UnknownHostException | SSLException | InterruptedIOException e) {
				throw e;
			}
			catch (final ConnectException e) {
				if (!ANSWERED.contains(uri.getAuthority()))
					throw e;
				failure = e;
			}
			catch (final EOFException | HttpTimeoutException e) {
				failure = e;
			}
			catch (final IOException e) {
				// NB: a connection that breaks while bytes come has no class of its own.
				if (e.getClass() == IOException.class && e.getCause() == null)
					throw e;
				failure = e;
			}
		}
		throw failure;
	}

	/** Asks for all of a file. */
	static HttpResponse<InputStream> open(final URI uri) throws IOException {
		return open(uri, null);
	}

	private static boolean mayPass(final int status) {
		return status == 429 || status >= 500 && status != 501 && status != 505;
	}

	private static HttpResponse<InputStream> open(final URI uri, final String range) throws IOException {
		final HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(LONGEST_SILENCE);
		if (range != null)
			request.header("Range", range);
		try {
			final HttpResponse<InputStream> answer = Client.ONE.send(request.build(), HttpRequests::watched);
			ANSWERED.add(uri.getAuthority());
			return answer;
		}
		catch (final ConnectException e) {
			if (e.getCause() instanceof UnresolvedAddressException || e.getCause() != null && e.getCause()
				.getCause() instanceof UnresolvedAddressException)
				throw (IOException) new UnknownHostException("there is no server " + uri.getHost() + ", or no network").initCause(e);
			throw (IOException) new ConnectException("no server answers at " + uri.getAuthority()).initCause(e);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw (IOException) new InterruptedIOException("stopped").initCause(e);
		}
	}

	private static HttpResponse.BodySubscriber<InputStream> watched(final HttpResponse.ResponseInfo answer) {
		return HttpResponse.BodySubscribers.mapping(HttpResponse.BodySubscribers.ofInputStream(), body -> new WatchedBody(body,
			LONGEST_SILENCE));
	}

	private static void pause(final long milliseconds) throws IOException {
		try {
			Thread.sleep(milliseconds);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw (IOException) new InterruptedIOException("stopped").initCause(e);
		}
	}
}
