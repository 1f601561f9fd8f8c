package org.labelupscaler.source.hdf5;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;


import org.labelupscaler.InvalidInputException;
import org.labelupscaler.json.JsonText;
import org.labelupscaler.source.VoxelEdges;

/** Reads what an HDF5 file says of an image, by the conventions of the program that wrote it. */
final class Hdf5ImageReader {

	private static final int MOST_AXES = 5;

	private Hdf5ImageReader() {}

	/** Reads what there is to know of an image, but no voxel. */
	static Hdf5Image read(final Hdf5File file, final String inside) {
		final ImageFinder.Found found = ImageFinder.find(file, inside);
		final Hdf5File.Node node = found.node();
		final long[] stored = Hdf5Image.stored(node);
		if (stored.length < 2 || stored.length > MOST_AXES || LongStream.of(stored).min().orElse(0) < 1)
			throw new InvalidInputException(node.file().path() + ": " + node.path() + " has the size " + Arrays.toString(stored) +
				", expected 2 to " + MOST_AXES + " axes");
		// NB: the file that the dataset is in: a link may have led there.
		final Hdf5File home = node.file();
		final Optional<Minc> minc = Minc.of(home, node);
		final Optional<ItkImage> itk = ItkImage.of(home, node);
		final List<String> names = minc.isPresent() ? minc.get().axes(stored.length) : itk.isPresent() ? itk.get().axes(
			stored.length) : names(home, node, stored.length);
		final Hdf5Image plain = Hdf5Image.plain(home, node, VolumeAxes.of(stored, names));
		final long[] volume = plain.axes().volume(stored);
		final Optional<ImarisInfo> imaris = ImarisInfo.isImaris(node) ? Optional.of(ImarisInfo.of(node, volume)) : Optional.empty();
		final long[] size = imaris.map(ImarisInfo::size).orElse(volume);
		final StatedMeaning meaning = StatedMeaning.of(home, node);
		final ElementType type = plain.bdv() ? BdvSetup.type(file, node, plain.type()) : meaning.signed(plain.type());
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
			stated = StatedSize.of(home, node, plain.axes(), stored).voxelSize();
		final List<String> notes = new ArrayList<>(stated.notes());
		if (!plain.axes().guess().isEmpty())
			notes.add(plain.axes().guess());
		if (minc.isEmpty())
			notes.addAll(meaning.notes());
		if (!home.hasReadableAttributes(node))
			notes.add("The attributes of " + node.path() +
				" cannot be read, so whatever they say of voxels, for example of their size, is not used.");
		return new Hdf5Image(plain.file(), plain.dataset(), found.several(), stored, plain.most(), plain.axes(), size, type,
			plain.elementBytes(), plain.fill(), plain.filters(), plain.layout(), new Hdf5Image.About(stated.voxelSize(), offset, notes), plain.bdv());
	}

	/**
	 * What numbers an image of labels has.
	 *
	 * @return how to make them of those that are stored; nothing if it has those
	 * @throws InvalidInputException if it says that they are no labels
	 */
	static Optional<MincScaling> scaling(final Hdf5File file, final Hdf5Image image) {
		final Hdf5File home = file.opened(image.file());
		final Hdf5File.Node node = home.resolve(image.dataset());
		final Optional<Minc> minc = Minc.of(home, node);
		StatedMeaning.of(home, node).requireLabels();
		return minc.flatMap(m -> m.scaling(image.type(), image.axes(), image.stored()));
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
}
