package org.labelupscaler.source.bdvxml;

import java.nio.file.Path;
import java.util.Arrays;
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

/**
 * BigDataViewer and BigStitcher XML. {@code dataset.xml} is its first setup, {@code dataset.xml/setup2} another, and
 * {@code dataset.xml/setup2/s1} a level of that; {@code timepoint} may come between. Size, voxel size and unit of level 0
 * come from the XML file, all else from the container.
 */
public final class BdvXmlFormat implements SourceFormat {

	private static final String NAME = "BigDataViewer XML";
	private static final double SMALLEST = 1e-15;
	private static final double LARGEST = 1e15;

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

	/** From the XML file alone if that says all, so that the container need not be there. */
	@Override
	public ImageSize measure(final SourceLocation location) {
		final SpimData data = SpimDataReader.read(location.file());
		final View view = View.of(location, data);
		final long[] full = size(location, view);
		final VoxelSize voxelSize = voxelSize(location, view);
		final String name = view.choice().isEmpty() ? location.path().toString() : location.file() + " (setup " + view.setup()
			.id() + ", time point " + view.timepoint() + ")";
		if (full != null && voxelSize != null && view.level() == 0)
			return new ImageSize(name, NAME, full, voxelSize);
		final Container container = Container.of(location.file(), data);
		final ImageSize found = Sources.measure(image(location, container, view));
		return new ImageSize(name, NAME + ", " + found.format(), found.size(), voxelSize == null ? found.voxelSize() : level(
			container, view, voxelSize, full, found.size()));
	}

	@Override
	public SourceFile describe(final SourceLocation location) {
		final SpimData data = SpimDataReader.read(location.file());
		final View view = View.of(location, data);
		if (!view.choice().isEmpty())
			throw new InvalidInputException(location.file() + " has " + view.choice());
		final long[] full = size(location, view);
		final VoxelSize voxelSize = voxelSize(location, view);
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
		final VoxelSize edges = voxelSize == null ? voxels.voxelSize() : level(container, view, voxelSize, full, voxels.size());
		return new BdvXmlSource(location.file(), voxels.withHeader(new VolumeHeader(location.path(), NAME + ", " + voxels.format(),
			voxels.type(), voxels.size(), edges)));
	}

	/** Where the container has the image; never in another such file, which might name this one. */
	private Path image(final SourceLocation location, final Container container, final View view) {
		final Path image = container.image(view);
		if (recognises(SourceLocation.of(image)))
			throw new InvalidInputException(location.file() + ": its voxels are said to be in " + image +
				", but that is in a SpimData file, too; name the container of the voxels in the XML file");
		return image;
	}

	/** The voxels of a level: as much larger as the container says, else as the sizes tell. */
	private static VoxelSize level(final Container container, final View view, final VoxelSize voxelSize, final long[] full,
		final long[] size)
	{
		if (view.level() == 0 || !voxelSize.known())
			return voxelSize;
		final Optional<double[]> said = container.factors(view);
		final double[] factors = new double[3];
		for (int d = 0; d < 3; d++) {
			final boolean sensible = said.isPresent() && said.get()[d] >= 1 && said.get()[d] <= AxisMap.MAX_SIZE;
			factors[d] = sensible ? said.get()[d] : full == null ? 1 : Math.max(1, Math.round((double) full[d] / size[d]));
		}
		return voxelSize.times(factors);
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

	/** Null if nothing says; unknown if it is 0, which programs write that do not know. */
	private static VoxelSize voxelSize(final SourceLocation location, final View view) {
		final String text = view.setup().voxelSize();
		if (text.isEmpty())
			return null;
		final double[] edges = new double[3];
		final String[] words = text.split("\\s+");
		boolean known = true;
		for (int d = 0; d < 3; d++) {
			try {
				edges[d] = Double.parseDouble(words.length == 3 ? words[d] : "");
			}
			catch (final NumberFormatException e) {
				throw wrong(location, view, "voxelSize", text, "expected three numbers");
			}
			known &= edges[d] != 0;
			if (edges[d] != 0 && !(edges[d] >= SMALLEST && edges[d] <= LARGEST))
				throw wrong(location, view, "voxelSize", text, "but a voxel must have a size above 0 and within reason");
		}
		return known ? new VoxelSize(edges[0], edges[1], edges[2], unit(view.setup().unit())) : VoxelSize.UNKNOWN;
	}

	/** NB: a micro sign in another character set than the file declares is no letter any more. */
	private static String unit(final String text) {
		return text.equals("\uFFFDm") ? LengthUnit.MICROMETER.symbol() : LengthUnit.parse(text).map(LengthUnit::symbol).orElse(
			VoxelSize.PIXEL);
	}
}
