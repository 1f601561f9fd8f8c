package org.labelupscaler.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.grid.VoxelSize;

/**
 * A source whose header has been read: everything but the voxels. Immutable. This is what a format makes of a path.
 */
public interface SourceFile {

	/** @return what to call it in messages: the file as the user named it, or the image */
	String name();

	/** @return the file to find it again by; nothing for an image that is only open */
	Optional<Path> location();

	/** @return the format in words, for example "NRRD, gzip" */
	String format();

	/** @return the type of the voxels */
	SourceType type();

	/** @return voxels along x, y, z, each 1 … 2^31 − 1; a copy */
	long[] size();

	/** @return the edges of a voxel */
	VoxelSize voxelSize();

	/** @return what the user should know of how it was read: what was guessed, what is not used; sentences */
	default List<String> notes() {
		return List.of();
	}

	/** @return where it came from, so that a target can be made beside it; by default where it is */
	default Optional<Path> origin() {
		return location();
	}

	/** @return how a file of nothing but voxels must be described; empty for a file that describes itself */
	String rawLayout();

	/** @return the files the source consists of; none for an image that is only open */
	List<Path> files();

	/**
	 * @param unit a unit
	 * @return this, with that unit if the file does not say one; voxels of which it says nothing are 1 long
	 */
	SourceFile withDefaultUnit(String unit);

	/** @return what a user can do about labels that are kept as floating-point numbers, a sentence */
	default String insteadOfFloats() {
		return "Export the labels as integers.";
	}

	/**
	 * Opens the voxels. A compressed source is decoded once, into a temporary file that disappears when the source is
	 * closed or the program ends.
	 *
	 * @param options where to, and what to accept
	 * @return the labels; the caller closes them
	 * @throws org.labelupscaler.InvalidInputException if the voxels are damaged, too few, too many, or no labels
	 */
	LabelSource open(SourceOptions options);

	/**
	 * @return the SHA-256 of the files, one after the other, in hexadecimal: for a single file what the program sha256sum
	 *         prints
	 */
	default String sha256() {
		return Fingerprint.sha256(files());
	}
}
