package org.labelupscaler.source.hdf5;

import java.nio.ByteBuffer;
import java.util.Optional;

import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.CompactDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;

/** A dataset of a few rows of three numbers. */
final class SmallTable {

	private static final int MOST_ROWS = 1000;

	private SmallTable() {}

	/** One row; nothing if the dataset is of another kind. */
	static Optional<double[]> row(final Hdf5File.Node node, final int row) {
		final int[] size = node.header().getMessageOfType(DataSpaceMessage.class).getDataSpace().getDimensions();
		final DataType type = node.header().getMessageOfType(DataTypeMessage.class).getDataType();
		if (size.length != 2 || size[1] != 3 || size[0] > MOST_ROWS || row < 0 || row >= size[0])
			return Optional.empty();
		if (!(type instanceof FloatingPoint real) || type.getSize() != 8)
			return Optional.empty();
		final DataLayoutMessage layout = node.header().getMessageOfType(DataLayoutMessage.class);
		final ByteBuffer data;
		if (layout instanceof CompactDataLayoutMessage compact)
			data = compact.getDataBuffer();
		else if (layout instanceof ContiguousDataLayoutMessage contiguous && contiguous.getAddress() != ChunkIndex.NOWHERE)
			data = node.file().storage().readBufferFromAddress(contiguous.getAddress(), size[0] * 3 * 8);
		else
			return Optional.empty();
		data.order(real.getByteOrder());
		final double[] values = new double[3];
		for (int d = 0; d < 3; d++)
			values[d] = data.getDouble(data.position() + (row * 3 + d) * 8);
		return Optional.of(values);
	}
}
