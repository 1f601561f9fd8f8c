package org.labelupscaler.cells;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.points.BadRows;
import org.labelupscaler.points.Convention;
import org.labelupscaler.points.PointBatch;
import org.labelupscaler.points.PointFile;
import org.labelupscaler.points.PointReader;

/**
 * Points that are computed, not read.
 *
 * @param count how many
 * @param batch how many at a time
 * @param points the coordinates of a point, x, y, z
 */
record MemoryPoints(long count, int batch, Points points) implements PointFile {

	/** Puts the coordinates of point i into a place. */
	interface Points {

		void get(long i, double[] xyz);
	}

	static MemoryPoints of(final double[][] points) {
		return new MemoryPoints(points.length, 777, (i, xyz) -> System.arraycopy(points[(int) i], 0, xyz, 0, 3));
	}

	@Override
	public Path path() {
		return Path.of("memory.csv");
	}

	@Override
	public String format() {
		return "memory";
	}

	@Override
	public List<String> columns() {
		return List.of("x", "y", "z");
	}

	@Override
	public Convention convention() {
		return Convention.VOXELS;
	}

	@Override
	public PointReader open(final BadRows badRows) {
		return new PointReader() {

			private long at;

			@Override
			public Optional<PointBatch> next() {
				final int n = (int) Math.min(batch, count - at);
				if (n == 0)
					return Optional.empty();
				final double[][] axes = new double[3][n];
				final double[] xyz = new double[3];
				for (int i = 0; i < n; i++) {
					points.get(at + i, xyz);
					for (int d = 0; d < 3; d++)
						axes[d][i] = xyz[d];
				}
				at += n;
				return Optional.of(new PointBatch(at - n, axes[0], axes[1], axes[2], row -> Arrays.stream(axes).map(axis -> Double
					.toString(axis[row])).toArray(String[]::new)));
			}

			@Override
			public long done() {
				return at;
			}

			@Override
			public long all() {
				return Math.max(1, count);
			}

			@Override
			public void close() {}
		};
	}
}
