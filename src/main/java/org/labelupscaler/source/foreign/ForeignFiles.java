package org.labelupscaler.source.foreign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

/** Says what a file is that cannot be read, and what to do about it. */
public final class ForeignFiles {

	/** What stands in for a file first, for its name is that of the file; then those that tell more. */
	private static final List<Signature> LABELS = Stream.of(StandInSignatures.ALL, MicroscopeSignatures.ALL, VolumeSignatures.ALL,
		PictureSignatures.ALL, PackedSignatures.ZIPPED, PackedSignatures.ZIPS, PackedSignatures.ALL, TableSignatures.ALL).flatMap(
			List::stream).toList();

	/** Without plain text and ZIP archives, which may be lists of cells. */
	private static final List<Signature> CELLS = Stream.of(StandInSignatures.ALL, ReadSignatures.ALL, MicroscopeSignatures.ALL,
		VolumeSignatures.ALL, PictureSignatures.ALL, PackedSignatures.ZIPPED, PackedSignatures.ALL, TableSignatures.ALL).flatMap(
			List::stream).toList();

	private ForeignFiles() {}

	/**
	 * @param path a file that was given as labels, of no format that is read
	 * @return what it is and what makes of it something that is read, a sentence that names it; nothing if it is not known
	 * @throws InvalidInputException if it cannot be read
	 */
	public static Optional<String> asLabels(final Path path) {
		final FileStart start = start(path);
		if (start.has(0, "\u001F\u008B"))
			return Optional.of(path + " is " + gzipped(start));
		return named(LABELS, start).map(found -> path + " is " + found).or(() -> xml(path, start)).or(() -> named(
			TableSignatures.TEXT, start).map(found -> path + " is " + found));
	}

	/**
	 * Looks for what one has instead of a file, whatever its name: a web page, or a pointer to where it is.
	 *
	 * @param path a file that was given as labels
	 * @param bytes its first bytes
	 * @return what it is and what to do about it, a sentence that names it; nothing if it may be read
	 */
	public static Optional<String> standIn(final Path path, final byte[] bytes) {
		return named(StandInSignatures.ALL, FileStart.of(path.getFileName().toString(), 0, bytes)).map(found -> path + " is " +
			found);
	}

	/**
	 * @param path a file that was given as a list of cells
	 * @param bytes its first bytes, unpacked if it is gzipped
	 * @return what it is and what to do about it, a sentence that names it; nothing if it may be a list of cells
	 */
	public static Optional<String> asCells(final Path path, final byte[] bytes) {
		final FileStart start = FileStart.of(plain(path.getFileName().toString()), 0, bytes);
		return CELLS.stream().filter(signature -> signature.matches().test(start)).findFirst().map(signature -> path + " is " +
			signature.what() + ", " + signature.kind().noCells() + "; " + signature.asCells());
	}

	/** What a file is and what to do about it, behind "is". */
	static Optional<String> named(final Path path) {
		return named(LABELS, start(path));
	}

	private static Optional<String> named(final List<Signature> signatures, final FileStart start) {
		return signatures.stream().filter(signature -> signature.matches().test(start)).findFirst().map(signature -> signature
			.what() + ", " + signature.kind().noLabels() + "; " + signature.asLabels().orElseThrow());
	}

	private static String gzipped(final FileStart packed) {
		final FileStart inside = FileStart.of(plain(packed.name()), 0, unpacked(packed.bytes()));
		if (inside.has(257, "ustar"))
			return "a TAR archive, compressed with gzip; unpack it (tar xzf) and name what comes out";
		return "compressed with gzip; " + named(LABELS, inside).map(found -> "inside is " + found).orElse(
			"unpack it (gunzip) and name what comes out");
	}

	/** As far as it goes: only the beginning of the file is here. */
	private static byte[] unpacked(final byte[] packed) {
		final byte[] bytes = new byte[FileStart.MOST];
		int length = 0;
		try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
			for (int n = 0; n >= 0 && length < bytes.length; length += Math.max(0, n))
				n = in.read(bytes, length, bytes.length - length);
		}
		catch (final IOException e) {
			// NB: cut off, or damaged; what came before tells.
		}
		return Arrays.copyOf(bytes, length);
	}

	private static Optional<String> xml(final Path path, final FileStart start) {
		return start.root().isEmpty() ? Optional.empty() : Optional.of(path + " is XML with the root <" + start.root() +
			">, which is not read as labels; the only XML that is read is that of BigDataViewer, with the root <SpimData>");
	}

	private static String plain(final String name) {
		return name.replaceFirst("(?i)\\.gz$", "");
	}

	private static FileStart start(final Path path) {
		try (InputStream in = Files.newInputStream(path)) {
			return FileStart.of(path.getFileName().toString(), Files.size(path), in.readNBytes(FileStart.MOST));
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + path + ": " + LabelUpscalerException.reason(e), e);
		}
	}
}
