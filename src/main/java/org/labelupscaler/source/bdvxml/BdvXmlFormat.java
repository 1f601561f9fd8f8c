package org.labelupscaler.source.bdvxml;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.DescribedFile;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceFormat;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.Sources;
import org.labelupscaler.source.VolumeHeader;
import org.labelupscaler.source.VoxelEdges;
import org.labelupscaler.source.hdf5.Hdf5Format;

/**
 * BigDataViewer and BigStitcher XML. {@code dataset.xml} is its first setup, {@code dataset.xml/setup2} another, and
 * {@code dataset.xml/setup2/s1} a level of that; {@code timepoint} may come between. Size, voxel size and unit of level 0
 * come from the XML file, all else from the container.
 */
public final class BdvXmlFormat implements SourceFormat {

	private static final String NAME = "BigDataViewer XML";

	@Override
	public int priority() {
		return 70;
	}

	@Override
	public boolean recognises(final SourceLocation location) {
		if (location.file() == null || location.isFolder() || location.start().length == 0)
			return false;
		// NB: '<', perhaps behind a byte order mark, or in two bytes.
		for (int i = 0; i < Math.min(4, location.start().length); i++)
			if (location.start()[i] == '<')
				return SpimDataReader.isSpimData(location.file());
		return false;
	}

	/**
	 * From the XML file alone if that says all, so that the container need not be there. Where the image lies is what its
	 * registration says, if that is a shift.
	 */
	@Override
	public ImageSize measure(final SourceLocation location) {
		final SpimData data = SpimDataReader.read(location.file());
		final View view = View.of(location, data);
		final long[] full = size(location, view);
		final VoxelEdges edges = edges(location, view);
		final String name = view.choice().isEmpty() ? location.path().toString() : location.file() + " (setup " + view.setup()
			.id() + ", time point " + view.timepoint() + ")";
		final List<String> notes = new ArrayList<>();
		if (data.missing().contains(view.key()))
			notes.add("There is no image of setup " + view.setup().id() + " at time point " + view.timepoint() +
				" (MissingViews); its size is that of its setup.");
		if (full != null && edges != null && view.level() == 0) {
			final VoxelEdges.Stated stated = edges.stated(full);
			final Place place = Place.of(location.file(), data, view, stated.voxelSize(), new double[] { 1, 1, 1 });
			return new ImageSize(name, NAME, full, stated.voxelSize(), place.offset(), concat(notes, stated.notes(), place.notes()));
		}
		final Container container = Container.of(location.file(), data);
		final ImageSize found = Sources.measure(image(location, container, view));
		final String format = NAME + ", " + found.format();
		if (edges == null && view.level() > 0)
			return new ImageSize(name, format, found.size(), found.voxelSize(), List.of(), concat(notes, found.notes()));
		final long[] whole = full == null ? found.size() : full;
		final VoxelEdges.Stated stated = edges == null ? new VoxelEdges.Stated(found.voxelSize(), List.of()) : edges.stated(
			whole);
		final double[] factors = factors(container, view, full, found.size());
		final Place place = Place.of(location.file(), data, view, stated.voxelSize(), factors);
		return new ImageSize(name, format, found.size(), stated.voxelSize().times(factors), place.offset(), concat(notes, stated
			.notes(), place.notes(), others(found.notes(), edges)));
	}

	@Override
	public SourceFile describe(final SourceLocation location) {
		final SpimData data = SpimDataReader.read(location.file());
		final View view = View.of(location, data);
		if (!view.choice().isEmpty())
			throw new InvalidInputException(location.file() + " has " + view.choice());
		if (data.missing().contains(view.key()))
			throw new InvalidInputException(location.file() + ": there is no image of setup " + view.setup().id() +
				" at time point " + view.timepoint() + " (MissingViews); name another");
		final long[] full = size(location, view);
		final VoxelEdges edges = edges(location, view);
		final Container container = Container.of(location.file(), data);
		if (container.isElsewhere(view))
			throw new InvalidInputException(location.file() + ": setup " + view.setup().id() + " is one of several channels or time " +
				"points of an image (indicies), which is not read as labels; save it as an image of its own");
		final SourceFile found = Sources.describe(image(location, container, view));
		if (!(found instanceof DescribedFile voxels))
			throw new InvalidInputException(location.file() + ": " + found.name() + " is no container");
		if (full != null && view.level() == 0 && !Arrays.equals(full, voxels.size()))
			throw new InvalidInputException(location.file() + ": <size> of setup " + view.setup().id() + " is " + BlockGrid.format(
				full) + ", but " + found.name() + " has " + BlockGrid.format(voxels.size()) + " voxels");
		final boolean byContainer = edges == null;
		final VoxelEdges.Stated stated = byContainer ? new VoxelEdges.Stated(voxels.voxelSize(), List.of()) : edges.stated(
			full == null ? voxels.size() : full);
		final VoxelSize level = byContainer ? voxels.voxelSize() : stated.voxelSize().times(factors(container, view, full, voxels
			.size()));
		final List<String> notes = concat(stated.notes(), byContainer && view.level() > 0 ? List.of() : Place.notApplied(location
			.file(), data, view, stated.voxelSize()), others(voxels.notes(), edges));
		return new BdvXmlSource(location.file(), voxels.withHeader(new VolumeHeader(location.path(), NAME + ", " + voxels.format(),
			voxels.type(), voxels.size(), level, notes)));
	}

