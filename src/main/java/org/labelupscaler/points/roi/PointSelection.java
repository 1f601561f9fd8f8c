package org.labelupscaler.points.roi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The points of one {@code .roi}. The format is described in ImageJ's class ij.io.RoiDecoder; it is read here without
 * ImageJ, which the command line does without and whose decoder makes room for as many points as a damaged file claims to
 * have.
 * <p>
 * Coordinates are those of ImageJ, sub-pixel if the selection has such. The slice of a point is its own if the points of the
 * selection are on several, else that of the selection; 0 if it is on none, that is, on all.
 */
final class PointSelection {

	static final String MAGIC = "Iout";

	private static final int TYPE_POINT = 10;
	private static final String[] TYPES = { "polygon", "rectangle", "oval", "line", "freeline", "polyline", "none", "freehand",
		"traced", "angle" };

	private static final int HEADER = 64;
	private static final int SUB_PIXEL = 128;
	private static final int FIRST_SUB_PIXEL = 222;
	private static final int FIRST_COUNTERS = 227;

	private final ByteBuffer data;
	private final int count;
	private final int left;
	private final int top;
	private final int subPixels;
	private final int second;
	private final int counters;

	private PointSelection(final ByteBuffer data) {
		this.data = data;
		final int unsigned = data.getShort(16) & 0xFFFF;
		count = unsigned == 0 ? data.getInt(18) : unsigned;
		final int version = data.getShort(4);
		top = data.getShort(8);
		left = data.getShort(10);
		subPixels = version >= FIRST_SUB_PIXEL && (data.getShort(50) & SUB_PIXEL) != 0 ? 8 : 0;
		final int offset = data.getInt(60);
		second = offset >= HEADER && offset <= data.limit() - 52 ? offset : 0;
		final int found = second > 0 && version >= FIRST_COUNTERS ? data.getInt(second + 48) : 0;
		counters = found >= HEADER && found + 4L * count <= data.limit() ? found : 0;
	}

	/**
	 * @param bytes a whole .roi file
	 * @return its points
	 * @throws IllegalArgumentException if it is none, or damaged; the message goes on from "it "
	 */
	static PointSelection of(final byte[] bytes) {
		if (bytes.length < HEADER || !new String(bytes, 0, 4, StandardCharsets.ISO_8859_1).equals(MAGIC))
			throw new IllegalArgumentException("is no selection of ImageJ");
		final int type = bytes[6] & 0xFF;
		if (type != TYPE_POINT)
			throw new IllegalArgumentException("is a selection of another kind (" + (type < TYPES.length ? TYPES[type] : type) +
				"), not points");
		final PointSelection selection = new PointSelection(ByteBuffer.wrap(bytes));
		if (selection.count < 0 || HEADER + (4L + selection.subPixels) * selection.count > bytes.length)
			throw new IllegalArgumentException("is truncated");
		return selection;
	}

	int count() {
		return count;
	}

	/** Its name, if it says one. */
	Optional<String> name() {
		if (second == 0)
			return Optional.empty();
		final int at = data.getInt(second + 16);
		final int length = data.getInt(second + 20);
		if (at < HEADER || length <= 0 || at + 2L * length > data.limit())
			return Optional.empty();
		final StringBuilder name = new StringBuilder();
		for (int i = 0; i < length; i++)
			name.append(data.getChar(at + 2 * i));
		return Optional.of(name.toString());
	}

	String x(final int point) {
		return subPixels > 0 ? Float.toString(data.getFloat(HEADER + 4 * count + 4 * point)) : Integer.toString(left + Math.max(0,
			pixel(point)));
	}

	String y(final int point) {
		return subPixels > 0 ? Float.toString(data.getFloat(HEADER + 8 * count + 4 * point)) : Integer.toString(top + Math.max(0,
			pixel(count + point)));
	}

	/** NB: ImageJ takes very negative distances from the left for large ones. */
	private int pixel(final int at) {
		final int value = data.getShort(HEADER + 2 * at);
		return value < -5000 ? value & 0xFFFF : value;
	}

	String slice(final int point) {
		final int own = counters == 0 ? 0 : data.getInt(counters + 4 * point) >> 8;
		final int common = second == 0 ? 0 : data.getInt(second + 8);
		return Integer.toString(own > 0 ? own : common > 0 ? common : Math.max(0, data.getInt(56)));
	}

	/** The number of the counter, as the multi-point tool has several. */
	String counter(final int point) {
		return Integer.toString(counters == 0 ? 0 : data.getInt(counters + 4 * point) & 0xFF);
	}
}
