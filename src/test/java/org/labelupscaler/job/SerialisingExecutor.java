package org.labelupscaler.job;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * Does what a cluster does: sends work and results as bytes, has each piece done twice, in any order, some a third time but stopped
 * in between, and adds up in any order what came of one of the times.
 */
public class SerialisingExecutor implements Executor {

	private final Random random;
	private final boolean resuming;
	private int stopped;

	/** @param seed of all that is done at random */
	public SerialisingExecutor(final long seed) {
		this(seed, false);
	}

	/**
	 * @param seed of all that is done at random
	 * @param resuming whether a job is resumed: what is written the first time is kept the second time then, and counted so
	 */
	public SerialisingExecutor(final long seed, final boolean resuming) {
		random = new Random(seed);
		this.resuming = resuming;
	}

	/** How many times a piece was stopped before its end. */
	public int stopped() {
		return stopped;
	}

	public static byte[] bytes(final Object object) {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(object);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		return bytes.toByteArray();
	}

	@SuppressWarnings("unchecked")
	public static <T> T object(final byte[] bytes) {
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
			return (T) in.readObject();
		}
		catch (final IOException | ClassNotFoundException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Has pieces done, one after the other, by one worker; of each the bytes of what it has come to, nothing if it was not done. */
	<T extends Tally<T>> List<Optional<byte[]>> perform(final byte[] work, final List<Long> pieces) throws InterruptedException {
		final List<Optional<byte[]>> results = new ArrayList<>();
		final Work<T> there = object(work);
		try (Worker<T> worker = there.open()) {
			for (final long piece : pieces)
				results.add(once(there, worker, piece, Integer.MAX_VALUE));
		}
		return results;
	}

	/** Parts of a piece count only if it ends. */
	static <T extends Tally<T>> Optional<byte[]> once(final Work<T> work, final Worker<T> worker, final long piece,
		final int stopAfter)
	{
		final List<byte[]> parts = new ArrayList<>();
		final int[] asked = { 0 };
		final boolean done = worker.run(piece, new Worker.Run<>() {

			@Override
			public void add(final T part) {
				parts.add(bytes(part));
			}

			@Override
			public boolean isStopped() {
				return asked[0]++ >= stopAfter;
			}
		});
		if (!done)
			return Optional.empty();
		Collections.reverse(parts);
		final T all = work.newTally();
		for (final byte[] part : parts)
			all.add(SerialisingExecutor.<T>object(part));
		return Optional.of(bytes(all));
	}

	private <T extends Tally<T>> void stopInBetween(final byte[] sent, final long piece) {
		final Work<T> there = object(sent);
		try (Worker<T> worker = there.open()) {
			if (once(there, worker, piece, random.nextInt(3)).isEmpty())
				stopped++;
		}
	}

	@Override
	public <T extends Tally<T>> Outcome<T> run(final Work<T> work,
		final Function<? super T, ? extends ProgressListener.Progress> progress, final ProgressListener listener)
		throws InterruptedException
	{
		final byte[] sent = bytes(work);
		final List<Long> order = new ArrayList<>();
		for (long piece = 0; piece < work.pieces(); piece++)
			order.addAll(List.of(piece, piece));
		Collections.shuffle(order, random);
		final Map<Long, byte[]> results = new HashMap<>();
		for (int from = 0; from < order.size();) {
			final int to = Math.min(order.size(), from + 1 + random.nextInt(batch()));
			final List<Long> pieces = order.subList(from, to);
			final List<Optional<byte[]>> done = this.<T>perform(sent, pieces);
			for (int i = 0; i < pieces.size(); i++) {
				final byte[] result = done.get(i).orElseThrow();
				final byte[] other = results.put(pieces.get(i), result);
				if (!resuming && other != null && !Arrays.equals(bytes(object(other)), bytes(object(result))))
					throw new AssertionError("piece " + pieces.get(i) + " has come to something else the second time");
				if (random.nextInt(4) == 0)
					this.<T>stopInBetween(sent, pieces.get(i));
			}
			from = to;
		}
		final List<byte[]> all = new ArrayList<>(results.values());
		Collections.shuffle(all, random);
		final T tally = SerialisingExecutor.<Work<T>>object(sent).newTally();
		for (final byte[] result : all)
			tally.add(SerialisingExecutor.<T>object(result));
		progress.apply(tally);
		return new Outcome<>(tally, all.size() == work.pieces());
	}

	/** How many pieces one worker does at most. */
	int batch() {
		return 5;
	}
}