	@SafeVarargs
	private static List<String> concat(final List<String>... notes) {
		return Arrays.stream(notes).flatMap(List::stream).toList();
	}

	/** Those of the container; where the voxel size is need not be said if it is known. */
	private static List<String> others(final List<String> notes, final VoxelEdges edges) {
		return notes.stream().filter(note -> edges == null || !note.startsWith(Hdf5Format.BDV_VOXEL_SIZE)).toList();
	}

	/** Where the container has the image; never in another such file, which might name this one. */
	private Path image(final SourceLocation location, final Container container, final View view) {
		final Path image = container.image(view);
		if (recognises(SourceLocation.of(image)))
			throw new InvalidInputException(location.file() + ": its voxels are said to be in " + image +
				", but that is in a SpimData file, too; name the container of the voxels in the XML file");
		return image;
	}

	/** By how much the voxels of a level are larger: as the container says, else as the sizes tell. */
	private static double[] factors(final Container container, final View view, final long[] full, final long[] size) {
		final double[] factors = { 1, 1, 1 };
		if (view.level() == 0)
			return factors;
		final Optional<double[]> said = container.factors(view);
		for (int d = 0; d < 3; d++) {
			final boolean sensible = said.isPresent() && said.get()[d] >= 1 && said.get()[d] <= AxisMap.MAX_SIZE;
			if (sensible)
				factors[d] = said.get()[d];
			else if (full != null)
				// NB: the levels of Imaris are all of the same length.
				factors[d] = container.data().kind().equals("ims") ? (double) full[d] / size[d] : Math.max(1, Math.round(
					(double) full[d] / size[d]));
		}
		return factors;
	}

	/** Null if nothing says. */
	private static long[] size(final SourceLocation location, final View view) {
		if (view.setup().size().isEmpty())
			return null;
		final long[] size = new long[3];
		final String[] words = view.setup().size().split("\\s+");
		for (int d = 0; d < 3; d++) {
			if (words.length != 3 || !words[d].matches("\\d{1,10}"))
				throw wrong(location, view, "size", view.setup().size(), "expected three whole numbers");
			size[d] = Long.parseLong(words[d]);
			if (size[d] < 1 || size[d] > AxisMap.MAX_SIZE)
				throw wrong(location, view, "size", view.setup().size(), "expected 1 to " + AxisMap.MAX_SIZE + " along each axis");
		}
		return size;
	}

	private static InvalidInputException wrong(final SourceLocation location, final View view, final String field,
		final String value, final String expected)
	{
		return new InvalidInputException(location.file() + ": <" + field + "> of setup " + view.setup().id() + " is '" +
			SpimDataReader.shown(value) + "', " + expected);
	}

	/** Null if nothing says; 0, or 1 without a unit, is what programs write that do not know. */
	private static VoxelEdges edges(final SourceLocation location, final View view) {
		final String text = view.setup().voxelSize();
		if (text.isEmpty())
			return null;
		final VoxelEdges edges = new VoxelEdges();
		final String[] words = text.split("\\s+");
		if (!VoxelEdges.isUnit(view.setup().unit()) && text.matches("(1(\\.0*)?\\s+){2}1(\\.0*)?"))
			return edges;
		for (int d = 0; d < 3; d++) {
			final BigDecimal edge = VoxelEdges.decimal(words.length == 3 ? words[d] : "").orElseThrow(() -> wrong(location, view,
				"voxelSize", text, "expected three numbers"));
			if (edge.signum() < 0 || edge.signum() > 0 && !VoxelEdges.isWithinReason(edge))
				throw wrong(location, view, "voxelSize", text, "but a voxel must have a size above 0 and within reason");
			edges.set(d, edge, unit(view.setup().unit()));
		}
		return edges;
	}

	/** NB: a micro sign in another character set than the file declares is no letter any more. */
	private static String unit(final String text) {
		return text.equals("\uFFFDm") ? LengthUnit.MICROMETER.symbol() : text;
	}
}
