package org.labelupscaler.volume.tiff;

import java.util.Arrays;

import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.volume.VolumeSpec;

/** The OME-XML of a file (schema 2016-06). */
final class OmeXml {

	private static final String SCHEMA = "http://www.openmicroscopy.org/Schemas/OME/2016-06";

	/** An empty one. */
	private static final String TITLE = attribute("Name", "");

	private OmeXml() {}

	static String text(final VolumeSpec spec, final String title) {
		return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OME xmlns=\"" + SCHEMA +
			"\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"" + SCHEMA + " " + SCHEMA +
			"/ome.xsd\" Creator=\"" + TiffWriter.SOFTWARE + "\">\n<Image ID=\"Image:0\"" + attribute("Name", title) + ">\n" + pixels(spec) +
			"\n<Channel ID=\"Channel:0:0\"" + attribute("Name", title) + " SamplesPerPixel=\"1\"/>\n<TiffData IFD=\"0\" PlaneCount=\"" + spec
				.size()[2] + "\"/>\n" + position(spec) + "</Pixels>\n</Image>\n</OME>";
	}

	/** Whether a text is the one of a volume, whatever its title. */
	static boolean describes(final String text, final VolumeSpec spec) {
		// NB: the title stands there twice, and has no quotation mark as it is written.
		final String[] around = text(spec, "").split(TITLE, -1);
		final int from = around[0].length() + TITLE.length() - 1;
		final int to = text.indexOf('"', from);
		return to >= from && text.equals(String.join(TITLE.substring(0, TITLE.length() - 1) + text.substring(from, to) + '"', around));
	}

	/** The start of the element that says what the voxels are. What nobody has said of their size is left out. */
	private static String pixels(final VolumeSpec spec) {
		final StringBuilder text = new StringBuilder("<Pixels ID=\"Pixels:0\" DimensionOrder=\"XYZCT\"");
		text.append(attribute("Type", spec.type().n5Name())).append(attribute("SignificantBits", Integer.toString(8 * spec.type()
			.bytes()))).append(" Interleaved=\"false\" BigEndian=\"false\" SizeC=\"1\" SizeT=\"1\"");
		final VoxelSize voxel = spec.voxelSize();
		for (int d = 0; d < 3; d++) {
			text.append(attribute("Size" + axis(d), Long.toString(spec.size()[d])));
			if (voxel.known())
				text.append(attribute("PhysicalSize" + axis(d), Double.toString(voxel.get(d)))).append(attribute("PhysicalSize" + axis(
					d) + "Unit", unit(voxel.unit())));
		}
		return text.append(">").toString();
	}

	/** Where the first plane lies, unless it lies at 0. */
	private static String position(final VolumeSpec spec) {
		if (Arrays.stream(spec.offset()).allMatch(o -> o == 0))
			return "";
		final StringBuilder text = new StringBuilder("<Plane TheZ=\"0\" TheC=\"0\" TheT=\"0\"");
		for (int d = 0; d < 3; d++)
			text.append(attribute("Position" + axis(d), Double.toString(spec.offset()[d]))).append(attribute("Position" + axis(d) +
				"Unit", unit(spec.voxelSize().unit())));
		return text.append("/>\n").toString();
	}

	private static char axis(final int d) {
		return "XYZ".charAt(d);
	}

	/** As the schema spells it, in which a number without unit is one of pixels. */
	private static String unit(final String unit) {
		return LengthUnit.parse(unit).map(known -> switch (known) {
			case ANGSTROM -> "\u00C5";
			case MICROMETER -> "\u00B5m";
			default -> known.symbol();
		}).orElse("pixel");
	}

	/** NB: no character is written by its number, since Bio-Formats takes such numbers for damage; what XML cannot hold is left out. */
	private static String attribute(final String name, final String value) {
		final StringBuilder text = new StringBuilder(" " + name + "=\"");
		value.codePoints().forEach(c -> {
			switch (c) {
				case '&' -> text.append("&amp;");
				case '<' -> text.append("&lt;");
				case '>' -> text.append("&gt;");
				case '"' -> text.append("&quot;");
				default -> {
					if (c >= ' ' && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) && c != 0xFFFE && c != 0xFFFF)
						text.appendCodePoint(c);
				}
			}
		});
		return text.append('"').toString();
	}
}
