package org.labelupscaler.source.tiff;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The characters of OME-XML, up to the zero that ends the text of a TIFF field. Not thread-safe. */
final class OmeText extends FilterInputStream {

	private boolean ended;

	private OmeText(final InputStream in) {
		super(in);
	}

	/** OME-XML is UTF-8. */
	static Reader characters(final InputStream bytes) throws IOException {
		final PushbackInputStream in = new PushbackInputStream(new OmeText(bytes), 3);
		final byte[] start = in.readNBytes(3);
		if (!Arrays.equals(start, new byte[] { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF }))
			in.unread(start);
		return new InputStreamReader(in, StandardCharsets.UTF_8);
	}

	@Override
	public int read() throws IOException {
		final byte[] one = new byte[1];
		return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
	}

	@Override
	public int read(final byte[] to, final int from, final int most) throws IOException {
		final int n = ended ? -1 : super.read(to, from, most);
		for (int i = 0; i < n; i++)
			if (to[from + i] == 0) {
				ended = true;
				return i == 0 ? -1 : i;
			}
		return n;
	}
}
