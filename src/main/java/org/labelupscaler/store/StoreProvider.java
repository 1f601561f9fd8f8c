package org.labelupscaler.store;

import java.util.List;

/**
 * Stores of one kind, which users choose by how a name begins. Stateless; found by {@link java.util.ServiceLoader}.
 */
public interface StoreProvider {

	/** @return what names begin with, colon excluded: two or more letters and digits in lower case, for example "s3" */
	List<String> schemes();

	/**
	 * @param place what follows the scheme, its colon and the slashes behind it, for example "bucket/labels.ome.zarr"
	 * @return where that is; nothing is made, nor looked at
	 * @throws org.labelupscaler.InvalidInputException if there is no such place
	 */
	StoreRef ref(String place);
}
