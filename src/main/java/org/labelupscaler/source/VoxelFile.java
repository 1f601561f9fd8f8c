package org.labelupscaler.source;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.VoxelPart.Behind;
import org.labelupscaler.source.VoxelPart.Encoding;

/**
 * A source whose voxels stand one after the other, x fastest, in one or more stretches of files, as they are or compressed.
 * Stretches of one file that are not compressed are read where they are; others are decoded once into a temporary file.
 *
 * @param header what the header says
 * @param parts the stretches in their order; together they are as long as the header says
 * @param order byte order
 * @param behind what may follow the voxels in a stream that is decoded
 */
public record VoxelFile(VolumeHeader header, List<VoxelPart> parts, ByteOrder order, Behind behind) implements
	DescribedFile
{

	/** The format of a file that is nothing but voxels. */
	public static final String RAW = "raw voxels";

	/**
	 * @throws InvalidInputException if a file is missing, or too short for its stretches
	 * @throws IllegalArgumentException if the stretches are not as long as the header says
	 */
	public VoxelFile {
		parts = List.copyOf(parts);
		if (parts.stream().mapToLong(VoxelPart::bytes).sum() != header.bytes())
			throw new IllegalArgumentException("the parts are not " + header.bytes() + " bytes");
		Path measured = null;
		long length = 0;
		for (final VoxelPart part : parts) {
			if (!part.file().equals(measured))
				length = length(header, part.file());
			measured = part.file();
			checkLength(header, part, length);
		}
	}

	/**
	 * Voxels in stretches that end where they end, whatever follows, or with the stream that they are decoded from.
	 *
	 * @param header what the header says
	 * @param parts the stretches in their order; together they are as long as the header says
	 * @param order byte order
	 * @throws InvalidInputException if a file is missing, or too short for its stretches
	 * @throws IllegalArgumentException if the stretches are not as long as the header says
	 */
	public VoxelFile(final VolumeHeader header, final List<VoxelPart> parts, final ByteOrder order) {
		this(header, parts, order, Behind.NOTHING);
	}

	/**
	 * All voxels in one file, up to its end.
	 *
	 * @param header what the header says
	 * @param data the file that holds the voxels; that of the header unless the header is detached
	 * @param offset byte in it at which the voxels, or their compressed form, start
	 * @param encoding how they are stored
	 * @param order byte order
	 * @return the source
	 * @throws InvalidInputException if the file does not match the header
	 */
	public static VoxelFile whole(final VolumeHeader header, final Path data, final long offset, final Encoding encoding,
		final ByteOrder order)
	{
		return whole(header, List.of(new VoxelPart(data, offset, 0, header.bytes(), encoding)), order);
	}

	/**
	 * All voxels in files, up to the end of each.
	 *
	 * @param header what the header says
	 * @param parts one stretch of each file, in their order; together they are as long as the header says
	 * @param order byte order
	 * @return the source
	 * @throws InvalidInputException if a file is missing, or not as long as its stretch
	 */
	public static VoxelFile whole(final VolumeHeader header, final List<VoxelPart> parts, final ByteOrder order) {
		final VoxelFile file = new VoxelFile(header, parts, order);
		for (final VoxelPart part : parts) {
			final long stored = length(header, part.file()) - part.offset();
			if (part.encoding() == Encoding.RAW && stored > part.bytes())
				throw doesNotMatch(header, part, stored);
		}
		return file;
	}

	/**
	 * All voxels in files whose header says how many they are. A few bytes may follow, which are not read: behind voxels as they
	 * are that is noted.
	 *
	 * @param header what the header says
	 * @param parts one stretch of each file, in their order; together they are as long as the header says
	 * @param order byte order
	 * @return the source
	 * @throws InvalidInputException if a file is missing, too short, or as long as with voxels of another type or number
	 */
	public static VoxelFile headed(final VolumeHeader header, final List<VoxelPart> parts, final ByteOrder order) {
		final VoxelFile file = new VoxelFile(header, parts, order, Behind.SURPLUS);
		long bytes = 0;
		Path longer = null;
		for (final VoxelPart part : parts) {
			final long surplus = length(header, part.file()) - part.offset() - part.bytes();
			if (part.encoding() != Encoding.RAW || surplus == 0)
				continue;
			if (!Surplus.mayFollow(header, part, surplus))
				throw doesNotMatch(header, part, part.bytes() + surplus);
			bytes += surplus;
			longer = longer == null ? part.file() : longer;
		}
		return longer == null ? file : new VoxelFile(header.withNotes(List.of(bytes + " bytes that follow the voxels in " + longer
			.getFileName() + (parts.size() > 1 ? ", or in others of its files," : "") + " are not read.")), parts, order, Behind.SURPLUS);
	}

	private static InvalidInputException doesNotMatch(final VolumeHeader header, final VoxelPart part, final long stored) {
		return new InvalidInputException(part.file() + " does not match its size: " + says(header, part) +
			", but the file has " + stored + " bytes of voxels");
	}

	private static String says(final VolumeHeader header, final VoxelPart part) {
		return part.bytes() == header.bytes() ? header.says() : "a part of the " + header.says() + " is " + part.bytes() +
			" bytes";
	}

	private static long length(final VolumeHeader header, final Path file) {
		try {
			return Files.size(file);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + file + (file.equals(header.path()) ? "" : ", a data file of " +
				header.path()) + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	private static void checkLength(final VolumeHeader header, final VoxelPart part, final long length) {
		final long stored = length - part.offset();
		if (part.encoding() == Encoding.RAW && (part.offset() < 0 || stored < part.bytes()))
			throw new InvalidInputException(part.file() + " is truncated or its size is wrong: " + says(header, part) +
				", but the file has " + Math.max(0, stored) + " bytes of voxels");
		// NB: a file smaller than what the best compression leaves is truncated or its header wrong.
		if (stored < (part.bytes() + part.skip()) / mostShrink(part.encoding()))
			throw new InvalidInputException(part.file() + " is truncated or its size is wrong: " + says(header, part) +
				", but its " + Math.max(0, stored) + " bytes of " + part.encoding().name().toLowerCase(Locale.ROOT) +
				" cannot hold that many");
	}

	/** By how much an encoding can shrink: deflate by 1032; bzip2 makes about 40 bytes of a block of 46 million. */
	private static long mostShrink(final Encoding encoding) {
		return switch (encoding) {
			case RAW -> 1;
			case GZIP, ZLIB -> 1040;
			case BZIP2 -> 2_000_000;
		};
	}

	@Override
	public DescribedFile withHeader(final VolumeHeader other) {
		return new VoxelFile(other, parts, order, behind);
	}

	@Override
	public String rawLayout() {
		return format().equals(RAW) ? type().toString(order) : "";
	}

	@Override
	public List<Path> files() {
		final Set<Path> files = new LinkedHashSet<>(List.of(header.path()));
		parts.forEach(part -> files.add(part.file()));
		return new ArrayList<>(files);
	}

	@Override
	public LabelSource open(final SourceOptions options) {
		final Path data = parts.get(0).file();
		final long usual = parts.get(0).bytes();
		boolean mapped = true;
		for (int p = 0; p < parts.size(); p++) {
			final VoxelPart part = parts.get(p);
			mapped &= part.encoding() == Encoding.RAW && part.file().equals(data) && part.bytes() % type().bytes() == 0;
			mapped &= part.bytes() == usual || p == parts.size() - 1 && part.bytes() < usual;
		}
		return mapped ? MappedSource.map(this, order, parts, options) : MappedSource.copy(this, order, new VoxelParts(header, parts, behind),
			options);
	}
}
