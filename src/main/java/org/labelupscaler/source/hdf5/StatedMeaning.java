package org.labelupscaler.source.hdf5;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.StoredValues;

/**
 * What attributes of a dataset say that its numbers mean: those of netCDF and the CF conventions, of NeXus, of HDF5's own
 * images, of MATLAB, and of Paintera.
 */
record StatedMeaning(Hdf5File file, Hdf5File.Node node, Attributes attributes) {

	private static final String MATLAB_CLASS = "MATLAB_class";

	static StatedMeaning of(final Hdf5File file, final Hdf5File.Node node) {
		return new StatedMeaning(file, node, new Attributes(file, node));
	}

	/** @throws InvalidInputException if they mean anything but labels, one for each voxel */
	void requireLabels() {
		final String name = file.path() + ": " + node.path();
		if (attributes.isTrue("isLabelMultiset"))
			throw new InvalidInputException(name + " is a Paintera label multiset, which has several labels for a voxel; export " +
				"the labels as uint64, for example with paintera-convert to-scalar");
		unscaled("scale_factor", 1);
		unscaled("scaling_factor", 1);
		unscaled("add_offset", 0);
		if (attributes.text("CLASS").orElse("").equals("IMAGE") && attributes.text("IMAGE_SUBCLASS").orElse("").equals(
			"IMAGE_TRUECOLOR"))
			throw new InvalidInputException(name + " is a picture in colours (IMAGE_SUBCLASS is IMAGE_TRUECOLOR), but labels are " +
				"single numbers");
		if (attributes.isTrue("MATLAB_empty"))
			throw new InvalidInputException(name + " is an empty array of MATLAB; it holds its size only");
		final String matlab = attributes.text(MATLAB_CLASS).orElse("");
		if (matlab.equals("char") || matlab.equals("cell") || matlab.equals("struct") || attributes.has("MATLAB_sparse"))
			throw new InvalidInputException(name + " is no array of numbers but MATLAB's " + (attributes.has("MATLAB_sparse")
				? "sparse matrix" : matlab));
	}

	private void unscaled(final String name, final double identity) {
		if (!attributes.has(name))
			return;
		final String where = file.path() + ": attribute '" + name + "' of " + node.path();
		final List<BigDecimal> values = attributes.decimals(name);
		if (values.isEmpty())
			throw new InvalidInputException(where + " is no number, " + StoredValues.ADVICE);
		for (final BigDecimal value : values)
			StoredValues.check(where, value == null ? Double.NaN : value.doubleValue(), identity);
	}

	/** The type with the sign that netCDF gives to it. */
	ElementType signed(final ElementType type) {
		final String unsigned = attributes.text(StoredValues.UNSIGNED).orElse("");
		return unsigned.isBlank() || type.type() == null ? type : type.withType(StoredValues.signed(file.path() + ": attribute '" +
			StoredValues.UNSIGNED + "' of " + node.path(), unsigned, type.type()));
	}

	/** What is said of the numbers, and not used. */
	List<String> notes() {
		final List<String> notes = new ArrayList<>();
		for (final String name : List.of("_FillValue", "missing_value")) {
			final List<BigDecimal> values = attributes.decimals(name);
			if (values.size() == 1 && values.get(0) != null && values.get(0).signum() != 0) {
				notes.add("The file says that " + values.get(0).toPlainString() + " stands for no value (" + name +
					"); it is read as a label like any other.");
				break;
			}
		}
		for (final String name : List.of("valid_range", "valid_min", "valid_max"))
			if (attributes.has(name)) {
				notes.add("The file says which numbers are valid (" + name + "); all are read as labels.");
				break;
			}
		if (attributes.has(MATLAB_CLASS))
			notes.add("MATLAB has written the array: its first index, the row, is x here, and its second, the column, is y. " +
				"Exchange x and y (axes) if rows are y.");
		return notes;
	}
}
