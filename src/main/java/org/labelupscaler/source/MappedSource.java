package org.labelupscaler.source;

import java.nio.ByteOrder;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Owned;
import org.labelupscaler.Remedy;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;

/** The labels of a source, from mapped voxels. */
public final class MappedSource implements LabelSource {

	/** From here on a 32-bit float cannot hold every whole number. */
	private static final double LARGEST_EXACT_FLOAT = 1 << 24;
	/** The same for a 64-bit float. */
	private static final double LARGEST_EXACT_DOUBLE = 1L << 53;

	private static final int CHECK_EVERY = 1 << 20;

	private final SourceFile file;
	private final long[] size;
	private final LabelType type;
	private final MappedVoxels voxels;
	/** Of the files when they were opened. */
	private final Fingerprint fingerprint;

	private MappedSource(final SourceFile file, final MappedVoxels voxels, final Fingerprint fingerprint,
		final boolean acceptRoundedIds)
	{
		this.fingerprint = fingerprint;
		this.file = file;
		this.size = file.size();
		this.voxels = voxels;
		this.type = file.type().isFloat() ? checkFloats(acceptRoundedIds) : file.type().labels();
	}

	/** Maps the voxels of a file where they are. */
	static LabelSource map(final SourceFile file, final ByteOrder order, final List<VoxelPart> parts, final SourceOptions options) {
		final Fingerprint fingerprint = Fingerprint.of(file.files());
		return of(file, Owned.of(MappedVoxels.map(file, order, parts)), fingerprint, options);
	}

	private static LabelSource of(final SourceFile file, final Owned<MappedVoxels> voxels, final Fingerprint fingerprint,
		final SourceOptions options)
	{
		try (voxels) {
			final MappedSource source = new MappedSource(file, voxels.get(), fingerprint, options.acceptRoundedIds());
			voxels.take();
			return source;
		}
	}

	/**
	 * Copies the voxels of a source into a temporary file, once, and maps that.
	 *
	 * @param file the source
	 * @param order byte order of what is written
	 * @param content writes the voxels
	 * @param options where to, and what to accept
	 * @return the labels; the temporary file disappears when they are closed
	 * @throws InvalidInputException if the voxels are no labels, or there is no room for them
	 */
	public static LabelSource copy(final SourceFile file, final ByteOrder order, final VoxelContent content,
		final SourceOptions options)
	{
		final Fingerprint fingerprint = Fingerprint.of(file.files());
		return of(file, Owned.of(MappedVoxels.copy(file, order, content, options.temporaryFolder())), fingerprint, options);
	}

	/**
	 * Looks at every voxel of a float source.
	 *
	 * @return the smallest of uint32, int32, uint64, int64 that holds all labels
	 */
	private LabelType checkFloats(final boolean acceptRoundedIds) {
		final long n = size[0] * size[1] * size[2];
		final double exact = file.type() == SourceType.FLOAT32 ? LARGEST_EXACT_FLOAT : LARGEST_EXACT_DOUBLE;
		double smallest = 0;
		double largest = 0;
		for (long i = 0; i < n; i++) {
			if (i % CHECK_EVERY == 0 && Thread.currentThread().isInterrupted())
				throw new LabelUpscalerException("Stopped while reading " + file.name());
			final double value = readFloat(i);
			if (!Double.isFinite(value))
				throw new InvalidInputException(file.name() + " holds no labels: voxel " + position(i) + " is " + (Double.isNaN(value)
					? "NaN (not a number), which mostly marks the background" : "infinite") + ", not a whole number. " +
					"Replace such voxels by 0, in Python with numpy.nan_to_num(labels, nan=0, posinf=0, neginf=0), and save the " +
					"labels as integers.");
			if (value != Math.rint(value))
				throw new InvalidInputException(file.name() + " holds no labels: voxel " + position(i) + " is " + (file
					.type() == SourceType.FLOAT32 ? Float.toString((float) value) : Double.toString(value)) + ", not a whole number. " +
					"Labels must be integers; was the image interpolated, averaged or filtered?");
			if (Math.abs(value) > exact && !acceptRoundedIds)
				throw new InvalidInputException(file.name() + " holds labels as " + file.type() + ", and voxel " + position(i) +
					" is " + (long) value + ": above " + (long) exact + " this type cannot tell neighbouring ids apart, so ids may " +
					"already be damaged. " + file.insteadOfFloats(), Remedy.ACCEPT_ROUNDED_IDS);
			if (Math.abs(value) >= 0x1p63)
				throw new InvalidInputException(file.name() + " holds no labels: voxel " + position(i) + " is " + value +
					", beyond what 64-bit labels can be");
			smallest = Math.min(smallest, value);
			largest = Math.max(largest, value);
		}
		if (smallest >= 0)
			return largest < 0x1p32 ? LabelType.UINT32 : LabelType.UINT64;
		return smallest >= Integer.MIN_VALUE && largest <= Integer.MAX_VALUE ? LabelType.INT32 : LabelType.INT64;
	}

	private double readFloat(final long voxel) {
		try {
			return voxels.readFloat(voxel);
		}
		catch (final InternalError e) {
			throw shortened(file.name(), e);
		}
	}

	private String position(final long voxel) {
		return "(" + voxel % size[0] + ", " + voxel / size[0] % size[1] + ", " + voxel / size[0] / size[1] + ")";
	}

	@Override
	public String name() {
		return file.name();
	}

	@Override
	public LabelType type() {
		return type;
	}

	@Override
	public long[] size() {
		return size.clone();
	}

	@Override
	public VoxelSize voxelSize() {
		return file.voxelSize();
	}

	@Override
	public void read(final long[] min, final int[] box, final long[] out) {
		int at = 0;
		try {
			for (long z = min[2]; z < min[2] + box[2]; z++)
				for (long y = min[1]; y < min[1] + box[1]; y++) {
					voxels.read((z * size[1] + y) * size[0] + min[0], box[0], out, at);
					at += box[0];
				}
		}
		catch (final InternalError e) {
			throw shortened(file.name(), e);
		}
	}

	@Override
	public void checkUnchanged() {
		if (!fingerprint.equals(Fingerprint.of(file.files())))
			throw changed(file);
	}

	static LabelUpscalerException changed(final SourceFile file) {
		return new LabelUpscalerException(file.name() + " was changed while it was read, so what has been made of it may be " +
			"wrong.", Remedy.OVERWRITE, null);
	}

	/**
	 * What it means if Java says that mapped memory cannot be read. NB: it says so where the voxels are read, but in compiled
	 * code a little later, wherever the thread is by then.
	 *
	 * @param name what to call the source
	 * @param cause holds the {@link InternalError}, or is it
	 * @return an error that says so
	 */
	public static LabelUpscalerException shortened(final String name, final Throwable cause) {
		return new LabelUpscalerException(name + " was changed or shortened while it was read, or its disk cannot be read any " +
			"more.", cause);
	}

	@Override
	public void close() {
		voxels.close();
	}
}
