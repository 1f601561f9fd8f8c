package org.labelupscaler.source.hdf5;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.jhdf.dataset.DatasetReader;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.CompactDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.BlockGrid;

/** A dataset of up to three axes that is no image but says something of one. */
record SmallDataset(Hdf5File file, Hdf5File.Node node) {

	private static final long MOST_NUMBERS = 1 << 20;
	private static final int MOST_AXES = 3;

	/** Its size, slowest axis first; empty if it is one number. */
	int[] size() {
		return node.header().getMessageOfType(DataSpaceMessage.class).getDataSpace().getDimensions();
	}

	/**
	 * All numbers, the last axis fastest, as the decimals that they stand for.
	 *
	 * @throws InvalidInputException if it holds anything else, or more than such a dataset has
	 */
	List<BigDecimal> decimals() {
		final int[] size = size();
		long count = 1;
		for (final int length : size)
			count = Math.min(MOST_NUMBERS + 1, count * Math.max(0, length));
		final DataType type = node.header().getMessageOfType(DataTypeMessage.class).getDataType();
		final boolean number = type instanceof FixedPoint || type instanceof FloatingPoint;
		if (!number || count < 1 || count > MOST_NUMBERS || size.length > MOST_AXES || type.getSize() > Long.BYTES)
			throw new InvalidInputException(file.path() + ": " + node.path() + " has the size " + Arrays.toString(size) +
				"; expected up to " + MOST_NUMBERS + " numbers along up to " + MOST_AXES + " axes");
		final ByteBuffer bytes = bytes(size, (int) count * type.getSize());
		final Object values = DatasetReader.readDataset(type, bytes, new int[] { (int) count }, file.storage());
		final List<BigDecimal> decimals = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final Number value = (Number) Array.get(values, i);
			if (!Double.isFinite(value.doubleValue()))
				throw new InvalidInputException(file.path() + ": " + node.path() + " has the value " + value +
					", expected a number");
			// NB: a number of 32 bits stands for another decimal than the same number in 64 bits.
			decimals.add(new BigDecimal(value.toString()));
		}
		return decimals;
	}

	private ByteBuffer bytes(final int[] size, final int length) {
		final DataLayoutMessage layout = node.header().getMessageOfType(DataLayoutMessage.class);
		if (layout instanceof CompactDataLayoutMessage compact)
			return limited(compact.getDataBuffer(), length);
		if (layout instanceof ContiguousDataLayoutMessage contiguous) {
			if (contiguous.getAddress() == ChunkIndex.NOWHERE)
				throw new InvalidInputException(file.path() + ": " + node.path() + " has no values: nothing was ever written to it");
			return file.storage().readBufferFromAddress(contiguous.getAddress(), length);
		}
		final Hdf5Image image = Hdf5Image.plain(file, node, VolumeAxes.inOrder(size.length));
		image.requireKnownFilters();
		final byte[] bytes = new byte[length];
		try (Hdf5Chunks chunks = Hdf5ChunkStore.of(file, image).open()) {
			final BlockGrid grid = chunks.grid();
			for (long b = 0; b < grid.blocks(); b++) {
				final long[] position = grid.position(b);
				final int element = image.elementBytes();
				chunks.read(position).ifPresent(chunk -> place(chunk, grid, position, element, bytes));
			}
		}
		return ByteBuffer.wrap(bytes);
	}

	private static ByteBuffer limited(final ByteBuffer buffer, final int length) {
		if (buffer.remaining() < length)
			throw new HdfException("it has " + buffer.remaining() + " bytes of numbers, not " + length);
		return buffer;
	}

	private static void place(final byte[] chunk, final BlockGrid grid, final long[] position, final int element,
		final byte[] into)
	{
		final int[] box = grid.blockSize(position);
		final long[] size = grid.size();
		for (int z = 0; z < box[2]; z++)
			for (int y = 0; y < box[1]; y++) {
				final long row = (grid.min(position, 2) + z) * size[1] + grid.min(position, 1) + y;
				System.arraycopy(chunk, (z * box[1] + y) * box[0] * element, into, (int) (row * size[0] + grid.min(position, 0)) *
					element, box[0] * element);
			}
	}
}
