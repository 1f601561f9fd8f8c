package org.labelupscaler.source.hdf5;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;

import io.jhdf.ObjectHeader;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FillValueMessage;
import io.jhdf.object.message.FillValueOldMessage;
import io.jhdf.object.message.FilterPipelineMessage;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.json.JsonText;

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
 * @param voxelSize edges of a voxel
 * @param imaris what Imaris says of it; null if it is not in a file of Imaris
 * @param bdv whether it is in a file of BigDataViewer
 */
record Hdf5Image(Path file, String dataset, String several, long[] stored, long[] most, VolumeAxes axes, long[] size,
	ElementType type, int elementBytes, byte[] fill, Filters filters, DataLayoutMessage layout, VoxelSize voxelSize,
	ImarisInfo imaris, boolean bdv)
{

	private static final int MOST_AXES = 5;

	/** Reads what there is to know of it, but no voxel. */
	static Hdf5Image read(final Hdf5File file, final String inside) {
		final ImageFinder.Found found = ImageFinder.find(file, inside);
		final Hdf5File.Node node = found.node();
		final ObjectHeader header = node.header();
		final DataSpace space = header.getMessageOfType(DataSpaceMessage.class).getDataSpace();
		final long[] stored = Arrays.stream(space.getDimensions()).asLongStream().toArray();
		if (stored.length < 2 || stored.length > MOST_AXES || LongStream.of(stored).min().orElse(0) < 1)
			throw new InvalidInputException(node.file().path() + ": " + node.path() + " has the size " + Arrays.toString(stored) +
				", expected 2 to " + MOST_AXES + " axes");
		final DataType numbers = header.getMessageOfType(DataTypeMessage.class).getDataType();
		final ElementType type = ElementType.of(numbers);
		if (type == null)
			throw new InvalidInputException(node.file().path() + ": " + node.path() + " holds no numbers but " + numbers.getClass()
				.getSimpleName().replaceFirst("Data(Type)?$", "") + " values; an image has integers or floating-point numbers");
		final VolumeAxes axes = VolumeAxes.of(stored, names(new Attributes(file, node)));
		final long[] volume = axes.volume(stored);
		final ImarisInfo imaris = ImarisInfo.isImaris(node) ? ImarisInfo.of(node, volume) : null;
		final long[] size = imaris == null ? volume : imaris.size();
		final Filters filters = new Filters(header.hasMessageOfType(FilterPipelineMessage.class) ? header.getMessageOfType(
			FilterPipelineMessage.class).getFilters() : List.of());
		return new Hdf5Image(node.file().path(), node.path(), found.several(), stored, space.getMaxSizes(), axes, size, BdvSetup
			.type(file, node, type), numbers.getSize(), fill(header, numbers.getSize()), filters, header.getMessageOfType(
				DataLayoutMessage.class), imaris == null ? PhysicalSize.of(file, node, axes) : imaris.voxelSize(), imaris, BdvSetup
					.isBdv(node));
	}

	/** Names of the axes: those of ilastik (vigra), else those of dimension scales. */
	private static List<String> names(final Attributes attributes) {
		final List<String> names = new ArrayList<>();
		final String tags = attributes.text("axistags").orElse("");
		if (tags.isEmpty())
			return attributes.texts("DIMENSION_LABELS");
		try {
			for (final JsonElement axis : JsonText.parse(tags).getAsJsonObject().getAsJsonArray("axes"))
				names.add(axis.getAsJsonObject().get("key").getAsString());
		}
		catch (final JsonParseException | IllegalStateException | UnsupportedOperationException | NullPointerException
				| ClassCastException e)
		{
			return List.of();
		}
		return names;
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
		return "HDF5, " + dataset + (compression.isEmpty() ? "" : ", " + compression);
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
		final String unknown = filters.unknown();
		if (unknown != null)
			throw new InvalidInputException(name() + " is compressed with the filter " + unknown +
				", which this program does not read; save it with gzip, for example by h5repack -f GZIP=1");
	}

	/** For messages: for example "4 x 3 x 2 voxels". */
	String sizeInWords() {
		return BlockGrid.format(size) + " voxels";
	}
}
