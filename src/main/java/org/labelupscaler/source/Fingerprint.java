package org.labelupscaler.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.store.Stores;

/**
 * Sizes and times of files: what tells a file from itself before it was changed, without reading it.
 *
 * @param states path, size and time of each file, and, at an address, its version, in turn
 */
public record Fingerprint(List<Object> states) {

	/**
	 * @param files some files
	 * @return as they are now; one that is missing counts as such
	 */
	public static Fingerprint of(final List<Path> files) {
		final List<Object> states = new ArrayList<>();
		for (final Path file : files)
			try {
				states.addAll(state(file));
			}
			catch (final IOException e) {
				states.addAll(List.of(file, "missing"));
			}
		return new Fingerprint(states);
	}

	/** NB: on a disk the key is where a file is, which some systems do not keep. */
	private static List<Object> state(final Path file) throws IOException {
		final BasicFileAttributes told = Files.readAttributes(file, BasicFileAttributes.class);
		final boolean isElsewhere = Stores.isElsewhere(file) && told.fileKey() != null;
		return List.of(file, told.size(), told.lastModifiedTime(), isElsewhere ? told.fileKey() : "");
	}

	/**
	 * What tells files from all others, by reading them.
	 *
	 * @param files some files
	 * @return the SHA-256 of the files, one after the other, in hexadecimal: for a single file what the program sha256sum
	 *         prints
	 * @throws LabelUpscalerException if one cannot be read
	 */
	public static String sha256(final List<Path> files) {
		try {
			final MessageDigest digest = MessageDigest.getInstance("SHA-256");
			final byte[] buffer = new byte[1 << 18];
			for (final Path file : files)
				try (InputStream in = Files.newInputStream(file)) {
					for (int n = in.read(buffer); n >= 0; n = in.read(buffer))
						digest.update(buffer, 0, n);
				}
				catch (final IOException e) {
					throw new LabelUpscalerException("Cannot read " + file + ": " + LabelUpscalerException.reason(e), e);
				}
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}

	/**
	 * What tells files on a server from all others, by what it calls their versions, without reading them.
	 *
	 * @param folder what the files are in
	 * @param files the files
	 * @return the SHA-256 of their names in there, lengths and versions, in hexadecimal
	 * @throws LabelUpscalerException if one cannot be asked for
	 */
	static String ofVersions(final Path folder, final List<Path> files) {
		final StringBuilder versions = new StringBuilder();
		for (final Path file : files)
			try {
				final BasicFileAttributes told = Files.readAttributes(file, BasicFileAttributes.class);
				versions.append(folder.relativize(file)).append(' ').append(told.size()).append(' ').append(told.fileKey() == null ? told
					.lastModifiedTime() : told.fileKey()).append('\n');
			}
			catch (final IOException e) {
				throw new LabelUpscalerException("Cannot read " + file + ": " + LabelUpscalerException.reason(e), e);
			}
		return sha256(versions.toString());
	}

	/**
	 * @param text a text
	 * @return the SHA-256 of its UTF-8, in hexadecimal
	 */
	public static String sha256(final String text) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}
}
