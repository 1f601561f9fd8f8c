package org.labelupscaler.source.tiff;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;

import org.labelupscaler.InvalidInputException;

/**
 * What ImageJ writes, and tifffile for it: lines such as "images=20" and "unit=micron". ImageJ itself reads them as Java
 * properties, with their escapes.
 */
final class ImageJDescription {

	/** As many as ImageJ can lay over each other. */
	private static final int MOST_CHANNELS = 7;

	private ImageJDescription() {}

	static boolean recognises(final String text) {
		return text.startsWith("ImageJ=");
	}

	static Description read(final TiffDirectory directory, final String text) {
		final Properties lines = new Properties();
		try {
			lines.load(new StringReader(text));
		}
		catch (final IOException | IllegalArgumentException e) {
			throw new InvalidInputException(directory.wrong(Tag.IMAGE_DESCRIPTION, "is damaged: it has an escape that is none")
				.getMessage(), e);
		}
		final long images = number(directory, lines, "images", 1);
		// NB: tifffile calls the slices of a stack channels if nobody tells it the axes. ImageJ shows no more than seven.
		final long said = number(directory, lines, "channels", 1);
		final boolean slicesMeant = said > MOST_CHANNELS && said == images && number(directory, lines, "slices", 1) == 1;
		final long channels = slicesMeant ? 1 : said;
		final long frames = number(directory, lines, "frames", 1);
		final long each = channels > 0 && frames > 0 && channels <= images && frames <= images / channels ? images / channels /
			frames : 1;
		final long slices = slicesMeant ? images : number(directory, lines, "slices", each);
		final String several = channels > 1 ? channels + " channels" : frames > 1 ? frames + " time points" : null;
		final Edges edges = edges(directory, lines, images > 1);
		// NB: ImageJ has no signed 16 bit; it adds 32768 and says so by this calibration.
		final boolean signed16 = "0".equals(lines.getProperty("cf")) && decimal(lines, "c0") == -32768 && decimal(lines,
			"c1") == 1 && directory.number(Tag.BITS_PER_SAMPLE, 1) == 16 && directory.number(Tag.SAMPLE_FORMAT, 1) == 1;
		return new Description("ImageJ TIFF", images > 1 ? images : 0, images > 1 || several != null ? slices : 0, several, edges
			.voxelSize(), signed16, null, null);
	}

	/** The edges as ImageJ takes them. */
	private static Edges edges(final TiffDirectory directory, final Properties lines, final boolean stack) {
		final String said = lines.getProperty("unit", "").strip();
		final long resolutionUnit = directory.number(Tag.RESOLUTION_UNIT, 2);
		// NB: with micrometres in the text and centimetres in the field, the resolution is in centimetres.
		final boolean mixed = said.equals("um") && resolutionUnit == 3;
		final Edges edges = new Edges(directory);
		edges.setResolution(mixed ? "cm" : said);
		final String unit = lines.getProperty("zunit", said);
		final double spacing = decimal(lines, "spacing");
		// NB: ImageJ leaves it out of a stack if it is 1, and of a single image always.
		edges.set(2, spacing != Edges.UNKNOWN || !stack ? spacing : 1, unit, Tag.IMAGE_DESCRIPTION);
		return edges;
	}

	private static double decimal(final Properties lines, final String key) {
		try {
			return Double.parseDouble(lines.getProperty(key, "0"));
		}
		catch (final NumberFormatException e) {
			return Edges.UNKNOWN;
		}
	}

	private static long number(final TiffDirectory directory, final Properties lines, final String key, final long ifMissing) {
		final String value = lines.getProperty(key);
		if (value == null)
			return ifMissing;
		// NB: 18 digits fit into a long.
		if (!value.strip().matches("\\d{1,18}") || Long.parseLong(value.strip()) < 1)
			throw directory.wrong(Tag.IMAGE_DESCRIPTION, "says " + key + "=" + Texts.shown(value) + ", expected a whole number");
		return Long.parseLong(value.strip());
	}
}
