package org.labelupscaler.volume.imaris;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The XML that tells Imaris what is in its scene, and in which colours: a {@code bpPointsViewer} for each object, by its Id. Of what
 * Imaris writes there is only what programs are known to read or write (those that {@link SpotsObject} names, and converters of .imx,
 * which is the same): the way from the root to the viewers, and name, material and Id of each. How spots are drawn is left to Imaris.
 */
final class SpotsScene {

	private SpotsScene() {}

	/** The XML of objects in their order. */
	static String xml(final List<SpotsObject> objects) {
		final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").append(
			"<bpImarisApplication Version=\"Imaris x64 9.5.0\">\n<bpSurfaceApplication>\n<bpComponentGroup>\n<bpSurfaceComponent>\n<name>Scene</name>\n");
		for (int number = 0; number < objects.size(); number++) {
			final SpotsObject object = objects.get(number);
			xml.append("<bpPointsViewer>\n<bpSurfaceComponent>\n<name>").append(escaped(object.name())).append("</name>\n<id>").append(number + 1)
				.append("</id>\n<material>\n");
			color("ambient", 0, 0, 0, xml);
			color("diffuse", object.part(0), object.part(1), object.part(2), xml);
			color("specular", 0.2, 0.2, 0.2, xml);
			color("emissive", 0, 0, 0, xml);
			xml.append("<shininess>(0.100)</shininess>\n<transparency>(0.000)</transparency>\n</material>\n</bpSurfaceComponent>\n<bpPointsId Value=\"")
				.append(SpotsObject.id(number)).append("\"/>\n</bpPointsViewer>\n");
		}
		return xml.append("</bpSurfaceComponent>\n</bpComponentGroup>\n</bpSurfaceApplication>\n</bpImarisApplication>\n").toString();
	}

	private static void color(final String which, final double red, final double green, final double blue, final StringBuilder xml) {
		xml.append('<').append(which).append("Color>((").append(fixed(red)).append(',').append(fixed(green)).append(',').append(fixed(blue))
			.append("))</").append(which).append("Color>\n");
	}

	private static String fixed(final double part) {
		return BigDecimal.valueOf(part).setScale(3, RoundingMode.HALF_UP).toPlainString();
	}

	/** NB: what XML has no character for becomes a blank. */
	private static String escaped(final String text) {
		return text.replaceAll("[\\p{Cntrl}\\uD800-\\uDFFF\\uFFFE\\uFFFF]", " ").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}
}
