package org.labelupscaler.points.roi;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.labelupscaler.points.BadRows;
import org.labelupscaler.points.PointInput;
import org.labelupscaler.points.RowSource;
import org.labelupscaler.source.HeaderFields;

/** The points of a {@code .roi}, or of all in a {@code .zip}, a row of name, x, y, slice, counter for each. */
final class RoiRows implements RowSource {

	/** Bytes of a selection: some millions of points. Its coordinates are not one beside the other, so it is read whole. */
	private static final int LONGEST = 64 << 20;

	private final PointInput input;
	private final BadRows badRows;
	private final PointInput.Bytes bytes;
	/** Null if it is one selection. */
	private final ZipInputStream zip;
	private PointSelection selection;
	private String entry = "";
	private String name;
	private int point;
	private boolean ended;

	RoiRows(final PointInput input, final BadRows badRows) throws IOException {
		this.input = input;
		this.badRows = badRows;
		bytes = input.open();
		zip = input.startsWith(PointSelection.MAGIC) ? null : new ZipInputStream(bytes);
	}

	@Override
	public String[] next() throws IOException {
		while (selection == null || point == selection.count())
			if (!nextSelection())
				return null;
		final int i = point++;
		return new String[] { name, selection.x(i), selection.y(i), selection.slice(i), selection.counter(i) };
	}

	private boolean nextSelection() throws IOException {
		selection = null;
		if (ended)
			return false;
		final InputStream in;
		if (zip == null) {
			ended = true;
			entry = input.path().getFileName().toString();
			in = bytes;
		}
		else {
			ZipEntry found;
			try {
				found = zip.getNextEntry();
			}
			catch (final IllegalArgumentException e) {
				throw new IOException("a name in the archive is damaged", e);
			}
			ended = found == null;
			if (ended)
				return false;
			entry = found.getName();
			if (found.isDirectory() || !entry.toLowerCase(Locale.ROOT).endsWith(".roi"))
				return true;
			in = zip;
		}
		final byte[] data = in.readNBytes(LONGEST + 1);
		point = 0;
		try {
			if (data.length > LONGEST)
				throw new IllegalArgumentException("is larger than " + LONGEST + " bytes");
			selection = PointSelection.of(data);
			final String shortName = entry.substring(entry.lastIndexOf('/') + 1);
			name = selection.name().orElse(shortName.replaceFirst("(?i)\\.roi$", ""));
		}
		catch (final IllegalArgumentException e) {
			badRows.found(input.path(), where(), "it " + e.getMessage());
		}
		return true;
	}

	private String where() {
		return zip == null ? "selection" : "selection " + HeaderFields.shown(entry);
	}

	@Override
	public String place() {
		return where() + ", point " + point;
	}

	@Override
	public PointInput.Bytes bytes() {
		return bytes;
	}

	@Override
	public void close() throws IOException {
		bytes.close();
	}
}
