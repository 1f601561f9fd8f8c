package org.labelupscaler.store.s3;

import java.io.IOException;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Makes failures of the connection of what is none of HTTP: an answer whose very first line was cut. NB: the SDK would take it for a
 * mistake of whoever asks, and not ask again. Thread-safe.
 */
final class StrictClient implements SdkHttpClient {

	private static final int LOWEST_STATUS = 100;

	private final SdkHttpClient client;

	/** @param client sends requests; closed with this */
	StrictClient(final SdkHttpClient client) {
		this.client = client;
	}

	@Override
	public ExecutableHttpRequest prepareRequest(final HttpExecuteRequest asked) {
		final ExecutableHttpRequest request = client.prepareRequest(asked);
		return new ExecutableHttpRequest() {

			@Override
			public HttpExecuteResponse call() throws IOException {
				return checked(request);
			}

			@Override
			public void abort() {
				request.abort();
			}
		};
	}

	private static HttpExecuteResponse checked(final ExecutableHttpRequest request) throws IOException {
		try {
			final HttpExecuteResponse answer = request.call();
			if (answer.httpResponse().statusCode() >= LOWEST_STATUS)
				return answer;
		}
		catch (final IllegalArgumentException e) {
			// NB: thrown for a status of -1, which Java gives where there is none.
			throw new IOException("no answer of HTTP", e);
		}
		throw new IOException("no answer of HTTP");
	}

	@Override
	public String clientName() {
		return client.clientName();
	}

	@Override
	public void close() {
		client.close();
	}
}
