package org.labelupscaler.source.metaimage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.DataFiles;
import org.labelupscaler.source.HeaderFields;
import org.labelupscaler.source.VoxelPart;
import org.labelupscaler.source.VoxelPart.Encoding;

/**
 * Where the voxels of a MetaImage are: behind the header, in a file, in a list of files, or in files with numbers in their
 * names; with a header of HeaderSize bytes before them in each.
 */
final class MetaData {

	private static final String FIELD = MetaHeader.DATA_FILE;

	private final MetaHeader header;
	private final HeaderFields fields;
	private final DataFiles files;
	private final long headerSize;
	private final boolean compressed;
	private final List<Path> paths;

	/** For a volume of that size. */
	MetaData(final MetaHeader header, final long[] sizes) {
		this.header = header;
		fields = header.fields();
		files = new DataFiles(fields, FIELD);
		headerSize = fields.number("HeaderSize", 0);
		compressed = header.isTrue("CompressedData", false);
		if (headerSize < -1)
			throw fields.wrong("HeaderSize", "expected -1 or more");
		if (headerSize == -1 && compressed)
			throw fields.wrong("HeaderSize", "but where a compressed stream begins cannot be told from its end");
		if (!header.isTrue("BinaryData", true))
			throw fields.wrong("BinaryData", "but voxels that are written as text are not supported; save the image as binary");
		paths = paths(sizes);
	}

	boolean isLocal() {
		return fields.get(FIELD).equalsIgnoreCase("LOCAL");
	}

	boolean isCompressed() {
		return compressed;
	}

	private List<Path> paths(final long[] sizes) {
		if (isLocal())
			return List.of(fields.path());
		final String value = fields.get(FIELD);
		final String[] words = fields.words(FIELD);
		if (words[0].equals("LIST") && words.length <= 2)
			return find(header.list(), pieces(sizes, words.length == 2 ? words[1] : null));
		if (value.contains("%"))
			return numbered(value, sizes[sizes.length - 1]);
		return List.of(files.find(value));
	}

	/**
	 * Of as many dimensions as a file has, by default one less than the image. NB: MetaIO takes "2D" for 2. As many
	 * as the image has mean something else to each of its versions.
	 */
	private long pieces(final long[] sizes, final String dimension) {
		if (dimension != null && !(dimension.matches("[1-9][dD]?") && dimension.charAt(0) - '0' < sizes.length))
			throw fields.wrong(FIELD, "expected 1 to " + (sizes.length - 1) + " for the dimension of a file");
		final int of = dimension == null ? sizes.length - 1 : dimension.charAt(0) - '0';
		long pieces = 1;
		for (int d = of; d < sizes.length; d++)
			pieces *= sizes[d];
		return pieces;
	}

	/** A pattern, and up to three numbers: the first, the last, the step. */
	private List<Path> numbered(final String value, final long pieces) {
		final List<String> words = DataFiles.split(value, 3);
		final long first = words.size() > 1 ? Long.parseLong(words.get(1)) : 1;
		final long last = words.size() > 2 ? Long.parseLong(words.get(2)) : first + pieces - 1;
		final long step = words.size() > 3 ? Long.parseLong(words.get(3)) : step(last - first, pieces);
		return find(files.numbered(words.get(0), first, last, step), pieces);
	}

	private static long step(final long range, final long pieces) {
		final long step = pieces > 1 ? range / (pieces - 1) : 0;
		return step != 0 ? step : range < 0 ? -1 : 1;
	}

	private List<Path> find(final List<String> names, final long pieces) {
		if (names.size() != pieces)
			throw fields.wrong(FIELD, "but that makes " + names.size() + " files, and " + pieces + " are needed for DimSize " + fields
				.get("DimSize"));
		return files.find(names);
	}

	/** Whether files of voxels as they are have twice the bytes that are needed. */
	boolean isTwice(final long bytes) {
		return !compressed && headerSize >= 0 && paths.stream().allMatch(path -> files.length(path) - start() == 2 * (bytes /
			paths.size()));
	}

	/** All stretches, which together are as many bytes as asked for. */
	List<VoxelPart> parts(final long bytes) {
		return paths.stream().map(path -> part(path, bytes / paths.size())).toList();
	}

	/** NB: HeaderSize counts from the beginning of a file, also of one that begins with the header itself. */
	private long start() {
		return headerSize > 0 ? headerSize : isLocal() ? header.length() : 0;
	}

	private VoxelPart part(final Path path, final long bytes) {
		final long length = files.length(path);
		final long start = headerSize == -1 ? length - bytes : start();
		if (start > length || isLocal() && start < header.length() || start < 0)
			throw fields.wrong(headerSize == 0 ? FIELD : "HeaderSize", "but " + path + " has " + length + " bytes, and " + bytes +
				" bytes of voxels are needed");
		return new VoxelPart(path, start, 0, bytes, compressed ? encoding(path, start) : Encoding.RAW);
	}

	/** ITK writes zlib and reads gzip too. */
	private Encoding encoding(final Path path, final long start) {
		final ByteBuffer magic = ByteBuffer.allocate(2);
		try (FileChannel in = FileChannel.open(path)) {
			while (magic.hasRemaining() && in.read(magic, start + magic.position()) >= 0);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + path + ": " + LabelUpscalerException.reason(e), e);
		}
		final int first = magic.get(0) & 0xff;
		final int second = magic.get(1) & 0xff;
		if (first == 0x1f && second == 0x8b)
			return Encoding.GZIP;
		if (!magic.hasRemaining() && (first & 15) == 8 && (first << 8 | second) % 31 == 0)
			return Encoding.ZLIB;
		throw fields.wrong("CompressedData", "but " + path + " has neither a zlib nor a gzip stream at byte " + start);
	}
}
