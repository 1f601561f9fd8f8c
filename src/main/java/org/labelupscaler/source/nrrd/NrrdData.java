package org.labelupscaler.source.nrrd;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.DataFiles;
import org.labelupscaler.source.HeaderFields;
import org.labelupscaler.source.VoxelPart;
import org.labelupscaler.source.VoxelPart.Encoding;

/**
 * Where the voxels of a NRRD are: behind the header, in a file, in a list of files, or in files with numbers in their names;
 * behind lines or bytes to be skipped. Lines are skipped before a stream is decoded; bytes in the decoded stream.
 */
final class NrrdData {

	private static final String FIELD = "data file";
	/** Lines to be skipped are the header of another format, which is not longer than this. */
	private static final long LONGEST = 1 << 24;
	/** The same for bytes, which may be anything. */
	private static final long MOST_DECODED = 1 << 30;

	private final NrrdHeader header;
	private final HeaderFields fields;
	private final DataFiles files;
	private final long[] sizes;
	private final Encoding encoding;

	/** For sizes of all axes. */
	NrrdData(final NrrdHeader header, final long[] sizes) {
		this.header = header;
		fields = header.fields();
		files = new DataFiles(fields, FIELD);
		this.sizes = sizes;
		encoding = encoding();
	}

	private Encoding encoding() {
		return switch (fields.require("encoding").toLowerCase(Locale.ROOT)) {
			case "raw" -> Encoding.RAW;
			case "gz", "gzip" -> Encoding.GZIP;
			case "bz2", "bzip2" -> Encoding.BZIP2;
			case "txt", "text", "ascii", "hex" -> throw fields.wrong("encoding", "but voxels that are written as text are not " +
				"supported; save the volume with encoding raw, gzip or bzip2");
			default -> throw fields.wrong("encoding", "expected raw, gzip or bzip2");
		};
	}

	/** Whether the voxels are in other files than the header. */
	boolean isDetached() {
		return fields.get(FIELD) != null;
	}

	/** All stretches, which together are as many bytes as asked for. */
	List<VoxelPart> parts(final long bytes) {
		final List<Path> paths = isDetached() ? paths() : List.of(fields.path());
		final long share = bytes / paths.size();
		final List<VoxelPart> parts = new ArrayList<>();
		for (final Path path : paths)
			parts.add(part(path, share));
		return parts;
	}

	private List<Path> paths() {
		final String value = fields.get(FIELD);
		final String[] words = fields.words(FIELD);
		if (words[0].equals("LIST") && words.length <= 2)
			return find(header.list(), words.length == 2 ? words[1] : null);
		if (words[0].equals("SKIPLIST"))
			throw fields.wrong(FIELD, "but a list with bytes to skip is not supported; write LIST and give byte skip");
		final List<String> parts = DataFiles.split(value, 4);
		if (!value.contains("%") || parts.size() < 4)
			return List.of(files.find(value));
		return find(files.numbered(parts.get(0), Long.parseLong(parts.get(1)), Long.parseLong(parts.get(2)), Long.parseLong(
			parts.get(3))), parts.size() == 5 ? parts.get(4) : null);
	}

	/**
	 * As many files as there are pieces of as many dimensions as a file has, by default one less than the volume; or, if a
	 * file has as many as the volume, any number of equal slabs.
	 */
	private List<Path> find(final List<String> names, final String dimension) {
		final int most = sizes.length;
		if (dimension != null && !dimension.matches("[1-9]\\d?") || dimension != null && Integer.parseInt(dimension) > most)
			throw fields.wrong(FIELD, "expected 1 to " + most + " for the dimension of a file");
		final int of = dimension == null ? most - 1 : Integer.parseInt(dimension);
		long pieces = 1;
		for (int d = of; d < most; d++)
			pieces *= sizes[d];
		if (of < most && names.size() != pieces)
			throw fields.wrong(FIELD, "but that makes " + names.size() + " files, and " + pieces + " are needed for sizes " + fields
				.get("sizes"));
		if (names.isEmpty() || of == most && sizes[most - 1] % names.size() != 0)
			throw fields.wrong(FIELD, "but " + names.size() + " files cannot share " + sizes[most - 1] + " slices equally");
		return files.find(names);
	}

	private VoxelPart part(final Path path, final long bytes) {
		final long lines = fields.number("line skip", 0);
		final long skip = fields.number("byte skip", 0);
		if (lines < 0)
			throw fields.wrong("line skip", "expected 0 or more");
		final long start = isDetached() ? 0 : header.length();
		final long length = files.length(path);
		if (encoding != Encoding.RAW) {
			if (skip < 0 || skip > MOST_DECODED)
				throw fields.wrong("byte skip", "expected 0 to " + MOST_DECODED + " for a compressed file");
			return new VoxelPart(path, afterLines(path, start, lines), skip, bytes, encoding);
		}
		if (skip >= 0) {
			final long behind = afterLines(path, start, lines);
			if (skip > length - behind)
				throw fields.wrong("byte skip", "but " + path + " has only " + (length - behind) + " bytes there");
			return VoxelPart.raw(path, behind + skip, bytes);
		}
		// NB: -1 is the end of the file, -2 one byte before it.
		final long offset = length + (skip + 1) - bytes;
		if (skip + 1 < -length || offset < start)
			throw fields.wrong("byte skip", "but " + path + " is too short: " + bytes + " bytes of voxels do not fit into " +
				(length - start));
		return VoxelPart.raw(path, offset, bytes);
	}

	private long afterLines(final Path path, final long start, final long lines) {
		if (lines == 0)
			return start;
		try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
			in.skipNBytes(start);
			long at = start;
			for (long left = lines; left > 0; at++) {
				final int c = in.read();
				if (c < 0 || at - start > LONGEST)
					throw fields.wrong("line skip", "but " + path + " has no " + lines + " lines");
				left -= c == '\n' ? 1 : 0;
			}
			return at;
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + path + ": " + LabelUpscalerException.reason(e), e);
		}
	}
}
