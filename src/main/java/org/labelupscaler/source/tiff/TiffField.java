package org.labelupscaler.source.tiff;

/**
 * A field of a directory: where its values are.
 *
 * @param tag which one
 * @param type number of the type of its values
 * @param count how many values
 * @param position byte of the file at which they begin; all of them are within the file
 */
record TiffField(Tag tag, int type, long count, long position) {

	/** Bytes of a value by the number of its type; 0 where there is no such type. */
	private static final int[] BYTES = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8 };

	/** Bytes of a value of a type; 0 if there is no such type. */
	static int bytes(final int type) {
		return type < BYTES.length ? BYTES[type] : 0;
	}

	int valueBytes() {
		return bytes(type);
	}

	/** Whether the values are whole numbers without sign. */
	boolean isUnsigned() {
		return switch (type) {
			case 1, 3, 4, 13, 16, 18 -> true;
			default -> false;
		};
	}

	boolean isRational() {
		return type == 5;
	}
}
