package org.labelupscaler.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.LabelUpscalerException;
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
	 * @return this, with that unit if the file says how large its voxels are but not in which unit
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
		try {
			final MessageDigest digest = MessageDigest.getInstance("SHA-256");
			final byte[] buffer = new byte[1 << 18];
			for (final Path file : files())
				try (InputStream in = Files.newInputStream(file)) {
					for (int n = in.read(buffer); n >= 0; n = in.read(buffer))
						digest.update(buffer, 0, n);
				}
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot read " + name() + ": " + LabelUpscalerException.reason(e), e);
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}
}
