package org.labelupscaler.source.zarr;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.json.JsonFile;
import org.labelupscaler.source.SourceType;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;

/** Types and fill values as Zarr writes them. */
final class ZarrTypes {

	private static final Pattern NUMPY = Pattern.compile("[<>|]([uif])([1248])");

	private ZarrTypes() {}

	/** From the name that numpy gives a type, for example "&lt;u4". */
	static SourceType version2(final JsonFile metadata) {
		final JsonElement dtype = metadata.require("dtype");
		final String name = JsonFile.isText(dtype) ? dtype.getAsString() : "";
		// NB: what is true or false is a byte of 1 or 0.
		if (name.equals("|b1"))
			return SourceType.UINT8;
		final Matcher matcher = NUMPY.matcher(name);
		if (!matcher.matches() || name.startsWith("|") && !matcher.group(2).equals("1"))
			throw noLabels(metadata, "dtype");
		final String kind = switch (matcher.group(1)) {
			case "u" -> "uint";
			case "i" -> "int";
			default -> "float";
		};
		return SourceType.byName(kind + 8 * Integer.parseInt(matcher.group(2))).orElseThrow(() -> noLabels(metadata, "dtype"));
	}

	/** From the name that version 3 gives it. */
	static SourceType version3(final JsonFile metadata) {
		final JsonElement type = metadata.require("data_type");
		final String name = JsonFile.isText(type) ? type.getAsString() : type.isJsonObject() && type.getAsJsonObject().size() == 1
			? metadata.object("data_type").text("name", "") : "";
		return name.equals("bool") ? SourceType.UINT8 : SourceType.byName(name).orElseThrow(() -> noLabels(metadata, "data_type"));
	}

	private static RuntimeException noLabels(final JsonFile metadata, final String field) {
		return metadata.wrong(field, "which holds no labels; expected an integer type, or 32-bit or 64-bit float");
	}

	/** The bytes of the voxel that stands for all of a chunk that is missing; null if it is 0, or nothing says. */
	static byte[] fill(final JsonFile metadata, final SourceType type, final ByteOrder order) {
		final JsonElement value = metadata.get("fill_value");
		if (value == null)
			return null;
		final byte[] bytes = new byte[type.bytes()];
		final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
		if (type.isFloat())
			putFloat(metadata, value, type, buffer);
		else {
			final BigInteger label = label(metadata, value, type);
			for (int b = 0; b < bytes.length; b++)
				bytes[order == ByteOrder.LITTLE_ENDIAN ? b : bytes.length - 1 - b] = label.shiftRight(8 * b).byteValue();
		}
		for (final byte b : bytes)
			if (b != 0)
				return bytes;
		return null;
	}

	private static BigInteger label(final JsonFile metadata, final JsonElement value, final SourceType type) {
		if (value instanceof JsonPrimitive primitive && primitive.isBoolean())
			return primitive.getAsBoolean() ? BigInteger.ONE : BigInteger.ZERO;
		final Optional<BigDecimal> number = number(value);
		final int bits = 8 * type.bytes();
		final boolean signed = type.labels().signed();
		final BigInteger least = signed ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
		final BigInteger most = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
		if (number.isPresent() && number.get().stripTrailingZeros().scale() <= 0) {
			final BigInteger label = number.get().toBigInteger();
			if (label.compareTo(least) >= 0 && label.compareTo(most) <= 0)
				return label;
		}
		throw metadata.wrong("fill_value", "which is no " + type);
	}

	/** NB: some writers have a text for a number. */
	private static Optional<BigDecimal> number(final JsonElement value) {
		return JsonFile.isText(value) && value.getAsString().matches("-?[0-9]{1,20}") ? Optional.of(new BigDecimal(value
			.getAsString())) : JsonFile.number(value);
	}

	private static void putFloat(final JsonFile metadata, final JsonElement value, final SourceType type,
		final ByteBuffer buffer)
	{
		final String text = JsonFile.isText(value) ? value.getAsString().toLowerCase(Locale.ROOT) : "";
		final boolean single = type == SourceType.FLOAT32;
		// NB: version 3 may say the bits.
		if (text.matches("0x[0-9a-f]{" + 2 * type.bytes() + "}")) {
			if (single)
				buffer.putInt(Integer.parseUnsignedInt(text.substring(2), 16));
			else
				buffer.putLong(Long.parseUnsignedLong(text.substring(2), 16));
			return;
		}
		final double number = switch (text) {
			case "nan" -> Double.NaN;
			case "infinity" -> Double.POSITIVE_INFINITY;
			case "-infinity" -> Double.NEGATIVE_INFINITY;
			default -> number(value).map(BigDecimal::doubleValue).orElseThrow(() -> metadata.wrong("fill_value",
				"which is no " + type));
		};
		if (single)
			buffer.putFloat((float) number);
		else
			buffer.putDouble(number);
	}
}
