package org.labelupscaler.cells.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import javax.imageio.ImageIO;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.n5.AtomicFile;

/** Writes pictures as PNG or SVG; only pictures are ever replaced, and a file appears complete or not at all. */
public final class PictureFile {

	/** How a file of pictures begins. */
	private enum Format {

			PNG("\u0089PNG", ""), SVG("<?xml", "<svg");

		private final String start;
		private final String within;

		Format(final String start, final String within) {
			this.start = start;
			this.within = within;
		}

		boolean recognises(final String content) {
			return content.startsWith(start) && content.contains(within);
		}
	}

	private PictureFile() {}

	/**
	 * To be called before a picture is made, which may take long.
	 *
	 * @param file where it is to be written
	 * @throws InvalidInputException if its name ends in neither .png nor .svg, or there is something of that name that is no
	 *           such picture
	 */
	public static void check(final Path file) {
		final Format format = format(file);
		if (Files.isDirectory(file))
			throw new InvalidInputException(file + " is a folder; name a picture, for example cells.png");
		if (!Files.exists(file))
			return;
		if (!Files.isRegularFile(file))
			throw new InvalidInputException(file + " is no file; name a picture, for example cells.png");
		try (InputStream in = Files.newInputStream(file)) {
			final String start = new String(in.readNBytes(4096), StandardCharsets.ISO_8859_1);
			if (!format.recognises(start))
				throw new InvalidInputException(file + " exists and is no " + format + " picture, so it is not replaced. Choose " +
					"another name.");
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + file + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	/**
	 * @param picture a picture
	 * @param file where it is written, as PNG or SVG as its name says; an older picture is replaced
	 * @throws InvalidInputException see {@link #check}; or if it cannot be written
	 */
	public static void write(final Picture picture, final Path file) {
		check(file);
		try {
			AtomicFile.write(file, ByteBuffer.wrap(bytes(picture, format(file))), AtomicFile.Place.SHARED_FOLDER, false);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot write " + file + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	private static byte[] bytes(final Picture picture, final Format format) throws IOException {
		if (format == Format.SVG)
			return picture.svg().getBytes(StandardCharsets.UTF_8);
		final ByteArrayOutputStream png = new ByteArrayOutputStream();
		ImageIO.write(picture.pixels(), "png", png);
		return png.toByteArray();
	}

	private static Format format(final Path file) {
		final String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
		for (final Format format : Format.values())
			if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT)))
				return format;
		throw new InvalidInputException(file + ": a picture is called .png or .svg");
	}
}
