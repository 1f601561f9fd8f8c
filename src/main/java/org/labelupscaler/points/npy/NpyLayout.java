package org.labelupscaler.points.npy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.npy.NpyHeader;

/**
 * Where the numbers of an array of points are.
 *
 * @param count how many points there are
 * @param fields what there is of each; those of a plain array have no names
 * @param rowBytes bytes of a point
 * @param byColumns whether all numbers of a column follow each other, not all of a point
 */
record NpyLayout(long count, List<NpyField> fields, int rowBytes, boolean byColumns) {

	private static final Pattern ENTRY = Pattern.compile("\\s*+\\(\\s*+'([^'\\\\]*+)'\\s*+,\\s*+'([^'\\\\]*+)'\\s*+\\)\\s*+,?+");
	/** Far more than any table has. */
	private static final int MOST_BYTES = 1 << 20;
	private static final int MOST_COLUMNS = 10_000;

	/**
	 * @param header of a file
	 * @return its layout
	 * @throws InvalidInputException if it is no array of points
	 */
	static NpyLayout of(final NpyHeader header) {
		final long[] shape = header.shape();
		return header.structure().map(text -> structured(header, shape, text)).orElseGet(() -> plain(header, shape));
	}

	private static NpyLayout structured(final NpyHeader header, final long[] shape, final String text) {
		if (shape.length != 1)
			throw header.wrong("shape", "but a list of points with named fields has one axis");
		final List<NpyField> fields = new ArrayList<>();
		final Matcher entry = ENTRY.matcher(text);
		long offset = 0;
		int at = 0;
		while (entry.region(at, text.length()).lookingAt()) {
			final int place = (int) offset;
			final NpyField field = NpyField.of(entry.group(1), entry.group(2), place).orElseThrow(() -> unread(header));
			if (field.kind() != 'V')
				fields.add(field);
			offset += field.bytes();
			if (offset > MOST_BYTES)
				throw header.wrong("descr", "but a point has at most " + MOST_BYTES + " bytes");
			at = entry.end();
		}
		if (!text.substring(at).isBlank() || offset == 0 || fields.isEmpty())
			throw unread(header);
		return new NpyLayout(shape[0], fields, (int) offset, false);
	}

	private static InvalidInputException unread(final NpyHeader header) {
		return header.wrong("descr", "expected fields of integers, 32- or 64-bit floats, or text, one value in each");
	}

	private static NpyLayout plain(final NpyHeader header, final long[] shape) {
		if (shape.length != 2 || shape[1] < 1 || shape[1] > MOST_COLUMNS)
			throw header.wrong("shape", "expected points x columns, such as (1000, 3)" + (shape.length == 2
				? "; save the transposed array, array.T" : ""));
		final List<NpyField> fields = new ArrayList<>();
		final NpyField first = NpyField.of("", header.descr(), 0).filter(NpyField::isNumber).orElseThrow(() -> header.wrong("descr",
			"expected integers, or 32- or 64-bit floats"));
		for (int i = 0; i < shape[1]; i++)
			fields.add(new NpyField("", first.kind(), first.bytes(), first.big(), i * first.bytes()));
		return new NpyLayout(shape[0], fields, fields.size() * first.bytes(), header.fortranOrder() && shape[1] > 1);
	}
}
