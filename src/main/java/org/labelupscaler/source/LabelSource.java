package org.labelupscaler.source;

import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;

/**
 * A label volume that can be read. Thread-safe. Axis order x, y, z; a 2-D image has one voxel along z.
 */
public interface LabelSource extends AutoCloseable {

	/** @return what to call the volume in messages, usually its file */
	String name();

	/** @return the type of the labels */
	LabelType type();

	/**
	 * @param label a label
	 * @return what it is called in the file: the label itself, unless the labels have been renumbered
	 */
	default long id(final long label) {
		return label;
	}

	/** @return how many labels have been numbered, from 1 on; 0 if labels are as they are */
	default int numbered() {
		return 0;
	}

	/** @return the type of what {@link #id} returns */
	default LabelType idType() {
		return type();
	}

	/** @return voxels along x, y, z, each 1 … 2^31 − 1; a new array */
	long[] size();

	/** @return the edges of a voxel */
	VoxelSize voxelSize();

	/**
	 * Reads a box of labels.
	 *
	 * @param min first voxel of the box, x, y, z
	 * @param size voxels of the box along x, y, z; the box lies within the volume
	 * @param out takes the labels, x fastest, from index 0 on
	 * @throws org.labelupscaler.LabelUpscalerException if the file cannot be read any more
	 */
	void read(long[] min, int[] size, long[] out);

	/** @return bytes of Java's memory that it may take; what is mapped into memory does not count */
	default long memory() {
		return 0;
	}

	/**
	 * Makes sure that what has been read is what the files held when they were opened.
	 *
	 * @throws org.labelupscaler.LabelUpscalerException if a file has been changed since
	 */
	default void checkUnchanged() {}

	/** Gives back files and temporary files. Reading afterwards is a mistake of the caller. */
	@Override
	void close();
}
