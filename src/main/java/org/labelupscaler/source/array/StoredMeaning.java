package org.labelupscaler.source.array;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.json.JsonFile;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.StoredValues;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;

/**
 * What attributes of an array say of the numbers that it stores: the CF conventions, as xarray writes them
 * ({@code scale_factor}, {@code add_offset}, {@code _Unsigned}), and the label multisets of Paintera.
 */
public final class StoredMeaning {

	private StoredMeaning() {}

	/**
	 * @param attributes attributes of an array
	 * @throws InvalidInputException if the numbers that are stored are not the labels
	 */
	public static void check(final JsonFile attributes) {
		checkScale(attributes, "scale_factor", 1);
		checkScale(attributes, "add_offset", 0);
		checkMultiset(attributes);
	}

	/**
	 * @param attributes attributes of an array
	 * @param type the type that is stored
	 * @return the type that is meant: with the sign that xarray and netCDF say in {@code _Unsigned}
	 * @throws InvalidInputException if that is neither true nor false
	 */
	public static SourceType signed(final JsonFile attributes, final SourceType type) {
		final JsonElement said = attributes.get(StoredValues.UNSIGNED);
		if (said == null)
			return type;
		return StoredValues.signed(attributes.file() + ": the field '" + attributes.prefix() + StoredValues.UNSIGNED + "'", only(said)
			instanceof JsonPrimitive text ? text.getAsString() : "", type);
	}

	/** NB: netCDF has lists of one for all attributes. */
	private static JsonElement only(final JsonElement said) {
		return said.isJsonArray() && said.getAsJsonArray().size() == 1 ? said.getAsJsonArray().get(0) : said;
	}

	/**
	 * @param attributes attributes of an array
	 * @return what they say of some labels that is not used: sentences
	 */
	public static List<String> notes(final JsonFile attributes) {
		final List<String> notes = new ArrayList<>();
		for (final String field : new String[] { "_FillValue", "missing_value" }) {
			final JsonElement said = attributes.get(field);
			if (said != null && JsonFile.number(said).map(BigDecimal::signum).orElse(1) != 0)
				notes.add("The attribute '" + field + "' says that " + JsonFile.shown(said) + " stands for no data; it is taken as a label " +
					"like others.");
		}
		return notes;
	}

	/**
	 * NB: a multiset may be held as bytes, which are none of the labels.
	 *
	 * @param attributes attributes of an array or of a group
	 * @throws InvalidInputException if it holds label multisets
	 */
	public static void checkMultiset(final JsonFile attributes) {
		if (attributes.get("isLabelMultiset") instanceof JsonPrimitive said && said.getAsString().equals("true"))
			throw new InvalidInputException(attributes.file() + ": the voxels are label multisets of Paintera (isLabelMultiset), not " +
				"labels; convert them with paintera-conversion-helper: paintera-convert to-scalar");
	}

	private static void checkScale(final JsonFile attributes, final String field, final double identity) {
		final JsonElement said = attributes.get(field);
		if (said == null)
			return;
		final BigDecimal number = JsonFile.number(only(said)).orElseThrow(() -> attributes.wrong(field, "expected a number"));
		StoredValues.check(attributes.file() + ": the field '" + attributes.prefix() + field + "'", number.doubleValue(), identity);
	}
}
