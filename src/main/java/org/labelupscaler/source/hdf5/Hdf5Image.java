package org.labelupscaler.source.hdf5;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;


import io.jhdf.ObjectHeader;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FillValueMessage;
import io.jhdf.object.message.FillValueOldMessage;
import io.jhdf.object.message.FilterPipelineMessage;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.VoxelSize;

/**
 * A dataset that is an image. Immutable.
 *
 * @param file the HDF5 file that it is in; links may have led there
 * @param dataset its path inside
 * @param several what there is more than one of in the file; empty if there is no choice
 * @param stored the size of the dataset, slowest axis first
 * @param most the size that it may grow to; {@code -1} along an axis without end
 * @param axes which of them are x, y, z
 * @param size voxels along x, y, z, without padding
 * @param type what the numbers are
 * @param elementBytes bytes of each
 * @param fill a number where nothing was written; nothing if it is 0
 * @param filters what chunks have been through
 * @param layout where the numbers are
 * @param about where it lies
 * @param bdv whether it is in a file of BigDataViewer
 */
record Hdf5Image(Path file, String dataset, String several, long[] stored, long[] most, VolumeAxes axes, long[] size,
	ElementType type, int elementBytes, byte[] fill, Filters filters, DataLayoutMessage layout, About about, boolean bdv)
{

	/**
	 * Where an image lies.
	 *
	 * @param voxelSize edges of a voxel
	 * @param offset where the centre of its first voxel is, x, y, z; empty if nothing says
	 * @param notes what the user should know of how it was read
	 */
	record About(VoxelSize voxelSize, List<BigDecimal> offset, List<String> notes) {}

	/** A dataset of numbers of whatever size and meaning, of which attributes say nothing. */
	static Hdf5Image plain(final Hdf5File file, final Hdf5File.Node node, final VolumeAxes axes) {
		final ObjectHeader header = node.header();
		final long[] stored = stored(node);
		final DataType numbers = header.getMessageOfType(DataTypeMessage.class).getDataType();
		final ElementType type = ElementType.of(numbers);
		if (type == null)
			throw new InvalidInputException(node.file().path() + ": " + node.path() + " holds no numbers but " + numbers.getClass()
				.getSimpleName().replaceFirst("Data(Type)?$", "") + " values; an image has integers or floating-point numbers");
		final Filters filters = new Filters(header.hasMessageOfType(FilterPipelineMessage.class) ? header.getMessageOfType(
			FilterPipelineMessage.class).getFilters() : List.of());
		return new Hdf5Image(node.file().path(), node.path(), "", stored, header.getMessageOfType(DataSpaceMessage.class)
			.getDataSpace().getMaxSizes(), axes, axes.volume(stored), type, numbers.getSize(), fill(header, numbers.getSize()), filters,
			header.getMessageOfType(DataLayoutMessage.class), new About(VoxelSize.UNKNOWN, List.of(), List.of()), BdvSetup.isBdv(
				node));
	}

	/** The size of a dataset, slowest axis first. */
	static long[] stored(final Hdf5File.Node node) {
		return Arrays.stream(node.header().getMessageOfType(DataSpaceMessage.class).getDataSpace().getDimensions()).asLongStream()
			.toArray();
	}

	private static byte[] fill(final ObjectHeader header, final int bytes) {
		ByteBuffer value = null;
		if (header.hasMessageOfType(FillValueOldMessage.class))
			value = header.getMessageOfType(FillValueOldMessage.class).getFillValue();
		if (header.hasMessageOfType(FillValueMessage.class) && header.getMessageOfType(FillValueMessage.class)
			.isFillValueDefined())
			value = header.getMessageOfType(FillValueMessage.class).getFillValue();
		final byte[] fill = new byte[bytes];
		if (value == null || value.remaining() != bytes)
			return new byte[0];
		value.get(fill);
		for (final byte b : fill)
			if (b != 0)
				return fill;
		return new byte[0];
	}

	/** What to call it in messages. */
	String name() {
		return file + ": " + dataset;
	}

	/** The format in words. */
	String format() {
		final String compression = filters.words();
		return (dataset.startsWith("/minc-2.0/") ? "MINC2, " : "HDF5, ") + dataset + (compression.isEmpty() ? "" : ", " + compression);
	}

	/** @throws InvalidInputException if it cannot be labels */
	void requireLabels() {
		if (!several.isEmpty())
			throw new InvalidInputException(file + " has " + several + ", but a label image has one; name it, for example " + file +
				dataset);
		if (type.type() == null)
			throw new InvalidInputException(name() + " holds " + type.words() +
				", which cannot be labels; save them as integers of 8, 16, 32 or 64 bits");
		for (final int axis : axes.others())
			throw new InvalidInputException(name() + " has " + stored[axis] + " along axis " + axis + (axes.names() == null ? ""
				: " ('" + axes.names().get(axis) + "')") + " of its size " + Arrays.toString(stored) +
				", but a label image has the axes z, y, x only; save one channel and one time point");
		requireKnownFilters();
	}

	/** @throws InvalidInputException if it is compressed in a way that is not read */
	void requireKnownFilters() {
		final String unknown = filters.unknown();
		if (unknown != null)
			throw new InvalidInputException(name() + " is compressed with the filter " + unknown +
				", which this program does not read; save it with gzip, for example with h5repack -f GZIP=4 in.h5 out.h5");
	}

	/** For messages: for example "4 x 3 x 2 voxels". */
	String sizeInWords() {
		return BlockGrid.format(size) + " voxels";
	}
}
