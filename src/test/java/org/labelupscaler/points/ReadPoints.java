package org.labelupscaler.points;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.points.file.PointFiles;

/** All points of a file, for tests. */
record ReadPoints(PointFile file, List<double[]> points, List<List<String>> rows, BadRows badRows) {

	static ReadPoints of(final Path path) {
		return of(path, PointColumns.GUESSED, BadRows.fail());
	}

	static ReadPoints of(final Path path, final PointColumns columns, final BadRows badRows) {
		return of(PointFiles.describe(path, columns, Optional.empty()), badRows);
	}

	static ReadPoints of(final PointFile file, final BadRows badRows) {
		final List<double[]> points = new ArrayList<>();
		final List<List<String>> rows = new ArrayList<>();
		try (PointReader reader = file.open(badRows)) {
			long done = 0;
			for (Optional<PointBatch> next = reader.next(); next.isPresent(); next = reader.next()) {
				final PointBatch batch = next.get();
				assertEquals(points.size(), batch.first());
				assertTrue(batch.count() >= 1 && batch.count() <= PointBatch.MOST);
				for (int i = 0; i < batch.count(); i++) {
					points.add(new double[] { batch.axis(0)[i], batch.axis(1)[i], batch.axis(2)[i] });
					rows.add(List.of(batch.rows().fields(i)));
					assertEquals(file.columns().size(), rows.get(rows.size() - 1).size());
				}
				assertTrue(reader.done() >= done && reader.done() <= reader.all());
				done = reader.done();
			}
			assertTrue(reader.next().isEmpty());
		}
		return new ReadPoints(file, points, rows, badRows);
	}

	/** The points, for example "1.0 2.0 3.0; 4.0 5.0 6.0". */
	String text() {
		final List<String> texts = new ArrayList<>();
		for (final double[] p : points)
			texts.add(p[0] + " " + p[1] + " " + p[2]);
		return String.join("; ", texts);
	}
}
