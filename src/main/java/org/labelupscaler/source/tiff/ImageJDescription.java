package org.labelupscaler.source.tiff;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.StoredValues;

/**
 * What ImageJ writes, and tifffile for it: lines such as "images=20" and "unit=micron". ImageJ itself reads them as Java
 * properties, with their escapes (ij.io.FileOpener).
 */
final class ImageJDescription {

	/** As many as ImageJ can lay over each other. */
	private static final int MOST_CHANNELS = 7;
	private static final Set<String> NO_UNIT = Set.of("", "pixel", "pixels");
	/** Numbers of calibration functions (ij.measure.Calibration): a straight line, and none. */
	private static final String STRAIGHT_LINE = "0";
	private static final String NO_FUNCTION = "20";

	private final TiffDirectory directory;
	private final Properties lines = new Properties();
	private final List<String> notes = new ArrayList<>();

	private ImageJDescription(final TiffDirectory directory, final String text) {
		this.directory = directory;
		try {
			lines.load(new StringReader(text));
		}
		catch (final IOException | IllegalArgumentException e) {
			throw new InvalidInputException(directory.wrong(Tag.IMAGE_DESCRIPTION, "is damaged: it has an escape that is none")
				.getMessage(), e);
		}
	}

	static boolean recognises(final String text) {
		return text.startsWith("ImageJ=");
	}

	static Description read(final TiffDirectory directory, final String text) {
		return new ImageJDescription(directory, text).description();
	}

	private Description description() {
		final long images = number("images", 1);
		// NB: tifffile calls the slices of a stack channels if nobody tells it the axes. ImageJ shows no more than seven.
		final long said = number("channels", 1);
		final boolean slicesMeant = said > MOST_CHANNELS && said == images && number("slices", 1) == 1;
		if (slicesMeant)
			notes.add("The file calls its " + said + " planes channels; they are taken as slices.");
		final long channels = slicesMeant ? 1 : said;
		final long frames = number("frames", 1);
		final long each = channels > 0 && frames > 0 && channels <= images && frames <= images / channels ? images / channels /
			frames : 1;
		final long slices = slicesMeant ? images : number("slices", each);
		final String several = channels > 1 ? channels + " channels" : frames > 1 ? frames + " time points" : null;
		final Edges edges = edges(images > 1);
		if (decimal("xorigin").or(() -> decimal("yorigin")).or(() -> decimal("zorigin")).isPresent())
			notes.add("The file names an origin of coordinates (xorigin, yorigin, zorigin), which is not used.");
		// NB: ImageJ has no signed 16 bit; it adds 32768 and says so by this calibration.
		final boolean signed16 = STRAIGHT_LINE.equals(line("cf")) && is("c0", -32768) && is("c1", 1) && directory.number(
			Tag.BITS_PER_SAMPLE, 1) == 16 && directory.number(Tag.SAMPLE_FORMAT, 1) == 1;
		return Description.of("ImageJ TIFF", images > 1 ? images : 0, images > 1 || several != null ? slices : 0, several, edges)
			.withNumbers(signed16, signed16 ? null : calibrated()).withNotes(notes);
	}

	/** Why the stored numbers are not the values; null if they are. NB: ImageJ ignores a straight line without its two numbers. */
	private String calibrated() {
		final String function = line("cf");
		if (function == null || function.equals(NO_FUNCTION))
			return null;
		if (!function.equals(STRAIGHT_LINE))
			return "says that values are calibrated by function " + Texts.shown(function) + " (cf), " + StoredValues.ADVICE;
		final Optional<BigDecimal> shift = decimal("c0");
		final Optional<BigDecimal> factor = decimal("c1");
		if (shift.isEmpty() || factor.isEmpty() || shift.get().signum() == 0 && is("c1", 1))
			return null;
		return "says that values are calibrated, " + Texts.shown(line("c0")) + " + " + Texts.shown(line("c1")) +
			" x the stored number (cf, c0, c1), " + StoredValues.ADVICE;
	}

	/** The edges as ImageJ takes them, but each in the unit of its axis. */
	private Edges edges(final boolean stack) {
		final Edges edges = new Edges(directory);
		final String unit = lines.getProperty("unit", "").strip();
		final boolean none = NO_UNIT.contains(unit.toLowerCase(Locale.ROOT));
		final long resolutionUnit = directory.number(Tag.RESOLUTION_UNIT, 1);
		final Optional<BigDecimal> x = edges.pixel(Tag.X_RESOLUTION);
		final Optional<BigDecimal> y = edges.pixel(Tag.Y_RESOLUTION);
		final Optional<BigDecimal> spacing = decimal("spacing").filter(s -> s.signum() != 0);
		final boolean one = x.isEmpty() || isOne(x.get()) && y.map(ImageJDescription::isOne).orElse(true);
		if (none && one && spacing.map(ImageJDescription::isOne).orElse(true))
			return edges;
		if (x.isEmpty() || none && resolutionUnit > 1) {
			// NB: in inches or centimetres, where the text has no unit, it is that of a printer.
			notes.add(x.isEmpty() ? "The file says a unit or a spacing, but not how large pixels are (XResolution)."
				: "The resolution of the file is in " + (resolutionUnit == 2 ? "inches" : "centimetres") +
					", but its text has no unit; it is taken for that of a printer, and not used.");
			return edges;
		}
		// NB: with micrometres in the text and centimetres in the field, the resolution is in centimetres.
		final boolean mixed = unit.equals("um") && resolutionUnit == 3;
		edges.set(0, x.get(), mixed ? "cm" : unit, Tag.X_RESOLUTION);
		if (y.isPresent())
			edges.set(1, y.get(), lines.getProperty("yunit", mixed ? "cm" : unit), Tag.Y_RESOLUTION);
		final String unitZ = lines.getProperty("zunit", unit);
		if (spacing.isPresent())
			edges.set(2, spacing.get(), unitZ, Tag.IMAGE_DESCRIPTION);
		else if (stack) {
			// NB: ImageJ leaves it out of a stack if it is 1, and of a single image always.
			edges.set(2, BigDecimal.ONE, unitZ, Tag.IMAGE_DESCRIPTION);
			if (!none)
				notes.add("The file does not say how far apart its planes are (spacing); it is taken as 1 " + Texts.shown(unitZ) +
					", as ImageJ does.");
		}
		return edges;
	}

	private static boolean isOne(final BigDecimal value) {
		return value.compareTo(BigDecimal.ONE) == 0;
	}

	private String line(final String key) {
		final String value = lines.getProperty(key);
		return value == null ? null : decimal(key).map(v -> v.stripTrailingZeros().toPlainString()).orElse(value);
	}

	private boolean is(final String key, final long value) {
		return decimal(key).filter(v -> v.compareTo(BigDecimal.valueOf(value)) == 0).isPresent();
	}

	private Optional<BigDecimal> decimal(final String key) {
		final String value = lines.getProperty(key);
		return value == null ? Optional.empty() : Edges.decimal(value);
	}

	private long number(final String key, final long ifMissing) {
		return number(directory, lines, key, ifMissing);
	}

	static long number(final TiffDirectory directory, final Properties lines, final String key, final long ifMissing) {
		final String value = lines.getProperty(key);
		if (value == null)
			return ifMissing;
		// NB: 18 digits fit into a long.
		if (!value.strip().matches("[0-9]{1,18}") || Long.parseLong(value.strip()) < 1)
			throw directory.wrong(Tag.IMAGE_DESCRIPTION, "says " + key + "=" + Texts.shown(value) + ", expected a whole number");
		return Long.parseLong(value.strip());
	}
}
