package org.labelupscaler.store.s3;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.store.ContainerLock;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Lease;

/**
 * The right to write below a prefix: an object that is renewed while the run lives, {@value #SHARED} holds those of runs that share it. It
 * ends when it was not renewed for {@link S3LeaseTimes#stale}, or at once if the run was killed on the machine that asks.
 */
final class S3Lease implements Lease {

	static final String EXCLUSIVE = ContainerLock.FILE;
	static final String SHARED = ".label-upscaler.locks";

	private final S3Lock lock;
	private final String place;
	private final S3LeaseTimes times;
	private final AtomicLong looked = new AtomicLong(System.nanoTime());
	private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(runnable -> {
		final Thread thread = new Thread(runnable, "lease");
		thread.setDaemon(true);
		return thread;
	});
	private volatile long renewed = System.nanoTime();
	private volatile boolean lost;

	private S3Lease(final S3Lock lock, final String place, final S3LeaseTimes times) {
		this.lock = lock;
		this.place = place;
		this.times = times;
		heart.scheduleWithFixedDelay(this::renew, times.renewed().toMillis(), times.renewed().toMillis(), TimeUnit.MILLISECONDS);
	}

	/** Whether what has this name below a prefix belongs to a lease, if the prefix is that of the store. */
	static boolean isOwn(final boolean root, final String below) {
		return root && (below.equals(EXCLUSIVE) || below.equals(SHARED) || below.startsWith(SHARED + "/"));
	}

	static S3Lease take(final S3Objects objects, final Key root, final String place, final S3LeaseTimes times, final boolean shared) {
		final S3LeaseTaker taker = new S3LeaseTaker(objects, root, place, times.stale());
		return new S3Lease(shared ? taker.share() : taker.take(), place, times);
	}

	private static boolean isOver(final long since, final Duration time) {
		return System.nanoTime() - since >= time.toNanos();
	}

	/** NB: what is not there any more must not come back: another run may have it by now. */
	private void renew() {
		if (lost)
			return;
		try {
			final S3Lock.Found found = lock.find().filter(there -> there.holder().equals(Optional.of(lock.own()))).orElse(null);
			if (found != null && lock.replace(found))
				renewed = System.nanoTime();
			else if (!lock.isOwn())
				lost = true;
		}
		catch (final IOException | RuntimeException e) {
			lost = lost || isOver(renewed, times.stale());
		}
	}

	@Override
	public void check() {
		final long last = looked.get();
		if (!lost && isOver(last, times.looked()) && looked.compareAndSet(last, System.nanoTime()))
			look();
		if (lost)
			throw new LabelUpscalerException("The lock of " + place + " (s3://" + lock.objects().bucket() + "/" + lock.name() +
				") was removed, taken by another run, or could not be renewed, so this run stops.", Remedy.RESUME, null);
	}

	private void look() {
		try {
			lost = lost || !lock.isOwn();
		}
		catch (final IOException e) {
			// NB: a server may be away for a while; until the lease ends nobody else takes it.
			lost = lost || isOver(renewed, times.stale());
		}
	}

	@Override
	public void close() {
		heart.shutdownNow();
		// NB: an interrupted thread sends nothing.
		final boolean interrupted = Thread.interrupted();
		try {
			if (!lost && lock.isOwn())
				lock.delete();
		}
		catch (final IOException | RuntimeException e) {
			// NB: it ends by itself.
		}
		lock.own().end();
		if (interrupted)
			Thread.currentThread().interrupt();
	}
}
