package org.labelupscaler;

import java.util.Optional;

/**
 * Something open on its way to a new owner. Whoever opens it puts it into this, in a try-with-resources statement; whoever is given
 * this {@link #take takes} it when nothing can fail any more. So it is closed if nobody took it, whatever went wrong. Used by one
 * thread.
 *
 * @param <T> what it is
 */
public final class Owned<T extends AutoCloseable> implements AutoCloseable {

	private final T resource;
	private boolean taken;

	private Owned(final T resource) {
		this.resource = resource;
	}

	/**
	 * @param <T> what it is
	 * @param resource something open
	 * @return it, to be closed with what is returned unless somebody takes it
	 */
	public static <T extends AutoCloseable> Owned<T> of(final T resource) {
		return new Owned<>(resource);
	}

	/** @return it; is not to be closed by the caller */
	public T get() {
		return resource;
	}

	/**
	 * @return it; the caller closes it from now on
	 * @throws IllegalStateException if somebody has it already
	 */
	public T take() {
		if (taken)
			throw new IllegalStateException("has an owner: " + resource);
		taken = true;
		return resource;
	}

	/** Closes it, unless somebody has taken it. */
	@Override
	public void close() {
		if (taken)
			return;
		taken = true;
		try {
			resource.close();
		}
		catch (final RuntimeException e) {
			throw e;
		}
		catch (final Exception e) {
			throw new LabelUpscalerException("Cannot close a file: " + Optional.ofNullable(e.getMessage()).orElse(e.toString()), e);
		}
	}
}
