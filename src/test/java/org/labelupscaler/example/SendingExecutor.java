package org.labelupscaler.example;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.function.Function;

import org.labelupscaler.job.Executor;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.Tally;
import org.labelupscaler.job.Work;
import org.labelupscaler.job.Worker;

/** Sends the work as bytes and has its pieces done from a copy, the last one first; here the other machine is this one. */
public final class SendingExecutor implements Executor {

	@Override
	public <T extends Tally<T>> Outcome<T> run(final Work<T> work, final Function<? super T, ? extends ProgressListener.Progress> progress,
		final ProgressListener listener)
	{
		final T all = work.newTally();
		final Work<T> copy = received(sent(work));
		try (Worker<T> worker = copy.open()) {
			for (long piece = work.pieces() - 1; piece >= 0; piece--) {
				final T ofPiece = work.newTally();
				final boolean done = worker.run(piece, new Worker.Run<>() {

					@Override
					public void add(final T part) {
						ofPiece.add(part);
					}

					@Override
					public boolean isStopped() {
						return listener.cancelled();
					}
				});
				if (!done)
					return new Outcome<>(all, false);
				all.add(ofPiece);
				listener.progress(progress.apply(all));
			}
		}
		return new Outcome<>(all, true);
	}

	private static byte[] sent(final Work<?> work) {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(work);
			out.flush();
			return bytes.toByteArray();
		}
		catch (final IOException e) {
			throw new IllegalStateException("work can always be sent", e);
		}
	}

	@SuppressWarnings("unchecked")
	private static <T extends Tally<T>> Work<T> received(final byte[] bytes) {
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
			return (Work<T>) in.readObject();
		}
		catch (final IOException | ClassNotFoundException e) {
			throw new IllegalStateException("what was sent is there", e);
		}
	}
}
