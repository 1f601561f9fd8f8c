package org.labelupscaler.cells.picture;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The borders between labels of a plane as lines from one place where more than two labels meet to the next. A border
 * consists of edges between neighbours of different labels; beyond the plane is background. Coordinates are in labels,
 * from the corner of the plane.
 */
final class Outlines {

	/** From a corner to the next: right, down, left, up. */
	private static final int[][] WAYS = { { 1, 0 }, { 0, 1 }, { -1, 0 }, { 0, -1 } };

	private final LabelPlane plane;
	private final int corners;
	/** Edges to the right of a corner, and below it. */
	private final BitSet right = new BitSet();
	private final BitSet below = new BitSet();
	private final byte[] degrees;
	private final List<int[]> lines = new ArrayList<>();

	private Outlines(final LabelPlane plane) {
		this.plane = plane;
		corners = plane.width() + 1;
		degrees = new byte[corners * (plane.height() + 1)];
	}

	/**
	 * @return lines with rounded corners: they go through the middles of the edges, so that what is diagonal looks diagonal
	 *         and not like stairs
	 */
	static List<double[]> of(final LabelPlane plane) {
		return edges(plane).stream().map(Outlines::rounded).toList();
	}

	/** The lines along the edges themselves: x, y of one corner after the other. */
	static List<int[]> edges(final LabelPlane plane) {
		final Outlines outlines = new Outlines(plane);
		outlines.find();
		outlines.follow();
		return outlines.lines;
	}

	private void find() {
		for (int y = 0; y <= plane.height(); y++)
			for (int x = 0; x <= plane.width(); x++) {
				if (plane.at(x, y) != plane.at(x, y - 1)) {
					right.set(y * corners + x);
					degrees[y * corners + x]++;
					degrees[y * corners + x + 1]++;
				}
				if (plane.at(x, y) != plane.at(x - 1, y)) {
					below.set(y * corners + x);
					degrees[y * corners + x]++;
					degrees[(y + 1) * corners + x]++;
				}
			}
	}

	private void follow() {
		for (int corner = 0; corner < degrees.length; corner++)
			if (degrees[corner] != 2)
				while (line(corner)) {
					// all lines from here
				}
		// what is left are rings
		for (int corner = right.nextSetBit(0); corner >= 0; corner = right.nextSetBit(corner))
			line(corner);
	}

	/** Takes edges from a corner on, up to where lines meet or the ring is closed; says whether there were any. */
	private boolean line(final int start) {
		final List<Integer> line = new ArrayList<>(List.of(start));
		int corner = start;
		do {
			final int next = step(corner);
			if (next < 0)
				break;
			line.add(next);
			corner = next;
		}
		while (degrees[corner] == 2);
		if (line.size() > 1)
			lines.add(line.stream().flatMapToInt(c -> java.util.stream.IntStream.of(c % corners, c / corners)).toArray());
		return line.size() > 1;
	}

	/** Takes an edge away and says where it leads; −1 if there is none. */
	private int step(final int corner) {
		for (final int[] way : WAYS) {
			final int next = corner + way[1] * corners + way[0];
			final BitSet edges = way[0] != 0 ? right : below;
			final int edge = Math.min(corner, next);
			if (edge >= 0 && edges.get(edge)) {
				edges.clear(edge);
				return next;
			}
		}
		return -1;
	}

	private static double[] rounded(final int[] line) {
		final int n = line.length / 2;
		final boolean ring = line[0] == line[2 * n - 2] && line[1] == line[2 * n - 1];
		final List<double[]> points = new ArrayList<>();
		if (!ring)
			points.add(new double[] { line[0], line[1] });
		for (int i = 0; i + 1 < n; i++)
			add(points, (line[2 * i] + line[2 * i + 2]) / 2.0, (line[2 * i + 1] + line[2 * i + 3]) / 2.0);
		if (ring)
			points.add(points.get(0));
		else
			add(points, line[2 * n - 2], line[2 * n - 1]);
		return points.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
	}

	/** Adds a point; one before it that lies straight between is left out. */
	private static void add(final List<double[]> points, final double x, final double y) {
		final int n = points.size();
		if (n >= 2) {
			final double[] a = points.get(n - 2);
			final double[] b = points.get(n - 1);
			// NB: exact, these are halves.
			if ((b[0] - a[0]) * (y - b[1]) == (b[1] - a[1]) * (x - b[0]))
				points.remove(n - 1);
		}
		points.add(new double[] { x, y });
	}
}
