package org.labelupscaler.store.s3;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.TreeMap;
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
		return store(ENDPOINT, prefix, stale);
	}

	/** The same, by way of another server. */
	public Store store(final String endpoint, final String prefix, final Duration stale) {
		return new S3Store(new S3Store.Ref(bucket, new Key(prefix), settings(endpoint)), new S3LeaseTimes(Duration.ofHours(1), stale,
			Duration.ZERO));
	}

	private static S3Settings settings(final String endpoint) {
		return new S3Settings(endpoint, "us-east-1", null, false, null);
	}

	/** From now on, what is tried again on a server is so after milliseconds, and a second of silence is an end. */
	public static void hurry(final String endpoint) {
		hurry(endpoint, 12);
	}

	/** The same, with as many attempts. */
	public static void hurry(final String endpoint, final int attempts) {
		S3Connection.be(settings(endpoint), new S3Patience(attempts, attempts, Duration.ofMillis(10), Duration.ofMillis(200), Duration.ofSeconds(
			1)));
	}

	/** What another client reads. */
	public byte[] bytes(final String name) {
		return raw.getObjectAsBytes(request -> request.bucket(bucket).key(name)).asByteArray();
	}

	/** All objects below a prefix, as another client sees them; a byte is a character. */
	public TreeMap<String, String> texts(final String prefix) {
		final TreeMap<String, String> objects = new TreeMap<>();
		final String below = prefix + "/";
		raw.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(below)).contents().forEach(object -> objects.put(object.key()
			.substring(below.length()), new String(bytes(object.key()), StandardCharsets.ISO_8859_1)));
		return objects;
	}

	/** How many objects there are below a prefix that were begun in parts and not ended. */
	public int uploads(final String prefix) {
		return raw.listMultipartUploads(request -> request.bucket(bucket).prefix(prefix + "/")).uploads().size();
	}
}
