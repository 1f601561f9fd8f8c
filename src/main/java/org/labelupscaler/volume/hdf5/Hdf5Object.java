package org.labelupscaler.volume.hdf5;

/** What a group has: groups and datasets. */
public sealed interface Hdf5Object permits Hdf5Group, Hdf5Dataset, Hdf5LongText, Hdf5Object.Written {

	/**
	 * Writes the object, after all that it has.
	 *
	 * @param out takes it
	 * @return where in the file its header is
	 */
	long write(Hdf5Bytes out);

	/**
	 * An object that is written already.
	 *
	 * @param header where in the file its header is
	 */
	record Written(long header) implements Hdf5Object {

		@Override
		public long write(final Hdf5Bytes out) {
			return header;
		}
	}
}
