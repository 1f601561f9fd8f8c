package org.labelupscaler.source.array;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import org.labelupscaler.json.JsonFile;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;

/**
 * Transformations as OME-NGFF and n5-universe write them: identity, scale, translation, affine, and sequences of these. What
 * turns or bends the volume is noted, not applied.
 *
 * @param placement what they are applied to
 * @param at where x, y and z are in the lists of numbers; −1 for an axis that there is not
 * @param count how many numbers a list has
 */
public record Transformations(Placement placement, List<Integer> at, int count) {

	/** Sequences inside each other; nobody writes more. */
	private static final int DEEPEST = 8;

	/** Copies the list. */
	public Transformations {
		at = List.copyOf(at);
	}

	/**
	 * Applies one after what was applied before.
	 *
	 * @param transformation the transformation
	 * @throws org.labelupscaler.InvalidInputException if it has other than the expected numbers, or there are far too many
	 */
	public void apply(final JsonFile transformation) {
		apply(transformation, 0);
	}

	private void apply(final JsonFile transformation, final int depth) {
		placement.next(transformation);
		final String type = transformation.has("type") || !transformation.has("affine") ? transformation.text("type") : "affine";
		final boolean isIn = transformation.has(type);
		switch (type) {
			case "identity" -> {}
			case "scale" -> {
				if (isIn)
					placement.scale(picked(transformation, type, transformation.array(type)));
				else
					notRead(transformation, type);
			}
			case "translation" -> {
				if (isIn)
					placement.translate(picked(transformation, type, transformation.array(type)));
				else
					notRead(transformation, type);
			}
			case "affine" -> {
				if (isIn)
					affine(transformation);
				else
					notRead(transformation, type);
			}
			case "sequence" -> {
				if (depth == DEEPEST)
					throw transformation.wrong("type", "but sequences are nested too deep");
				for (final JsonFile part : transformation.objects(transformation.has("transforms") ? "transforms" : "transformations"))
					apply(part, depth + 1);
			}
			case "rotation", "mapAxis" -> placement.turn("The volume is turned by a transformation, " + shown(transformation) +
				", which is not applied; voxels are taken as they are stored.");
			default -> notRead(transformation, type);
		}
	}

	/** The numbers may be in an array of their own. */
	private void notRead(final JsonFile transformation, final String type) {
		placement.shear("The voxel size and place cannot be told, for a transformation is of a kind, '" + JsonFile.shown(
			transformation.get("type")).replace("\"", "") + "', that is not read: " + shown(transformation) + ".");
	}

	private static String shown(final JsonFile transformation) {
		return JsonFile.shown(transformation.json());
	}

	/** Rows of a matrix whose last column moves, in lists of their own or one after the other. */
	private void affine(final JsonFile transformation) {
		final JsonArray given = transformation.array("affine");
		final List<JsonElement> flat = new ArrayList<>();
		for (final JsonElement row : given)
			if (row.isJsonArray())
				row.getAsJsonArray().forEach(flat::add);
			else
				flat.add(row);
		if (flat.size() != count * (count + 1))
			throw transformation.wrong("affine", "expected " + count + " x " + (count + 1) + " numbers");
		final JsonArray scale = new JsonArray();
		final JsonArray translation = new JsonArray();
		boolean diagonal = true;
		for (int row = 0; row < count; row++)
			for (int column = 0; column <= count; column++) {
				final JsonElement number = flat.get(row * (count + 1) + column);
				if (column == row)
					scale.add(number);
				else if (column == count)
					translation.add(number);
				else
					diagonal &= number(transformation, "affine", number).signum() == 0;
			}
		if (diagonal)
			placement.scale(picked(transformation, "affine", scale)).translate(picked(transformation, "affine", translation));
		else
			placement.shear("The voxel size and place cannot be told, for the volume is turned by an affine transformation, " +
				shown(transformation) + ", which is not applied; voxels are taken as they are stored.");
	}

	private BigDecimal[] picked(final JsonFile json, final String field, final JsonArray list) {
		if (list.size() != count)
			throw json.wrong(field, "expected " + count + " numbers");
		final BigDecimal[] numbers = new BigDecimal[3];
		for (int d = 0; d < 3; d++)
			if (at.get(d) >= 0)
				numbers[d] = number(json, field, list.get(at.get(d)));
		return numbers;
	}

	private static BigDecimal number(final JsonFile json, final String field, final JsonElement value) {
		return JsonFile.number(value).orElseThrow(() -> json.wrong(field, "expected numbers"));
	}
}
