package org.labelupscaler.source.hdf5;

import java.nio.ByteOrder;

import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;

import org.labelupscaler.source.SourceType;

/**
 * What the numbers of a dataset are.
 *
 * @param type the type of voxels; null if they can be measured but not be labels
 * @param order byte order
 * @param words the type in words
 */
record ElementType(SourceType type, ByteOrder order, String words) {

	/** Null if the dataset does not hold numbers. */
	static ElementType of(final DataType type) {
		if (type instanceof FixedPoint whole)
			return new ElementType(type(whole), whole.getByteOrder(), "integers of " + whole.getBitPrecision() + " bits in " + whole
				.getSize() + " bytes");
		if (type instanceof FloatingPoint real)
			return new ElementType(type(real), real.getByteOrder(), "floating-point numbers of " + real.getSize() + " bytes");
		return null;
	}

	private static SourceType type(final FixedPoint type) {
		if (type.getBitPrecision() != 8 * type.getSize() || type.getBitOffset() != 0)
			return null;
		return switch (type.getSize()) {
			case 1 -> type.isSigned() ? SourceType.INT8 : SourceType.UINT8;
			case 2 -> type.isSigned() ? SourceType.INT16 : SourceType.UINT16;
			case 4 -> type.isSigned() ? SourceType.INT32 : SourceType.UINT32;
			case 8 -> type.isSigned() ? SourceType.INT64 : SourceType.UINT64;
			default -> null;
		};
	}

	/** The types of IEEE 754 only. */
	private static SourceType type(final FloatingPoint type) {
		final boolean single = type.getSize() == 4 && type.getExponentLocation() == 23 && type.getExponentSize() == 8 && type
			.getMantissaSize() == 23 && type.getExponentBias() == 127;
		final boolean wide = type.getSize() == 8 && type.getExponentLocation() == 52 && type.getExponentSize() == 11 && type
			.getMantissaSize() == 52 && type.getExponentBias() == 1023;
		final boolean usual = type.getBitPrecision() == 8 * type.getSize() && type.getBitOffset() == 0 && type
			.getMantissaLocation() == 0 && type.getMantissaNormalization() == 2 && type.getSignLocation() == 8 * type.getSize() - 1;
		if (!usual)
			return null;
		return single ? SourceType.FLOAT32 : wide ? SourceType.FLOAT64 : null;
	}

	/** The same bits taken as another type: what netCDF-3 has for the types that it lacks. */
	ElementType withType(final SourceType other) {
		return new ElementType(other, order, words);
	}
}
