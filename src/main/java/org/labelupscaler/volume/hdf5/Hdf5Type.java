package org.labelupscaler.volume.hdf5;

import org.labelupscaler.label.LabelType;

/** What the numbers of a dataset are; all of them little-endian. */
public enum Hdf5Type {

		/** Unsigned, 8 bit. */
		UINT8(1),
		/** Unsigned, 16 bit. */
		UINT16(2),
		/** Unsigned, 32 bit. */
		UINT32(4),
		/** Unsigned, 64 bit. */
		UINT64(8),
		/** Signed, 8 bit. */
		INT8(1),
		/** Signed, 16 bit. */
		INT16(2),
		/** Signed, 32 bit. */
		INT32(4),
		/** Signed, 64 bit. */
		INT64(8),
		/** IEEE 754, 64 bit. */
		FLOAT64(8);

	/** IV.A.2.d, class 0: the bit that says that there is a sign. */
	private static final int SIGNED = 8;

	private final int bytes;

	Hdf5Type(final int bytes) {
		this.bytes = bytes;
	}

	/**
	 * @param type a type of labels
	 * @return the same
	 */
	static Hdf5Type of(final LabelType type) {
		return valueOf(type.name());
	}

	/** Bytes of a number. */
	int bytes() {
		return bytes;
	}

	/** IV.A.2.d, version 1: class, where the parts of a number are, and how many bits it has. */
	byte[] datatype() {
		final Hdf5Bytes out = new Hdf5Bytes(0);
		if (this == FLOAT64)
			// NB: a leading 1 that is not stored, the sign in bit 63, 11 bits of exponent from 52 on, its bias.
			return out.int8(0x11, 0x20, 63, 0).int32(bytes).int16(0).int16(64).int8(52, 11, 0, 52).int32(1023).toArray();
		return out.int8(0x10, name().startsWith("U") ? 0 : SIGNED, 0, 0).int32(bytes).int16(0).int16(8 * bytes).toArray();
	}
}
