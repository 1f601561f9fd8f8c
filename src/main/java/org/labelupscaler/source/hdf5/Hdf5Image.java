package org.labelupscaler.source.hdf5;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;

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
import org.labelupscaler.json.JsonText;
import org.labelupscaler.source.VoxelEdges;

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

	private static final int MOST_AXES = 5;

	/** Reads what there is to know of it, but no voxel. */
	static Hdf5Image read(final Hdf5File file, final String inside) {
		final ImageFinder.Found found = ImageFinder.find(file, inside);
		final Hdf5File.Node node = found.node();
		final long[] stored = stored(node);
		if (stored.length < 2 || stored.length > MOST_AXES || LongStream.of(stored).min().orElse(0) < 1)
			throw new InvalidInputException(node.file().path() + ": " + node.path() + " has the size " + Arrays.toString(stored) +
				", expected 2 to " + MOST_AXES + " axes");
		// NB: the file that the dataset is in: a link may have led there.
		final Hdf5File home = node.file();
		final Optional<Minc> minc = Minc.of(home, node);
		final Optional<ItkImage> itk = ItkImage.of(home, node);
		final List<String> names = minc.isPresent() ? minc.get().axes(stored.length) : itk.isPresent() ? itk.get().axes(
			stored.length) : names(home, node, stored.length);
		final Hdf5Image plain = plain(home, node, VolumeAxes.of(stored, names));
		final long[] volume = plain.axes.volume(stored);
		final Optional<ImarisInfo> imaris = ImarisInfo.isImaris(node) ? Optional.of(ImarisInfo.of(node, volume)) : Optional.empty();
		final long[] size = imaris.map(ImarisInfo::size).orElse(volume);
		final StatedMeaning meaning = StatedMeaning.of(home, node);
		final ElementType type = plain.bdv ? BdvSetup.type(file, node, plain.type) : meaning.signed(plain.type);
		final VoxelEdges.Stated stated;
		List<BigDecimal> offset = List.of();
		if (minc.isPresent()) {
			stated = minc.get().voxelSize(size);
			offset = minc.get().offset();
		}
		else if (itk.isPresent()) {
			stated = itk.get().voxelSize(size);
			offset = itk.get().offset();
		}
		else if (imaris.isPresent()) {
			stated = new VoxelEdges.Stated(imaris.get().voxelSize(), imaris.get().notes());
			offset = imaris.get().offset();
		}
		else
			stated = StatedSize.of(home, node, plain.axes, stored).voxelSize();
		final List<String> notes = new ArrayList<>(stated.notes());
		if (!plain.axes.guess().isEmpty())
			notes.add(plain.axes.guess());
		if (minc.isEmpty())
			notes.addAll(meaning.notes());
		if (!home.hasReadableAttributes(node))
			notes.add("The attributes of " + node.path() +
				" cannot be read, so whatever they say of voxels, for example of their size, is not used.");
		return new Hdf5Image(plain.file, plain.dataset, found.several(), stored, plain.most, plain.axes, size, type,
			plain.elementBytes, plain.fill, plain.filters, plain.layout, new About(stated.voxelSize(), offset, notes), plain.bdv);
	}

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

	private static long[] stored(final Hdf5File.Node node) {
		return Arrays.stream(node.header().getMessageOfType(DataSpaceMessage.class).getDataSpace().getDimensions()).asLongStream()
			.toArray();
	}

	/**
	 * What numbers an image of labels has.
	 *
	 * @return how to make them of those that are stored; nothing if it has those
	 * @throws InvalidInputException if it says that they are no labels
	 */
	static Optional<MincScaling> scaling(final Hdf5File file, final Hdf5Image image) {
		final Hdf5File home = file.opened(image.file);
		final Hdf5File.Node node = home.resolve(image.dataset);
		final Optional<Minc> minc = Minc.of(home, node);
		StatedMeaning.of(home, node).requireLabels();
		return minc.flatMap(m -> m.scaling(image.type, image.axes, image.stored));
	}

	/** Names of the axes: those of ilastik (vigra), else labels, else those of dimension scales. */
	private static List<String> names(final Hdf5File file, final Hdf5File.Node node, final int count) {
		final Attributes attributes = new Attributes(file, node);
		final List<String> names = new ArrayList<>();
		final String tags = attributes.text("axistags").orElse("");
		if (tags.isEmpty()) {
			final List<String> labels = attributes.texts("DIMENSION_LABELS");
			return labels.isEmpty() ? DimensionScales.of(file, node).names(count) : labels;
		}
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
