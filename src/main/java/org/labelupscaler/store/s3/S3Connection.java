package org.labelupscaler.store.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import javax.xml.stream.XMLStreamException;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * Sends requests to one server. What fails in a way that may pass is tried again after a while, which grows: for half a minute or so
 * once the server has answered, else for seconds, so that a wrong address is told at once. As many requests are on their way as
 * threads ask for some. Thread-safe.
 */
final class S3Connection {

	/** NB: a client has connections and credentials that are worth keeping, and there are few servers. Never changed otherwise. */
	private static final Map<S3Settings, S3Connection> ALL = new ConcurrentHashMap<>();

	private static final Duration LONGEST_CONNECTING = Duration.ofSeconds(5);

	private final S3Settings settings;
	private final S3Client hasty;
	private final S3Client patient;
	private volatile boolean answered;

	private S3Connection(final S3Settings asked, final S3Patience patience) {
		final URI endpoint = endpoint(asked);
		final Region region = region(asked, endpoint);
		// NB: hardly any server but Amazon's has a host name for each bucket.
		final boolean pathStyle = asked.pathStyle() != null ? asked.pathStyle() : endpoint != null;
		settings = new S3Settings(endpoint == null ? null : endpoint.toString(), region.id(), asked.profile(), asked.anonymous(), pathStyle);
		hasty = client(settings, patience, patience.hasty());
		patient = client(settings, patience, patience.patient());
	}

	/** The connection for these settings, the same one each time. */
	static S3Connection of(final S3Settings settings) {
		return ALL.computeIfAbsent(settings, asked -> new S3Connection(asked, S3Patience.USUAL));
	}

	/** From now on, whoever asks for these settings gets a connection of this patience. */
	static void be(final S3Settings settings, final S3Patience patience) {
		final S3Connection connection = new S3Connection(settings, patience);
		ALL.put(settings, connection);
		ALL.put(connection.settings, connection);
	}

	/** What the environment says as well, so that other machines need not be told. */
	S3Settings settings() {
		return settings;
	}

	/** The server, in words. */
	String server() {
		return settings.endpoint() == null ? "Amazon S3 in " + settings.region() : settings.endpoint();
	}

	/** Sends a request, and waits for the answer. */
	<T> T call(final Function<S3Client, T> request) {
		final T answer = request.apply(answered ? patient : hasty);
		answered = true;
		return answer;
	}

	/** NB: the SDK alone knows all places where an endpoint may be named. */
	private static URI endpoint(final S3Settings asked) {
		if (asked.endpoint() != null)
			return S3Settings.checked(asked.endpoint());
		try (S3Client probe = builder(asked).region(Region.US_EAST_1).build()) {
			return probe.serviceClientConfiguration().endpointOverride().map(said -> S3Settings.checked(said.toString())).orElse(null);
		}
	}

	private static Region region(final S3Settings asked, final URI endpoint) {
		if (asked.region() != null)
			return Region.of(asked.region());
		final AwsRegionProvider said = new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider(null,
			asked.profile()));
		// NB: Amazon's own machines are asked as well, which takes seconds on others; servers of one's own have no regions.
		return region(said).or(() -> endpoint != null ? Optional.empty() : region(DefaultAwsRegionProviderChain.builder().profileName(asked
			.profile()).build())).orElse(Region.US_EAST_1);
	}

	private static Optional<Region> region(final AwsRegionProvider provider) {
		try {
			return Optional.ofNullable(provider.getRegion());
		}
		catch (final SdkClientException e) {
			return Optional.empty();
		}
	}

	private static S3Client client(final S3Settings settings, final S3Patience patience, final int attempts) {
		final S3ClientBuilder builder = builder(settings).region(Region.of(settings.region())).forcePathStyle(settings.pathStyle());
		if (settings.endpoint() != null)
			builder.endpointOverride(URI.create(settings.endpoint()));
		if (settings.anonymous())
			builder.credentialsProvider(AnonymousCredentialsProvider.create());
		final BackoffStrategy waits = BackoffStrategy.exponentialDelay(patience.firstWait(), patience.longestWait());
		return builder.httpClient(new StrictClient(UrlConnectionHttpClient.builder().connectionTimeout(LONGEST_CONNECTING).socketTimeout(
			patience.silence()).build())).overrideConfiguration(own -> own.retryStrategy(StandardRetryStrategy.builder().maxAttempts(attempts)
				.backoffStrategy(waits).throttlingBackoffStrategy(waits).circuitBreakerEnabled(false).retryOnExceptionOrCauseInstanceOf(
					XMLStreamException.class).build()).addExecutionInterceptor(new CutAnswers()).defaultProfileName(settings.profile())).build();
	}

	/** NB: what is put has an MD5, which all servers check; newer checksums not all know, nor bodies in signed pieces. */
	private static S3ClientBuilder builder(final S3Settings settings) {
		return S3Client.builder().requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED).responseChecksumValidation(
			ResponseChecksumValidation.WHEN_REQUIRED).serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false)
				.expectContinueEnabled(false).build()).overrideConfiguration(own -> own.defaultProfileName(settings.profile()));
	}
}
