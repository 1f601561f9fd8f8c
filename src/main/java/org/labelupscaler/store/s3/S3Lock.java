package org.labelupscaler.store.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;

import org.labelupscaler.InvalidInputException;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * An object that says who has a lease. It changes hands by conditions that the server holds: that there is none, or that it is still the
 * one that was read.
 *
 * @param objects the bucket
 * @param name of the object
 * @param own who this run is
 */
record S3Lock(S3Objects objects, String name, S3Holder own) {

	private static final int LONGEST = 1 << 12;

	/** What is there. NB: its age is the server's, since clocks differ. */
	record Found(Optional<S3Holder> holder, String tag, Duration age) {

		/** Whether it has ended, because nobody has renewed it, or who had it is gone. */
		boolean isStale(final Duration stale) {
			return age.compareTo(stale) >= 0 || holder.map(S3Holder::isGone).orElse(false);
		}
	}

	Optional<Found> find() throws IOException {
		final Optional<S3Objects.Read> read = objects.get(name, LONGEST);
		if (read.isEmpty())
			return Optional.empty();
		final GetObjectResponse told = read.get().told();
		final Optional<S3Holder> holder = read.get().bytes() == null ? Optional.empty() : S3Holder.of(StandardCharsets.UTF_8.decode(read.get()
			.bytes()).toString());
		if (holder.isEmpty())
			throw new InvalidInputException("s3://" + objects.bucket() + "/" + name +
				" was not made by this program, so the container is not touched. Move it away or choose another name.");
		final Instant now = told.sdkHttpResponse().firstMatchingHeader("Date").map(S3Lock::instant).orElseGet(Instant::now);
		final Duration age = Duration.between(told.lastModified(), now);
		// NB: one of the two may be rounded.
		return Optional.of(new Found(holder, told.eTag(), age.isNegative() ? Duration.ZERO : age));
	}

	private static Instant instant(final String date) {
		try {
			return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
		}
		catch (final DateTimeException e) {
			return Instant.now();
		}
	}

	/** Whether it is there and this run's. */
	boolean isOwn() throws IOException {
		return find().flatMap(Found::holder).map(S3Holder::token).filter(own.token()::equals).isPresent();
	}

	/** Makes it if there is none; says whether it is this run's now. */
	boolean create() throws IOException {
		// NB: the answer may have been lost, and then the second attempt finds what the first has made.
		return createAnew() || isOwn();
	}

	/** The same, but says only of what this made that it did. */
	boolean createAnew() throws IOException {
		return put(request -> request.ifNoneMatch("*"));
	}

	/** Puts it in place of what was found, if that is there still; says whether it is this run's now. */
	boolean replace(final Found found) throws IOException {
		try {
			return put(request -> request.ifMatch(found.tag())) || isOwn();
		}
		catch (final IOException e) {
			if (!(e.getCause() instanceof AwsServiceException answer && S3Failures.isUnknown(answer)))
				throw e;
			// NB: some servers know only the other condition.
			put();
			return isOwn();
		}
	}

	void put() throws IOException {
		put(request -> request);
	}

	private boolean put(final Function<PutObjectRequest.Builder, PutObjectRequest.Builder> condition) throws IOException {
		try {
			objects.put(name, ByteBuffer.wrap(own.text().getBytes(StandardCharsets.UTF_8)), condition);
			return true;
		}
		catch (final IOException e) {
			if (e.getCause() instanceof AwsServiceException answer && (S3Failures.isConflict(answer) || S3Failures.isMissing(answer)))
				return false;
			throw e;
		}
	}

	void delete() throws IOException {
		objects.call("s3:DeleteObject", client -> client.deleteObject(request -> request.bucket(objects.bucket()).key(name)));
	}
}
