package org.labelupscaler.store.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

import org.labelupscaler.store.Appender;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An object that grows. What fits into one part is put as it is; else it goes in parts, of which the first is kept to the end, since what
 * comes first is often known last. Memory is bounded by two parts, and grows with what there is.
 */
final class S3Appender implements Appender {

	/** NB: at least 5 MiB; the more parts there are, the larger they get, for there may be 10000 only. */
	static final int PART = 8 << 20;
	private static final int PARTS_OF_ONE_SIZE = 1500;
	private static final String PERMISSION = "s3:PutObject";

	private final S3Objects objects;
	private final String name;
	private final S3Part first = new S3Part(PART);
	private final List<CompletedPart> parts = new ArrayList<>();
	private S3Part next;
	/** Where the next part begins. */
	private long sent;
	private String upload;
	private boolean finished;

	/**
	 * @param most bytes of an object, at most
	 * @return bytes of memory that it takes while it grows, at most. NB: an array is copied when it grows, and twice as long then
	 */
	static long memory(final long most) {
		if (most <= PART)
			return Math.min(PART + PART / 2, S3Part.SMALLEST + 3 * most);
		long part = PART;
		for (long room = PART + (long) PARTS_OF_ONE_SIZE * part; room < most && part < S3Part.LARGEST; room += PARTS_OF_ONE_SIZE * part)
			part *= 2;
		return PART + part + part / 2;
	}

	S3Appender(final S3Objects objects, final String name) {
		this.objects = objects;
		this.name = name;
	}

	@Override
	public void append(final ByteBuffer more) throws IOException {
		final ByteBuffer left = more.duplicate();
		first.take(left);
		while (left.hasRemaining()) {
			if (next == null) {
				next = new S3Part(PART);
				sent = PART;
			}
			next.take(left);
			if (left.hasRemaining())
				send();
		}
	}

	private void send() throws IOException {
		sent += next.size();
		parts.add(send(parts.size() + 2, next.bytes()));
		next.clear(parts.size() % PARTS_OF_ONE_SIZE == 0);
	}

	private CompletedPart send(final int number, final ByteBuffer part) throws IOException {
		if (upload == null)
			upload = objects.call(PERMISSION, client -> client.createMultipartUpload(request -> request.bucket(objects.bucket()).key(name)))
				.uploadId();
		final String md5 = Base64.getEncoder().encodeToString(S3Objects.md5(part));
		final String tag = objects.call(PERMISSION, client -> client.uploadPart(request -> request.bucket(objects.bucket()).key(name).uploadId(
			upload).partNumber(number).contentMD5(md5), S3Objects.body(part))).eTag();
		return CompletedPart.builder().partNumber(number).eTag(tag).build();
	}

	@Override
	public void replace(final long at, final ByteBuffer bytes) throws IOException {
		final ByteBuffer left = bytes.duplicate();
		first.replace(at, left);
		if (!left.hasRemaining())
			return;
		if (next == null || at + bytes.remaining() - left.remaining() < sent)
			throw new IOException("bytes from " + at + " on are sent already; only the first " + PART + " and the last can be replaced");
		next.replace(at + bytes.remaining() - left.remaining() - sent, left);
	}

	@Override
	public void sync() {}

	@Override
	public void finish() throws IOException {
		if (next == null)
			objects.put(name, first.bytes(), request -> request);
		else
			complete();
		finished = true;
	}

	private void complete() throws IOException {
		send();
		parts.add(send(1, first.bytes()));
		parts.sort(Comparator.comparing(CompletedPart::partNumber));
		try {
			completeUpload();
		}
		catch (final IOException e) {
			// NB: the answer may have been lost, and then the upload is unknown when the request comes again.
			if (!(e.getCause() instanceof AwsServiceException answer && answer.statusCode() == 404 && objects.head(name).filter(there -> there
				.contentLength() == sent && there.eTag().contains("-" + parts.size())).isPresent()))
				throw e;
		}
	}

	private void completeUpload() throws IOException {
		objects.call(PERMISSION, client -> client.completeMultipartUpload(request -> request.bucket(objects.bucket()).key(name).uploadId(
			upload).multipartUpload(all -> all.parts(parts))));
	}

	@Override
	public void close() {
		if (finished || upload == null)
			return;
		try {
			objects.call(PERMISSION, client -> client.abortMultipartUpload(request -> request.bucket(objects.bucket()).key(name).uploadId(
				upload)));
		}
		catch (final IOException e) {
			// NB: whoever closes an unfinished object has something else to tell; the next run for the same container looks for what is left.
		}
	}
}
