package org.labelupscaler.points;

import java.io.Closeable;
import java.io.IOException;

/** Rows of text, one for each point, from the first on. Used by one thread. */
public interface RowSource extends Closeable {

	/**
	 * @return the fields of the next row, not to be changed later; null at the end
	 * @throws IOException if the file is damaged
	 */
	String[] next() throws IOException;

	/** @return where the last row stands, for example "line 12" */
	String place();

	/** @return the file; knows how much of it has been read */
	PointInput.Bytes bytes();
}
