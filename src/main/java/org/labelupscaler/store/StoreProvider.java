package org.labelupscaler.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Stores of one kind, which users choose by how a name begins. Stateless; found by {@link java.util.ServiceLoader}.
 */
public interface StoreProvider {

	/** @return what names begin with, colon excluded: two or more letters and digits in lower case, for example "s3" */
	List<String> schemes();

	/**
	 * @param scheme one of the schemes
	 * @param place what follows it, its colon and the slashes behind it, for example "bucket/labels.ome.zarr"
	 * @return where that is; nothing is made, nor looked at
	 * @throws org.labelupscaler.InvalidInputException if there is no such place
	 */
	StoreRef ref(String scheme, String place);

	/**
	 * @param scheme one of the schemes
	 * @param place what follows it, its colon and the slashes behind it
	 * @return the path by which files there are read; empty if nothing is read there but volumes of this program
	 * @throws org.labelupscaler.InvalidInputException if there is no such place
	 */
	default Optional<Path> path(final String scheme, final String place) {
		return Optional.empty();
	}
}
