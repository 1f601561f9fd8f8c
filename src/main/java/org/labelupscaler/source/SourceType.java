package org.labelupscaler.source;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.labelupscaler.label.LabelType;

/** The voxel types that label files come in: the eight label types, and two float types that some programs write. */
public enum SourceType {

	/** Unsigned, 8 bit. */
	UINT8(LabelType.UINT8),
	/** Unsigned, 16 bit. */
	UINT16(LabelType.UINT16),
	/** Unsigned, 32 bit. */
	UINT32(LabelType.UINT32),
	/** Unsigned, 64 bit. */
	UINT64(LabelType.UINT64),
	/** Signed, 8 bit. */
	INT8(LabelType.INT8),
	/** Signed, 16 bit. */
	INT16(LabelType.INT16),
	/** Signed, 32 bit. */
	INT32(LabelType.INT32),
	/** Signed, 64 bit. */
	INT64(LabelType.INT64),
	/** IEEE single: accepted if every value is a whole number. */
	FLOAT32(4),
	/** IEEE double: accepted if every value is a whole number. */
	FLOAT64(8);

	private final LabelType labels;
	private final int bytes;

	SourceType(final LabelType labels) {
		this.labels = labels;
		this.bytes = labels.bytes();
	}

	SourceType(final int bytes) {
		this.labels = null;
		this.bytes = bytes;
	}

	/**
	 * @param name a name as {@link #toString} writes it
	 * @return the type of that name, if there is one
	 */
	public static Optional<SourceType> byName(final String name) {
		return Arrays.stream(values()).filter(type -> type.name().toLowerCase(Locale.ROOT).equals(name)).findFirst();
	}

	/** @return bytes of one voxel */
	public int bytes() {
		return bytes;
	}

	/** @return whether it is one of the two float types */
	public boolean isFloat() {
		return labels == null;
	}

	/**
	 * @return the label type
	 * @throws IllegalStateException for a float type, whose label type depends on the values
	 */
	public LabelType labels() {
		if (labels == null)
			throw new IllegalStateException(this + " is no label type");
		return labels;
	}

	/**
	 * @param signed whether the bits are of signed numbers
	 * @return the type of the same bits with that sign; this for a float type
	 */
	public SourceType withSign(final boolean signed) {
		return switch (this) {
			case UINT8, INT8 -> signed ? INT8 : UINT8;
			case UINT16, INT16 -> signed ? INT16 : UINT16;
			case UINT32, INT32 -> signed ? INT32 : UINT32;
			case UINT64, INT64 -> signed ? INT64 : UINT64;
			case FLOAT32, FLOAT64 -> this;
		};
	}

	/**
	 * @param order byte order
	 * @return for example "uint32 little"
	 */
	public String toString(final ByteOrder order) {
		return this + (order == ByteOrder.BIG_ENDIAN ? " big" : " little");
	}

	/** @return the usual name, for example "uint32" */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
