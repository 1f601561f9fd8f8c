package org.labelupscaler.cells.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

import javax.imageio.ImageIO;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.file.AtomicStream;
import org.labelupscaler.volume.OwnVolume;

/**
 * Writes pictures as PNG or SVG, with a mark that says which program made them and what they show; only pictures with the same mark
 * are ever replaced, and a file appears complete or not at all.
 */
public final class PictureFile {

	/** Bytes of a PNG before its second chunk: the signature, and the first chunk with its length, name and checksum. */
	private static final int PNG_HEADER = 8 + 4 + 4 + 13 + 4;
	private static final String PNG_START = "\u0089PNG\r\n\u001a\n";
	private static final int MOST_START = 4096;

	private enum Format {
			PNG, SVG
	}

	private PictureFile() {}

	/**
	 * To be called before a picture is made, which may take long.
	 *
	 * @param file where it is to be written
	 * @param kind what it will show
	 * @throws InvalidInputException if its name ends in neither .png nor .svg, there is something of that name that is no
	 *           picture of that kind made by this program, or it would lie in a container
	 */
	public static void check(final Path file, final PictureKind kind) {
		check(file, format(file), kind);
	}

	/**
	 * The same for a preview, which is written as PNG, whatever its name.
	 *
	 * @param file where it is to be written
	 * @throws InvalidInputException see {@link #check(Path, PictureKind)}
	 */
	public static void checkPreview(final Path file) {
		check(file, Format.PNG, PictureKind.PREVIEW);
	}

	/**
	 * Finds out before a picture is made that it is too large.
	 *
	 * @param file where it is to be written
	 * @param size its size
	 * @throws InvalidInputException if it has a height and Java has no memory for so many pixels
	 */
	public static void checkMemory(final Path file, final PictureSize size) {
		if (format(file) == Format.PNG)
			PictureSize.checkMemory(size.width(), size.height(), Runtime.getRuntime().maxMemory());
	}

	private static void check(final Path file, final Format format, final PictureKind kind) {
		if (Files.isDirectory(file))
			throw new InvalidInputException(file + " is a folder; name a picture, for example cells.png");
		OwnVolume.checkOutside(file);
		for (Path folder = file.toAbsolutePath().getParent(); folder != null; folder = folder.getParent())
			if (Files.exists(folder) && !Files.isDirectory(folder))
				throw new InvalidInputException(file + ": " + folder + " is no folder. Choose another name.");
		// NB: of a link to nowhere, too, it is not known what it is for.
		if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS))
			return;
		final PictureKind there = kind(file, format).orElseThrow(() -> new InvalidInputException(file +
			" exists and was not made by this program, so it is not touched. Choose another name."));
		if (there != kind)
			throw new InvalidInputException(file + " exists and is a " + there.word() + ", which a " + kind.word() +
				" must not replace. Choose another name, or delete it yourself.");
	}

	/** What a picture of this program shows; nothing if it is none. */
	private static Optional<PictureKind> kind(final Path file, final Format format) {
		if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
			return Optional.empty();
		try (InputStream in = Files.newInputStream(file)) {
			final String start = new String(in.readNBytes(MOST_START), StandardCharsets.ISO_8859_1);
			return Arrays.stream(PictureKind.values()).filter(kind -> switch (format) {
				case PNG -> start.startsWith(PNG_START) && start.startsWith(new String(mark(kind), StandardCharsets.ISO_8859_1), PNG_HEADER);
				case SVG -> start.startsWith(SvgCanvas.start(kind));
			}).findFirst();
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + file + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	/**
	 * @param picture a picture
	 * @param file where it is written, as PNG or SVG as its name says; an older one of its kind is replaced
	 * @throws InvalidInputException see {@link #check}
	 * @throws LabelUpscalerException if it cannot be written; nothing is left behind then
	 */
	public static void write(final Picture picture, final Path file) {
		check(file, picture.kind());
		if (format(file) == Format.SVG)
			AtomicStream.write(file, picture.svg().getBytes(StandardCharsets.UTF_8));
		else
			writePng(picture.pixels(), picture.kind(), file);
	}

	/**
	 * @param pixels a preview
	 * @param file where it is written as PNG; an older one is replaced
	 * @throws InvalidInputException see {@link #checkPreview}
	 * @throws LabelUpscalerException if it cannot be written; nothing is left behind then
	 */
	public static void writePreview(final BufferedImage pixels, final Path file) {
		checkPreview(file);
		writePng(pixels, PictureKind.PREVIEW, file);
	}

	private static void writePng(final BufferedImage pixels, final PictureKind kind, final Path file) {
		try {
			AtomicStream.write(file, png(pixels, mark(kind)));
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot write " + file + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	private static byte[] png(final BufferedImage pixels, final byte[] mark) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageIO.write(pixels, "png", bytes);
		final byte[] plain = bytes.toByteArray();
		return ByteBuffer.allocate(plain.length + mark.length).put(plain, 0, PNG_HEADER).put(mark).put(plain, PNG_HEADER,
			plain.length - PNG_HEADER).array();
	}

	/** A text chunk as the PNG specification has it, of the keyword that it has for programs. */
	private static byte[] mark(final PictureKind kind) {
		return chunk("tEXt", "Software\0Label Upscaler (" + kind.word() + ")");
	}

	/** Length of the content, name, content, and a checksum of these two. */
	private static byte[] chunk(final String name, final String content) {
		final byte[] text = (name + content).getBytes(StandardCharsets.ISO_8859_1);
		final CRC32 crc = new CRC32();
		crc.update(text);
		return ByteBuffer.allocate(text.length + 8).putInt(content.length()).put(text).putInt((int) crc.getValue()).array();
	}

	/** Whether a picture of that name is written as SVG. */
	static boolean isSvg(final Path file) {
		return format(file) == Format.SVG;
	}

	private static Format format(final Path file) {
		final String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
		for (final Format format : Format.values())
			if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT)))
				return format;
		throw new InvalidInputException(file + ": a picture is called .png or .svg");
	}
}
