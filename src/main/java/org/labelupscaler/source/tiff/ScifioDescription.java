package org.labelupscaler.source.tiff;

import java.util.Locale;

/**
 * What SCIFIO writes, by which ImageJ2 saves: lines "axes=X,Y,Z", "lengths=5,4,3", "scales=0.5,0.5,2", "units=um,um,um", one
 * entry an axis (io.scif.formats.TIFFFormat). Planes are always across X and Y.
 */
final class ScifioDescription {

	private static final String WRITER = "TIFF of SCIFIO";

	private ScifioDescription() {}

	static boolean recognises(final String text) {
		return text.startsWith("SCIFIO=");
	}

	static Description read(final TiffDirectory directory, final String text) {
		final String[] axes = list(text, "axes");
		final String[] lengths = list(text, "lengths");
		final String[] scales = list(text, "scales");
		final String[] units = list(text, "units");
		final Edges edges = new Edges(directory);
		if (axes.length < 2 || lengths.length != axes.length)
			return Description.of(WRITER, 0, 0, null, edges);
		long planes = 1;
		long slices = 1;
		String several = null;
		for (int i = 0; i < axes.length; i++) {
			final long length = length(directory, lengths[i]);
			final String name = axes[i].strip().toUpperCase(Locale.ROOT);
			final int axis = name.length() == 1 ? "XYZ".indexOf(name) : -1;
			if (axis >= 0 && i < scales.length && i < units.length)
				edges.set(axis, Edges.decimal(scales[i]).orElseThrow(() -> directory.wrong(Tag.IMAGE_DESCRIPTION, "says scales=" + Texts
					.shown(String.join(",", scales)) + ", expected numbers")), units[i].replace("\\u00B5", "u"), Tag.IMAGE_DESCRIPTION);
			if (i < 2) {
				if (axis != i)
					throw directory.wrong(Tag.IMAGE_DESCRIPTION, "says axes=" + Texts.shown(String.join(",", axes)) +
						", expected X,Y first; save the image anew");
				continue;
			}
			if (length > Long.MAX_VALUE / planes)
				throw directory.wrong(Tag.IMAGE_DESCRIPTION, "says lengths=" + Texts.shown(String.join(",", lengths)) +
					", which is impossible");
			planes *= length;
			if (axis == 2)
				slices = length;
			else if (length > 1)
				several = length + (name.equals("CHANNEL") ? " channels" : name.equals("TIME") ? " time points" : " along " + Texts
					.shown(axes[i]));
		}
		return Description.of(WRITER, planes, planes > 1 ? slices : 0, several, isUnsaid(scales, units) ? new Edges(directory) : edges);
	}

	/** NB: it writes 1 and "null" for what nobody has said. */
	private static boolean isUnsaid(final String[] scales, final String[] units) {
		for (final String scale : scales)
			if (!Edges.decimal(scale).map(s -> s.doubleValue() == 1).orElse(false))
				return false;
		for (final String unit : units)
			if (!unit.equals("null") && !unit.isBlank() && !unit.startsWith("pixel"))
				return false;
		return true;
	}

	private static String[] list(final String text, final String key) {
		for (final String line : text.split("\\R"))
			if (line.startsWith(key + "="))
				return line.substring(key.length() + 1).split(",", -1);
		return new String[0];
	}

	private static long length(final TiffDirectory directory, final String text) {
		if (!text.strip().matches("[0-9]{1,18}") || Long.parseLong(text.strip()) < 1)
			throw directory.wrong(Tag.IMAGE_DESCRIPTION, "says that an axis has a length of " + Texts.shown(text) +
				", expected a whole number");
		return Long.parseLong(text.strip());
	}
}
