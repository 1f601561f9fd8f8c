package org.labelupscaler.source.tiff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;

import org.apache.commons.compress.compressors.lzw.LZWInputStream;

/**
 * The LZW of TIFF (Revision 6.0, section 13): codes of 9 to 12 bits, most significant bit first, which become longer one
 * code earlier than they would have to.
 */
final class LzwStream extends LZWInputStream {

	private static final int FIRST_BITS = 9;
	private static final int MOST_BITS = 12;
	private static final int CLEAR = 256;
	private static final int END = 257;

	LzwStream(final InputStream in) {
		super(in, ByteOrder.BIG_ENDIAN);
		initializeTables(MOST_BITS);
		clear();
	}

	private void clear() {
		setCodeSize(FIRST_BITS);
		setTableSize(END + 1);
		resetPreviousCode();
	}

	@Override
	protected int addEntry(final int previousCode, final byte character) {
		final int code = addEntry(previousCode, character, 1 << MOST_BITS);
		// NB: the table of the writer is one code ahead of this one.
		if (getTableSize() == (1 << getCodeSize()) - 1 && getCodeSize() < MOST_BITS)
			incrementCodeSize();
		return code;
	}

	@Override
	protected int decompressNextSymbol() throws IOException {
		int code = readNextCode();
		while (code == CLEAR) {
			clear();
			code = readNextCode();
		}
		if (code < 0 || code == END)
			return -1;
		if (code > getTableSize())
			throw new IOException("LZW code " + code + " before there is one");
		final boolean unfinished = code == getTableSize();
		if (unfinished)
			addRepeatOfPreviousCode();
		return expandCodeToOutputStack(code, unfinished);
	}
}
