package org.labelupscaler.source.tiff;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.VoxelEdges;

/** Edges of voxels as the texts and fields of a TIFF file state them, checked. Not thread-safe. */
final class Edges {

	private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]{1,40}\\.?[0-9]{0,40}|\\.[0-9]{1,40})([eE][+-]?[0-9]{1,3})?");
	// NB: bounds that leave room for any scale factor and unit

	private final TiffDirectory directory;
	private final VoxelEdges edges = new VoxelEdges();

	/** @param directory the page, for messages */
	Edges(final TiffDirectory directory) {
		this.directory = directory;
	}

	/**
	 * @param text a number as programs write it
	 * @return it, exactly; nothing if it is no number, NaN for example
	 */
	static Optional<BigDecimal> decimal(final String text) {
		return NUMBER.matcher(text.strip()).matches() ? Optional.of(new BigDecimal(text.strip())) : Optional.empty();
	}

	/**
	 * @param axis 0, 1 or 2
	 * @param edge along it; 0, which programs write who do not know it, says nothing
	 * @param unit as the file spells it
	 * @param field who says so, for messages
	 */
	void set(final int axis, final BigDecimal edge, final String unit, final Tag field) {
		final BigDecimal length = edge.abs();
		if (edge.signum() == 0)
			return;
		if (!VoxelEdges.isWithinReason(length))
			throw directory.wrong(field, "says that voxels are " + edge.doubleValue() + " large along " + "xyz".charAt(axis) +
				", but they must have a size above 0 and within reason");
		edges.set(axis, length, unit);
	}

	/**
	 * @param tag XResolution or YResolution, in pixels per unit
	 * @return how long a pixel is, divided exactly; nothing if the field does not say
	 */
	Optional<BigDecimal> pixel(final Tag tag) {
		final TiffField field = directory.get(tag);
		if (field == null || !field.isRational() || field.count() < 1)
			return Optional.empty();
		final long[] fraction = directory.reader().fraction(field);
		return fraction[0] == 0 || fraction[1] == 0 ? Optional.empty() : Optional.of(BigDecimal.valueOf(fraction[1]).divide(BigDecimal
			.valueOf(fraction[0]), MathContext.DECIMAL128));
	}

	/** What the user should know of a resolution that is not taken: by itself it is mostly that of a printer or a screen. */
	List<String> unused() {
		final long unit = directory.number(Tag.RESOLUTION_UNIT, 1);
		final Optional<BigDecimal> x = pixel(Tag.X_RESOLUTION);
		return unit != 2 && unit != 3 || x.isEmpty() ? List.of() : List.of("The file has a resolution, of " + VoxelSize.format(
			BigDecimal.ONE.divide(x.get(), MathContext.DECIMAL128).doubleValue()) + (unit == 2 ? " pixels per inch" : " pixels per cm") +
			" along x; without a text that speaks of voxels it is taken for that of a printer or screen, and not used.");
	}

	/**
	 * @param size voxels along x, y, z
	 * @return what the file states, and what is to be known of it
	 */
	VoxelEdges.Stated stated(final long[] size) {
		return edges.stated(size);
	}
}
