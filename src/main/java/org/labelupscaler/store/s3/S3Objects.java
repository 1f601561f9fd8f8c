package org.labelupscaler.store.s3;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The objects of a bucket by their whole names, and failures in words. Thread-safe. */
record S3Objects(S3Connection connection, String bucket) {

	private static final String END = "it ends before byte ";
	private static final int MOST = Integer.MAX_VALUE - 8;

	/** Sends a request. */
	<T> T call(final String permission, final Function<S3Client, T> request) throws IOException {
		try {
			return connection.call(request);
		}
		catch (final SdkException e) {
			throw S3Failures.of(e, bucket, connection, permission);
		}
	}

	/** Sends a request about an object; nothing if there is none. */
	private <T> Optional<T> ask(final Function<S3Client, T> request) throws IOException {
		return call("s3:GetObject and s3:ListBucket", client -> {
			try {
				return Optional.of(request.apply(client));
			}
			catch (final AwsServiceException e) {
				if (S3Failures.isMissing(e))
					return Optional.empty();
				throw e;
			}
		});
	}

	Optional<HeadObjectResponse> head(final String name) throws IOException {
		return ask(client -> client.headObject(request -> request.bucket(bucket).key(name)));
	}

	/** Bytes, and what is told of them. */
	record Read(GetObjectResponse told, ByteBuffer bytes) {}

	/** All of an object, unless it is longer than said; then nothing of it is read. */
	Optional<Read> get(final String name, final long most) throws IOException {
		return read(GetObjectRequest.builder().bucket(bucket).key(name).build(), (told, in) -> {
			final long length = told.contentLength();
			if (length > Math.min(most, MOST)) {
				in.abort();
				return new Read(told, null);
			}
			return new Read(told, ByteBuffer.wrap(whole(in, (int) length)));
		});
	}

	/** Some bytes of an object. */
	Optional<ByteBuffer> get(final String name, final long from, final int count) throws IOException {
		if (count == 0)
			return head(name).map(there -> ByteBuffer.allocate(0));
		final Optional<Read> read;
		try {
			read = read(GetObjectRequest.builder().bucket(bucket).key(name).range("bytes=" + from + "-" + (from + count - 1)).build(), (told,
				in) -> {
				if (told.contentRange() == null)
					in.skipNBytes(from);
				final boolean ends = told.contentLength() < (told.contentRange() == null ? from + count : count);
				return new Read(told, ends ? null : ByteBuffer.wrap(whole(in, count)));
			});
		}
		catch (final IOException e) {
			throw e.getCause() instanceof AwsServiceException answer && answer.statusCode() == 416 ? new EOFException(END + (from + count)) : e;
		}
		if (read.isPresent() && read.get().bytes() == null)
			throw new EOFException(END + (from + count));
		return read.map(Read::bytes);
	}

	/** At most that many of the first bytes of an object. NB: of an empty one there is no such range. */
	Optional<Read> start(final String name, final int most) throws IOException {
		try {
			return read(GetObjectRequest.builder().bucket(bucket).key(name).range("bytes=0-" + (most - 1)).overrideConfiguration(own -> own
				.putExecutionAttribute(CutAnswers.UNTAGGED, true)).build(), (told, in) -> {
				final int count = (int) Math.min(most, told.contentLength());
				final byte[] bytes = whole(in, count);
				if (count < told.contentLength())
					in.abort();
				return new Read(told, ByteBuffer.wrap(bytes));
			});
		}
		catch (final IOException e) {
			if (e.getCause() instanceof AwsServiceException answer && answer.statusCode() == 416)
				return get(name, MOST);
			throw e;
		}
	}

	/** Some bytes of an object that is still the one with that entity tag. */
	byte[] get(final String name, final String tag, final long from, final int count) throws IOException {
		try {
			return read(GetObjectRequest.builder().bucket(bucket).key(name).ifMatch(tag.isEmpty() ? null : tag).overrideConfiguration(own -> own
				.putExecutionAttribute(CutAnswers.UNTAGGED, true)).range("bytes=" + from + "-" + (from + count - 1)).build(),
				(told, in) -> {
					if (told.contentRange() == null)
						in.skipNBytes(from);
					final byte[] bytes = whole(in, count);
					if (told.contentRange() == null)
						in.abort();
					return new Read(told, ByteBuffer.wrap(bytes));
				}).orElseThrow(() -> new IOException("it was deleted while it was read")).bytes().array();
		}
		catch (final IOException e) {
			if (e.getCause() instanceof AwsServiceException answer && (answer.statusCode() == 412 || answer.statusCode() == 416))
				throw new IOException("it was changed while it was read", e);
			throw e;
		}
	}

	/** NB: a connection that breaks while bytes come is tried again as any other. */
	private static byte[] whole(final InputStream in, final int count) throws IOException {
		final byte[] bytes = in.readNBytes(count);
		if (bytes.length < count)
			throw new EOFException("the connection broke");
		return bytes;
	}

	/** Reads an answer. */
	private interface Reader {

		Read read(GetObjectResponse told, AbortableInputStream in) throws IOException;
	}

	private Optional<Read> read(final GetObjectRequest request, final Reader reader) throws IOException {
		return ask(client -> client.getObject(request, (ResponseTransformer<GetObjectResponse, Read>) (told, in) -> {
			try {
				return reader.read(told, in);
			}
			catch (final IOException e) {
				throw RetryableException.create("broken", e);
			}
		}));
	}

	/** Puts an object as it is, or only under a condition; returns its entity tag. */
	String put(final String name, final ByteBuffer whole, final Function<PutObjectRequest.Builder, PutObjectRequest.Builder> condition)
		throws IOException
	{
		final PutObjectRequest request = condition.apply(PutObjectRequest.builder().bucket(bucket).key(name).contentMD5(Base64.getEncoder()
			.encodeToString(md5(whole)))).build();
		return call("s3:PutObject", client -> client.putObject(request, body(whole)).eTag());
	}

	/** NB: given anew for each attempt, and not copied. */
	static RequestBody body(final ByteBuffer whole) {
		final ByteBuffer bytes = whole.hasArray() ? whole.duplicate() : ByteBuffer.allocate(whole.remaining()).put(whole.duplicate()).flip();
		return RequestBody.fromContentProvider(() -> new ByteArrayInputStream(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes
			.remaining()), bytes.remaining(), "application/octet-stream");
	}

	static byte[] md5(final ByteBuffer bytes) {
		try {
			final MessageDigest digest = MessageDigest.getInstance("MD5");
			digest.update(bytes.duplicate());
			return digest.digest();
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has it", e);
		}
	}
}
