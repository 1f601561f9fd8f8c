package org.labelupscaler.source.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.file.TemporaryFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.ZipDirectory;

/** ZIP files with one TIFF file inside, as ImageJ writes them (File > Save As > ZIP). */
final class ZippedTiff {

	/** By how much deflate shrinks at the very most. */
	static final long MOST_SHRINK = 1040;
	private static final int AT_ONCE = 1 << 18;
	private static final int MOST_NAMED = 3;

	private ZippedTiff() {}

	static boolean isZip(final Path path) throws IOException {
		try (InputStream in = Files.newInputStream(path)) {
			return isZip(in.readNBytes(4));
		}
	}

	static boolean isZip(final byte[] start) {
		return start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
	}

	/** Whether there is a TIFF file inside, and no container of chunks. */
	static boolean recognises(final Path path) {
		try (ZipFile zip = open(path)) {
			return !tiffs(zip).isEmpty() && zip.stream().map(ZippedTiff::name).noneMatch(name -> name.equals(".zgroup") || name.equals(
				".zarray") || name.equals("zarr.json"));
		}
		catch (final IOException | RuntimeException e) {
			return false;
		}
	}

	private static ZipFile open(final Path path) throws IOException {
		ZipDirectory.checkLength(path);
		return new ZipFile(path.toFile());
	}

	private static String name(final ZipEntry entry) {
		return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
	}

	/** NB: macOS puts small files of its own beside others, of the same name. */
	private static List<ZipEntry> tiffs(final ZipFile zip) {
		final List<ZipEntry> found = new ArrayList<>();
		zip.stream().filter(entry -> !entry.isDirectory() && !entry.getName().startsWith("__MACOSX/") && !name(entry).startsWith(
			".") && name(entry).toLowerCase(Locale.ROOT).matches("(?s).*\\.tiff?")).forEach(found::add);
		return found;
	}

	/**
	 * @param path a ZIP file
	 * @param folder where to
	 * @return the one TIFF file in it, in a temporary file that vanishes when it is closed
	 * @throws InvalidInputException if there is none or several, it is damaged, or there is no room for it
	 */
	static FileChannel unpack(final Path path, final Path folder) {
		try (ZipFile zip = open(path)) {
			final List<ZipEntry> found = tiffs(zip);
			if (found.isEmpty())
				throw new InvalidInputException(path + " is a ZIP file without a TIFF file inside");
			if (found.size() > 1)
				throw new InvalidInputException(path + " holds " + found.size() + " TIFF files, such as '" + Texts.shown(String.join(
					"', '", found.stream().limit(MOST_NAMED).map(ZippedTiff::name).toList())) +
					"'; unpack it, and name one of them, or the folder if they are slices");
			return unpack(path, zip, found.get(0), folder);
		}
		catch (final ZipException | IllegalArgumentException e) {
			throw new InvalidInputException(path + " is a damaged ZIP file (" + Texts.shown(String.valueOf(e.getMessage())) + ")", e);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot unpack " + path + " into " + folder + ": " + LabelUpscalerException.reason(e) +
				". " + advice(folder), e);
		}
	}

	/** NB: who only asks what a file is cannot name a folder. */
	private static String advice(final Path folder) {
		return "Choose another folder for temporary files" + (folder.equals(SourceOptions.defaults().temporaryFolder())
			? "; this one is that of the Java property java.io.tmpdir, and is used wherever none can be chosen." : ".");
	}

	private static FileChannel unpack(final Path path, final ZipFile zip, final ZipEntry entry, final Path folder) throws IOException {
		final String what = path + ": '" + Texts.shown(entry.getName()) + "'";
		final long size = entry.getSize();
		if (size < 0 || size / MOST_SHRINK > entry.getCompressedSize())
			throw new InvalidInputException(what + " is damaged: it cannot have " + size + " bytes");
		if (Files.getFileStore(folder).getUsableSpace() < size)
			throw new InvalidInputException(what + " needs " + size + " bytes in " + folder + ", where there is no room for it. " +
				advice(folder));
		final FileChannel out = TemporaryFile.open(folder);
		boolean made = false;
		try (InputStream in = zip.getInputStream(entry)) {
			final CRC32 crc = new CRC32();
			long left = size;
			final byte[] buffer = new byte[AT_ONCE];
			for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
				if (Thread.currentThread().isInterrupted())
					throw new LabelUpscalerException("Stopped while reading " + path);
				left -= n;
				crc.update(buffer, 0, n);
				final ByteBuffer part = ByteBuffer.wrap(buffer, 0, n);
				while (left >= 0 && part.hasRemaining())
					out.write(part);
				if (left < 0)
					break;
			}
			if (left != 0 || crc.getValue() != entry.getCrc())
				throw new InvalidInputException(what + " is damaged: it has other bytes than the ZIP file says");
			made = true;
			return out;
		}
		catch (final EOFException e) {
			throw new ZipException("'" + entry.getName() + "' ends too early");
		}
		finally {
			if (!made)
				out.close();
		}
	}
}
