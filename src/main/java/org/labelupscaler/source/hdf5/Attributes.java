package org.labelupscaler.source.hdf5;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.jhdf.dataset.DatasetReader;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import io.jhdf.object.message.AttributeMessage;

/** The values of a node's attributes; one that is missing, or of another kind than asked for, is nothing. */
record Attributes(Hdf5File file, Hdf5File.Node node) {

	/** Attributes are smaller than this: HDF5 keeps those in the header below 64 KB. */
	private static final int MOST_VALUES = 1 << 16;

	/** Numbers, as many as there are. */
	Optional<double[]> numbers(final String name) {
		final List<Double> numbers = new ArrayList<>();
		for (final Object value : values(name))
			if (value instanceof Number number)
				numbers.add(number.doubleValue());
		return numbers.isEmpty() ? Optional.empty() : Optional.of(numbers.stream().mapToDouble(d -> d).toArray());
	}

	/** Numbers as the decimals that they stand for, as many as there are; one that is not finite is null. */
	List<BigDecimal> decimals(final String name) {
		final List<BigDecimal> decimals = new ArrayList<>();
		for (final Object value : values(name))
			if (value instanceof Number number)
				// NB: a number of 32 bits stands for another decimal than the same number in 64 bits.
				decimals.add(Double.isFinite(number.doubleValue()) ? new BigDecimal(number.toString()) : null);
		return decimals;
	}

	/** Whether there is such an attribute, of whatever kind. */
	boolean has(final String name) {
		return file.attribute(node, name).isPresent();
	}

	/** Whether it is there and says yes; what cannot be read counts as yes. */
	boolean isTrue(final String name) {
		if (!has(name))
			return false;
		final String said = String.valueOf(values(name).stream().findFirst().orElse("true")).strip();
		return !said.equalsIgnoreCase("false") && !said.equals("0") && !said.isEmpty();
	}

	/** Texts, as many as there are. */
	List<String> texts(final String name) {
		final List<String> texts = new ArrayList<>();
		for (final Object value : values(name))
			if (value instanceof String text)
				texts.add(text);
		return texts;
	}

	/** One text; Imaris writes it as an array of single characters. */
	Optional<String> text(final String name) {
		final List<String> texts = texts(name);
		return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("", texts).strip());
	}

	private List<Object> values(final String name) {
		final Optional<AttributeMessage> found = file.attribute(node, name);
		if (found.isEmpty() || found.get().getDataBuffer() == null)
			return List.of();
		final AttributeMessage message = found.get();
		final var type = message.getDataType();
		final boolean known = type instanceof FixedPoint || type instanceof FloatingPoint || type instanceof StringData ||
			type instanceof EnumDataType ||
			type instanceof VariableLength text && text.isVariableLengthString();
		final ByteBuffer data = message.getDataBuffer();
		final long count = message.getDataSpace().getTotalLength();
		// NB: jhdf would make an array of any size that the file declares.
		if (!known || type.getSize() < 1 || count < 1 || count > MOST_VALUES || count * type.getSize() > data.remaining())
			return List.of();
		final int[] size = { (int) count };
		final Object values = DatasetReader.readDataset(type, data, size, node.file().storage());
		final List<Object> list = new ArrayList<>();
		for (int i = 0; i < Array.getLength(values); i++)
			list.add(Array.get(values, i));
		return list;
	}
}
