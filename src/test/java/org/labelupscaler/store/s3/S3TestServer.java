package org.labelupscaler.store.s3;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;

import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A server that somebody has started, named by the system property {@code s3.endpoint}; credentials as {@code aws.accessKeyId} and
 * {@code aws.secretAccessKey}. Each of these has a bucket of its own.
 */
public final class S3TestServer {

	/** Where it is; null if there is none, so that tests are left out. */
	public static final String ENDPOINT = System.getProperty("s3.endpoint");

	private final String bucket = "test-" + UUID.randomUUID();
	private final S3Client raw = S3Client.builder().endpointOverride(URI.create(ENDPOINT)).region(Region.US_EAST_1).forcePathStyle(true)
		.httpClientBuilder(UrlConnectionHttpClient.builder()).build();

	/** Makes the bucket. */
	public S3TestServer() {
		raw.createBucket(request -> request.bucket(bucket));
	}

	/** Its bucket. */
	public String bucket() {
		return bucket;
	}

	/** A client that knows nothing of stores. */
	public S3Client raw() {
		return raw;
	}

	/** Puts an object under any name. */
	public void put(final String name, final byte[] content) {
		raw.putObject(request -> request.bucket(bucket).key(name), RequestBody.fromBytes(content));
	}

	/** The address of something in its bucket, on this server or one in front of it. */
	public String address(final String endpoint, final String name) {
		return "s3://endpoint=" + endpoint + ",region=us-east-1@" + bucket + "/" + name;
	}

	/** A store that looks for its lease each time. */
	public Store store(final String prefix, final Duration stale) {
		return new S3Store(new S3Store.Ref(bucket, new Key(prefix), new S3Settings(ENDPOINT, "us-east-1", null, false, null)),
			new S3LeaseTimes(Duration.ofHours(1), stale, Duration.ZERO));
	}
}
