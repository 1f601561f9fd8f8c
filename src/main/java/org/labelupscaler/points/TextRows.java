package org.labelupscaler.points;

import java.io.IOException;
import java.io.Reader;

import org.labelupscaler.Owned;
import org.labelupscaler.text.PlainText;

/** Rows of a file of text, of which each stands in a line: what is open, and where the last row was. Used by one thread. */
public abstract class TextRows implements RowSource {

	private final PointInput.Bytes bytes;
	private final Reader letters;
	private long line;

	/**
	 * @param input the file
	 * @throws IOException if it cannot be opened; nothing stays open then
	 */
	protected TextRows(final PointInput input) throws IOException {
		try (Owned<PointInput.Bytes> opened = Owned.of(input.open())) {
			letters = new PlainText(opened.get());
			bytes = opened.take();
		}
	}

	/** @return what the file holds, from its first letter on; closed with this */
	protected final Reader letters() {
		return letters;
	}

	/** @return the number of the line that the last row stands or ends in; 0 before the first */
	protected final long line() {
		return line;
	}

	/** @param number of the line that the last row stands or ends in, from 1 */
	protected final void setLine(final long number) {
		line = number;
	}

	@Override
	public final String place() {
		return "line " + line;
	}

	@Override
	public final PointInput.Bytes bytes() {
		return bytes;
	}

	@Override
	public final void close() throws IOException {
		letters.close();
	}
}
