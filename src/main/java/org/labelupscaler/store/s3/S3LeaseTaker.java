package org.labelupscaler.store.s3;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.store.Key;

import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Takes leases. Whoever takes one first says so and then looks whether anybody else has one that excludes it, so that of two who do it at
 * once at most one goes on.
 *
 * @param objects the bucket
 * @param root prefix of the store
 * @param place the store, for messages
 * @param stale how long a lease lasts that is not renewed
 */
record S3LeaseTaker(S3Objects objects, Key root, String place, Duration stale) {

	private S3Lock exclusive(final S3Holder own) {
		return new S3Lock(objects, root.resolve(S3Lease.EXCLUSIVE).name(), own);
	}

	private String shared() {
		return root.resolve(S3Lease.SHARED).name() + "/";
	}

	private interface Taking {

		S3Lock take(S3Holder own) throws IOException;
	}

	private S3Lock failing(final Taking taking) {
		final S3Holder own = S3Holder.here();
		S3Lock taken = null;
		try {
			taken = taking.take(own);
			return taken;
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot write to " + place + ": " + LabelUpscalerException.reason(e), e);
		}
		finally {
			if (taken == null)
				own.end();
		}
	}

	/** The lock of a run that has the store for itself. */
	S3Lock take() {
		return failing(own -> {
			final S3Lock lock = exclusive(own);
			takeExclusive(lock);
			boolean usable = false;
			try {
				checkConditions(lock);
				clearShared();
				new S3Uploads(objects, root).abort();
				usable = true;
				return lock;
			}
			finally {
				if (!usable)
					lock.delete();
			}
		});
	}

	private void takeExclusive(final S3Lock lock) throws IOException {
		if (lock.create())
			return;
		final Optional<S3Lock.Found> found = lock.find();
		if (found.isEmpty() ? !lock.create() : !found.get().isStale(stale) || !lock.replace(found.get()))
			throw busy(found);
	}

	/** Makes sure that what was made under a condition cannot be made again. */
	private void checkConditions(final S3Lock lock) throws IOException {
		if (lock.createAnew())
			throw new InvalidInputException(place + ": " + objects.connection().server() + " takes no notice of conditions (If-None-Match), so " +
				"that two runs could write at once. Write to a server that knows them, or into a folder");
	}

	private void clearShared() throws IOException {
		final ListObjectsV2Response page = objects.call("s3:ListBucket", client -> client.listObjectsV2(request -> request.bucket(objects
			.bucket()).prefix(shared())));
		for (final S3Object object : page.contents()) {
			final S3Lock other = new S3Lock(objects, object.key(), null);
			final Optional<S3Lock.Found> found = other.find();
			if (found.isPresent() && !found.get().isStale(stale))
				throw busy(found);
			other.delete();
		}
		if (Boolean.TRUE.equals(page.isTruncated()))
			clearShared();
	}

	/** The lock of a run that shares the store with others. */
	S3Lock share() {
		return failing(own -> {
			final S3Lock lock = new S3Lock(objects, shared() + own.token(), own);
			lock.put();
			boolean usable = false;
			try {
				final S3Lock exclusive = exclusive(own);
				final Optional<S3Lock.Found> found = exclusive.find();
				if (found.isPresent()) {
					// NB: replaced first, so that a run that only slept notices.
					if (!found.get().isStale(stale) || !exclusive.replace(found.get()))
						throw busy(found);
					exclusive.delete();
				}
				usable = true;
				return lock;
			}
			finally {
				if (!usable)
					lock.delete();
			}
		});
	}

	private InvalidInputException busy(final Optional<S3Lock.Found> found) {
		return new InvalidInputException(place + " is being written by another run" + found.flatMap(S3Lock.Found::holder).map(holder -> " (" +
			holder.who() + ")").orElse("") + ". Wait for it, or stop it. If it was killed, go on in " + found.map(
				there -> Math.max(1, stale.minus(there.age()).toSeconds())).orElse(stale.toSeconds()) + " s.");
	}
}
