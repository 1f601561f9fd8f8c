package org.labelupscaler.source.hdf5;

import io.jhdf.exceptions.HdfException;

/**
 * How an extensible array grows: some entries in the index itself, then groups of blocks; group g has 2^(g/2) blocks of
 * 2^((g+1)/2) times the smallest block's entries. The blocks of the first groups are named in the index, those of each
 * later one in a block of its own.
 *
 * @param bits how many bits the number of an entry may have
 * @param inIndex entries in the index itself
 * @param smallest entries of the smallest block
 * @param pointers blocks that the first block of blocks names
 */
record ExtensibleArrayShape(int bits, int inIndex, int smallest, int pointers) {

	ExtensibleArrayShape {
		final boolean powers = Integer.bitCount(smallest) == 1 && Integer.bitCount(pointers) == 1;
		if (bits < 1 || bits > 62 || !powers || pointers < 2)
			throw new HdfException("the index of chunks is an array of 2^" + bits + " entries in blocks of " + smallest +
				", named by " + pointers);
	}

	/** Bytes of the number of an entry. */
	int offsetSize() {
		return (bits + 7) / 8;
	}

	/** Groups whose blocks are named in the index. */
	int directGroups() {
		return 2 * Integer.numberOfTrailingZeros(pointers);
	}

	/** The group of an entry that is not in the index. */
	int group(final long number) {
		return 63 - Long.numberOfLeadingZeros((number - inIndex) / smallest + 1);
	}

	long blocks(final int group) {
		return 1L << group / 2;
	}

	long entriesOfBlock(final int group) {
		return (1L << (group + 1) / 2) * smallest;
	}

	/** The first entry of a group: the groups before it have 2^group - 1 smallest blocks together. */
	long firstOfGroup(final int group) {
		return inIndex + ((1L << group) - 1) * smallest;
	}

	long blocksBefore(final int group) {
		long blocks = 0;
		for (int g = 0; g < group; g++)
			blocks += blocks(g);
		return blocks;
	}
}
