package org.labelupscaler.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.file.TemporaryFile;

/**
 * The voxels of a file, mapped into memory in windows of 1 GiB: the operating system decides what stays in memory, so
 * sources larger than memory work. Reads by voxel number. Thread-safe.
 */
final class MappedVoxels implements AutoCloseable {

	private static final int WINDOW_LOG = 30;


	private final SourceType type;
	private final FileChannel channel;
	private final ByteBuffer[] windows;
	private final long voxels;
	/** Where in the file the windows begin. */
	private final long base;
	/** Bytes of each stretch of voxels but the last, which may be shorter. */
	private final long stretch;
	/** Where in the file each stretch begins. */
	private final long[] offsets;

	private MappedVoxels(final SourceFile file, final ByteOrder order, final FileChannel channel, final long stretch,
		final long... offsets) throws IOException
	{
		this.type = file.type();
		this.channel = channel;
		this.stretch = stretch;
		this.offsets = offsets;
		final long bytes = bytes(file);
		voxels = bytes / type.bytes();
		base = Arrays.stream(offsets).min().orElseThrow();
		long end = offsets[offsets.length - 1] + bytes - (offsets.length - 1) * stretch;
		for (int i = 0; i < offsets.length - 1; i++)
			end = Math.max(end, offsets[i] + stretch);
		windows = new ByteBuffer[Math.toIntExact((end - base - 1 >>> WINDOW_LOG) + 1)];
		for (int w = 0; w < windows.length; w++) {
			final long from = base + ((long) w << WINDOW_LOG);
			// NB: a window reaches into the next one, so that no voxel lies across two.
			windows[w] = channel.map(MapMode.READ_ONLY, from, Math.min(end - from, (1L << WINDOW_LOG) + type.bytes() - 1)).order(
				order);
		}
	}

	/** Maps uncompressed voxels where they are: stretches of one file, all of the same length but the last. */
	static MappedVoxels map(final SourceFile file, final ByteOrder order, final List<VoxelPart> parts) {
		final VoxelPart first = parts.get(0);
		try {
			final FileChannel channel = FileChannel.open(first.file(), StandardOpenOption.READ);
			try {
				return new MappedVoxels(file, order, channel, first.bytes(), parts.stream().mapToLong(
					VoxelPart::offset).toArray());
			}
			catch (final IOException | RuntimeException e) {
				channel.close();
				throw e;
			}
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + first.file() + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	/** Puts voxels into a temporary file and maps that. */
	static MappedVoxels copy(final SourceFile file, final ByteOrder order, final VoxelContent content, final Path folder) {
		final FileChannel temporary = openTemporary(file, folder);
		boolean made = false;
		try {
			content.writeTo(temporary);
			final MappedVoxels voxels = new MappedVoxels(file, order, temporary, bytes(file), 0);
			made = true;
			return voxels;
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot decode " + file.name() + " into " + folder + ": " + LabelUpscalerException
				.reason(e) + ". Choose another folder for temporary files.", e);
		}
		finally {
			if (!made)
				closeQuietly(temporary);
		}
	}

	private static FileChannel openTemporary(final SourceFile file, final Path folder) {
		try {
			final long free = Files.getFileStore(folder).getUsableSpace();
			if (free < bytes(file))
				throw new InvalidInputException("Decoding " + file.name() + " needs " + bytes(file) + " bytes in " + folder +
					", which has " + free + " free. Choose another folder for temporary files.");
			return TemporaryFile.open(folder);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot make a temporary file in " + folder + ": " + LabelUpscalerException
				.reason(e) + ". Choose another folder for temporary files.", e);
		}
	}

	private static long bytes(final SourceFile file) {
		final long[] size = file.size();
		return size[0] * size[1] * size[2] * file.type().bytes();
	}

	/**
	 * Reads consecutive voxels.
	 *
	 * @param voxel number of the first
	 * @param count how many
	 * @param out takes them; float voxels as the whole numbers they are
	 * @param to first index
	 */
	void read(final long voxel, final int count, final long[] out, final int to) {
		if (voxel < 0 || voxel + count > voxels)
			throw new IndexOutOfBoundsException("voxels " + voxel + " to " + (voxel + count - 1) + " of " + voxels);
		final int bytes = type.bytes();
		int done = 0;
		while (done < count) {
			final long at = position(voxel + done);
			final ByteBuffer window = window(at);
			final int start = (int) (at & (1L << WINDOW_LOG) - 1);
			final long left = offsets.length == 1 ? Long.MAX_VALUE : stretch - (voxel + done) * bytes % stretch;
			final int n = (int) Math.min(count - done, Math.min(left, window.limit() - start) / bytes);
			switch (type) {
				case FLOAT32 -> {
					for (int i = 0; i < n; i++)
						out[to + done + i] = (long) window.getFloat(start + 4 * i);
				}
				case FLOAT64 -> {
					for (int i = 0; i < n; i++)
						out[to + done + i] = (long) window.getDouble(start + 8 * i);
				}
				default -> type.labels().get(window, start, out, to + done, n);
			}
			done += n;
		}
	}

	/** Where a voxel is, in bytes from the first window's begin. */
	private long position(final long voxel) {
		final long bytes = voxel * type.bytes();
		return offsets.length == 1 ? bytes : offsets[(int) (bytes / stretch)] - base + bytes % stretch;
	}

	private ByteBuffer window(final long at) {
		final ByteBuffer window = windows[(int) (at >>> WINDOW_LOG)];
		if (window == null)
			throw new IllegalStateException("the source is closed");
		return window;
	}

	/** Reads one float voxel as it is; the only place where a label is ever looked at as a floating-point number. */
	double readFloat(final long voxel) {
		final long at = position(voxel);
		final ByteBuffer window = window(at);
		final int start = (int) (at & (1L << WINDOW_LOG) - 1);
		return type == SourceType.FLOAT32 ? window.getFloat(start) : window.getDouble(start);
	}

	/** Closes the file. The mapping itself lives until it is garbage, and so does the space of a temporary file. */
	@Override
	public void close() {
		closeQuietly(channel);
		Arrays.fill(windows, null);
	}

	private static void closeQuietly(final FileChannel channel) {
		try {
			channel.close();
		}
		catch (final IOException e) {
			// NB: nothing was written that anybody could miss.
		}
	}
}
