package org.labelupscaler;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * What {@link ServiceLoader} finds: what this jar and those beside it name in {@code META-INF/services}.
 *
 * @param found one of each class
 * @param failures why others could not be made: a {@link LinkageError} for a library that is missing, as everywhere else, a
 *          {@link ServiceConfigurationError} for what is no such service
 * @param <S> the service
 */
public record Services<S>(List<S> found, List<Error> failures) {

	/** NB: where the names cannot be read at all, each attempt fails. */
	private static final int MOST_FAILURES = 100;

	/**
	 * @param service an interface of this program
	 * @return all that implement it, in no order
	 * @param <S> its type
	 */
	public static <S> Services<S> load(final Class<S> service) {
		final List<S> found = new ArrayList<>();
		final List<Error> failures = new ArrayList<>();
		final Iterator<S> services = ServiceLoader.load(service, service.getClassLoader()).iterator();
		while (failures.size() < MOST_FAILURES)
			try {
				if (!services.hasNext())
					break;
				found.add(services.next());
			}
			catch (final LinkageError e) {
				failures.add(e);
			}
			catch (final ServiceConfigurationError e) {
				failures.add(e.getCause() instanceof LinkageError missing ? missing : e);
			}
		return new Services<>(List.copyOf(found), List.copyOf(failures));
	}

	/** @return all of them; throws the first failure if there is one */
	public List<S> all() {
		throwFailure();
		return found;
	}

	/**
	 * Throws the first failure, if there is one.
	 *
	 * @throws LinkageError if it is a library that is missing
	 * @throws LabelUpscalerException if it is a service that nobody can use
	 */
	public void throwFailure() {
		if (failures.isEmpty())
			return;
		if (failures.get(0) instanceof LinkageError missing)
			throw missing;
		throw new LabelUpscalerException("A jar beside this program adds what cannot be used: " + failures.get(0).getMessage() +
			". Remove that jar, or get another version of it", failures.get(0));
	}
}
