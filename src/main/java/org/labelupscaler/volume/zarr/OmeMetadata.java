package org.labelupscaler.volume.zarr;

import java.math.BigInteger;
import java.util.List;

import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.volume.Display;
import org.labelupscaler.volume.StoredJson;
import org.labelupscaler.volume.VolumeSpec;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * What OME-Zarr says of an image of labels: {@code multiscales} with axes z, y, x, their unit, and for each level the size of its
 * voxels and where the centre of its first one lies; {@code image-label} with colours and names. The rules are those of
 * ngff.openmicroscopy.org, versions 0.4 and 0.5, which agree in these.
 *
 * @param version "0.4" or "0.5"
 */
record OmeMetadata(String version) {

	/** More would make metadata that take long to read; no ontology has as many. */
	private static final int MOST_LABELS = 20_000;

	/** The list of the one image. */
	JsonArray multiscales(final VolumeSpec spec, final String title) {
		final JsonObject image = new JsonObject();
		// NB: in 0.5 the version stands above.
		if (version.equals("0.4"))
			image.addProperty("version", version);
		image.addProperty("name", title);
		final JsonArray axes = new JsonArray();
		for (final String name : List.of("z", "y", "x"))
			axes.add(axis(name, spec.voxelSize().unit()));
		image.add("axes", axes);
		final JsonArray datasets = new JsonArray();
		for (int l = 0; l < spec.pyramid().levels(); l++)
			datasets.add(dataset(spec, l));
		image.add("datasets", datasets);
		final JsonArray multiscales = new JsonArray();
		multiscales.add(image);
		return multiscales;
	}

	private static JsonObject axis(final String name, final String unit) {
		final JsonObject axis = new JsonObject();
		axis.addProperty("name", name);
		axis.addProperty("type", "space");
		LengthUnit.parse(unit).ifPresent(known -> axis.addProperty("unit", word(known)));
		return axis;
	}

	/** As UDUNITS-2 calls it, which the specification asks for. */
	private static String word(final LengthUnit unit) {
		return switch (unit.symbol()) {
			case "nm" -> "nanometer";
			case "um" -> "micrometer";
			case "mm" -> "millimeter";
			case "cm" -> "centimeter";
			case "m" -> "meter";
			default -> unit.symbol();
		};
	}

	/** NB: the centre of a voxel of a coarser level is that of the box of voxels it stands for. */
	private static JsonObject dataset(final VolumeSpec spec, final int level) {
		final double[] full = spec.voxelSize().toArray();
		final double[] edges = spec.voxelSize(level).toArray();
		final double[] offset = spec.offset();
		final double[] first = new double[3];
		for (int d = 0; d < 3; d++)
			first[d] = offset[d] + (spec.pyramid().factors(level)[d] - 1) * full[d] / 2;
		final JsonArray transformations = new JsonArray();
		transformations.add(transformation("scale", edges));
		transformations.add(transformation("translation", first));
		final JsonObject dataset = new JsonObject();
		dataset.addProperty("path", Integer.toString(level));
		dataset.add("coordinateTransformations", transformations);
		return dataset;
	}

	private static JsonObject transformation(final String type, final double[] xyz) {
		final JsonObject transformation = new JsonObject();
		transformation.addProperty("type", type);
		transformation.add(type, StoredJson.array(xyz[2], xyz[1], xyz[0]));
		return transformation;
	}

	/** Colours and names of labels; of those alone that have any. */
	JsonObject imageLabel(final Display display) {
		final JsonObject json = new JsonObject();
		if (version.equals("0.4"))
			json.addProperty("version", version);
		final JsonArray colors = new JsonArray();
		final JsonArray properties = new JsonArray();
		display.labels().stream().limit(MOST_LABELS).forEach(label -> {
			label.rgb().ifPresent(rgb -> {
				final JsonObject color = value(label);
				color.add("rgba", StoredJson.array(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF, 255L));
				colors.add(color);
			});
			if (label.name().isEmpty() && label.acronym().isEmpty() && label.id().equals(label.text()))
				return;
			final JsonObject property = value(label);
			property.addProperty("id", label.id());
			property.addProperty("acronym", label.acronym());
			property.addProperty("name", label.name());
			properties.add(property);
		});
		if (!colors.isEmpty())
			json.add("colors", colors);
		if (!properties.isEmpty())
			json.add("properties", properties);
		return json;
	}

	private static JsonObject value(final Display.Label label) {
		final JsonObject json = new JsonObject();
		json.addProperty("label-value", new BigInteger(label.text()));
		return json;
	}
}
