package org.labelupscaler.points.npy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.points.CoordinateColumns;
import org.labelupscaler.points.PointBatch;
import org.labelupscaler.points.PointInput;
import org.labelupscaler.points.PointReader;

/** Reads an array some thousand points at a time; what is not a coordinate is made text only when asked for. */
final class NpyPointReader implements PointReader {

	/** Bytes read at once, at most, if there are more than one point. */
	private static final int MOST_BYTES = 1 << 23;

	private final PointInput input;
	private final RandomAccessFile file;
	private final long start;
	private final NpyLayout layout;
	private final CoordinateColumns coordinates;
	private long done;

	NpyPointReader(final PointInput input, final long start, final NpyLayout layout, final CoordinateColumns coordinates)
		throws IOException
	{
		this.input = input;
		this.start = start;
		this.layout = layout;
		this.coordinates = coordinates;
		// NB: no channel, which an interrupted thread would close.
		file = new RandomAccessFile(input.path().toFile(), "r");
	}

	@Override
	public Optional<PointBatch> next() {
		final int most = Math.max(1, Math.min(PointBatch.MOST, MOST_BYTES / layout.rowBytes()));
		final int count = (int) Math.min(most, layout.count() - done);
		if (count == 0)
			return Optional.empty();
		try {
			final Elements elements = new Elements(read(count), count, layout);
			final PointBatch batch = new PointBatch(done, elements.numbers(coordinates.x()), elements.numbers(coordinates.y()),
				elements.numbers(coordinates.z()), elements);
			done += count;
			return Optional.of(batch);
		}
		catch (final IOException e) {
			throw input.unreadable(e);
		}
	}

	private ByteBuffer read(final int count) throws IOException {
		final byte[] bytes = new byte[count * layout.rowBytes()];
		if (layout.byColumns()) {
			final int size = layout.fields().get(0).bytes();
			for (int c = 0; c < layout.fields().size(); c++) {
				file.seek(start + (c * layout.count() + done) * size);
				file.readFully(bytes, c * count * size, count * size);
			}
		}
		else {
			file.seek(start + done * layout.rowBytes());
			file.readFully(bytes);
		}
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	/** Some elements of the array, in memory as in the file. */
	private record Elements(ByteBuffer bytes, int count, NpyLayout layout) implements PointBatch.Rows {

		double[] numbers(final int column) {
			final double[] numbers = new double[count];
			if (column == CoordinateColumns.NONE)
				return numbers;
			final NpyField field = layout.fields().get(column);
			final int stride = layout.byColumns() ? field.bytes() : layout.rowBytes();
			int at = at(0, column);
			for (int i = 0; i < count; i++, at += stride)
				numbers[i] = field.number(bytes, at);
			return numbers;
		}

		private int at(final int row, final int column) {
			final NpyField field = layout.fields().get(column);
			return layout.byColumns() ? (column * count + row) * field.bytes() : row * layout.rowBytes() + field.offset();
		}

		@Override
		public String[] fields(final int row) {
			final List<NpyField> fields = layout.fields();
			final String[] texts = new String[fields.size()];
			for (int c = 0; c < texts.length; c++)
				texts[c] = fields.get(c).text(bytes, at(row, c));
			return texts;
		}
	}

	@Override
	public long done() {
		return done;
	}

	@Override
	public long all() {
		return Math.max(1, layout.count());
	}

	@Override
	public void close() {
		try {
			file.close();
		}
		catch (final IOException e) {
			// NB: what was read of it was read well.
		}
	}
}
