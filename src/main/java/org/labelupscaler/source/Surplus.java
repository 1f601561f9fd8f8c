package org.labelupscaler.source;

/**
 * The rule for bytes that follow the voxels a header describes. Other programs do not look at them, and files get them by
 * padding, or from whatever was appended; so they are left out, and that is noted. But if a file is as long as it would be
 * with voxels of another type, with another length of an axis, or with more volumes, or more than twice as long as it should
 * be, its header is doubted, and it is refused.
 */
final class Surplus {

	/** A block of a disk or tape, up to which files of any length are padded. */
	private static final long BLOCK = 4096;

	private Surplus() {}

	/** How many bytes may follow, at most. */
	static long most(final VoxelPart part) {
		return Math.max(part.bytes(), BLOCK);
	}

	/** Whether that many bytes may follow the voxels of a part; 0 may. */
	static boolean mayFollow(final VolumeHeader header, final VoxelPart part, final long surplus) {
		final int bytes = header.type().bytes();
		final long voxels = Math.max(1, part.bytes() / bytes);
		if (surplus == 0)
			return true;
		if (surplus > most(part) || (part.bytes() + surplus) % voxels == 0)
			return false;
		// NB: were one axis longer than the header says, there would be more of what lies across it.
		final long[] size = header.size();
		final long depth = part.bytes() == header.bytes() ? size[2] : 1;
		for (final long across : new long[] { size[0] * size[1], size[0] * depth, size[1] * depth })
			if (surplus % (across * bytes) == 0)
				return false;
		return true;
	}
}
