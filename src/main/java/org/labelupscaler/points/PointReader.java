package org.labelupscaler.points;

import java.util.Optional;

/** The points of a file, in the order of the file. Used by one thread; what it gives may be used by others. */
public interface PointReader extends AutoCloseable {

	/**
	 * @return the next points, at least one and at most {@link PointBatch#MOST}; nothing at the end
	 * @throws org.labelupscaler.InvalidInputException if the file is damaged, or a row is malformed and such rows are not
	 *           skipped; the message names file and line
	 */
	Optional<PointBatch> next();

	/** @return how much of the file has been read, in bytes or whatever {@link #all} counts */
	long done();

	/** @return how much there is, at least 1 */
	long all();

	@Override
	void close();
}
