package org.labelupscaler.source.imglib2;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.CopiedImage;
import org.labelupscaler.source.SourceType;

import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.IntegerType;

/**
 * An imglib2 image of integers as a source, wherever its voxels come from: kept in memory, loaded or computed when they are
 * asked for. Its dimensions are x, y, z, whatever its minimum; 2-D images are volumes of one plane, and of more dimensions
 * those behind y that have a size of 1 are left out.
 *
 * <pre>
 * SourceFile labels = new OpenInterval("annotation", img, new VoxelSize(25, 25, 25, "um"));
 * UpscaleOptions options = new UpscaleOptionsBuilder().image(labels).factors(8).target(Path.of("labels.n5")).build();
 * UpscaleJob.run(options, ProgressListener.NONE);
 * </pre>
 *
 * The voxels are read by one thread, each once: plane by plane, in each x fastest.
 */
public final class OpenInterval extends CopiedImage {

	private final RandomAccessibleInterval<? extends IntegerType<?>> image;
	private final String valueType;
	/** Which dimension of the image z is; −1 if there is none. */
	private final int z;

	/**
	 * @param name what to call the image in messages and in what is recorded of the job
	 * @param image the image; read when the source is opened, never changed
	 * @param voxelSize edges of a voxel; {@link VoxelSize#UNKNOWN} if nobody knows
	 * @throws InvalidInputException if it is not of integers of at most 64 bits, is no plane and no volume, or has an
	 *           impossible size
	 */
	public OpenInterval(final String name, final RandomAccessibleInterval<? extends IntegerType<?>> image,
		final VoxelSize voxelSize)
	{
		super(image, name, type(name, image), size(name, image), voxelSize, List.of());
		this.image = image;
		z = zDimension(name, image);
		valueType = valueType(name, image).getClass().getSimpleName();
	}

	/** NB: whoever takes no notice of type parameters may give an image of anything. */
	private static IntegerType<?> valueType(final String name, final RandomAccessibleInterval<?> image) {
		final Object value;
		try {
			value = image.getType();
		}
		catch (final RuntimeException | StackOverflowError e) {
			throw unreadable(name, "its type cannot be told", e);
		}
		if (value instanceof IntegerType<?> integer)
			return integer;
		throw new InvalidInputException(name + " holds no labels: its voxels are " + (value == null ? "of no type" : value
			.getClass().getSimpleName()) + ", but labels are integers. Convert it to an integer type first.");
	}

	/** The smallest type that holds the values; the bounds are only looked at for their sign. */
	private static SourceType type(final String name, final RandomAccessibleInterval<?> image) {
		final IntegerType<?> value = valueType(name, image);
		final boolean signed = value.getMinValue() < 0;
		final int bits = value.getBitsPerPixel();
		return Arrays.stream(SourceType.values()).filter(type -> !type.isFloat() && type.labels().signed() == signed && type
			.bytes() * 8 >= bits).findFirst().orElseThrow(() -> new InvalidInputException(name + " holds no labels: its voxels " +
				"are " + value.getClass().getSimpleName() + " of " + bits + " bits, but labels have at most 64"));
	}

	private static int zDimension(final String name, final RandomAccessibleInterval<?> image) {
		final int n = image.numDimensions();
		int found = -1;
		for (int d = 2; d < n; d++)
			if (image.dimension(d) != 1) {
				if (found >= 0)
					found = n;
				else
					found = d;
			}
		if (n < 2 || found == n)
			throw new InvalidInputException(name + " has " + n + " dimensions, " + Arrays.toString(image.dimensionsAsLongArray()) +
				", but labels are a plane or a volume. Take one, for example with Views.hyperSlice.");
		return found;
	}

	private static long[] size(final String name, final RandomAccessibleInterval<?> image) {
		final int z = zDimension(name, image);
		return new long[] { image.dimension(0), image.dimension(1), z < 0 ? 1 : image.dimension(z) };
	}

	@Override
	public String format() {
		return "imglib2, " + valueType;
	}

	@Override
	protected OpenInterval withVoxelSize(final VoxelSize other) {
		return new OpenInterval(name(), image, other);
	}

	@Override
	protected Plane plane(final long plane) {
		final Rows rows = new Rows(plane);
		return (from, count, to) -> {
			try {
				rows.read(count, to);
			}
			catch (final LabelUpscalerException e) {
				throw e;
			}
			catch (final RuntimeException | StackOverflowError e) {
				// NB: what loads or computes voxels can say only so that it was interrupted.
				if (!(e.getCause() instanceof InterruptedException))
					throw unreadable(name(), "voxel " + rows, e);
				Thread.currentThread().interrupt();
				throw new LabelUpscalerException("Stopped while reading " + name(), e);
			}
		};
	}

	private static InvalidInputException unreadable(final String name, final String what, final Throwable e) {
		return new InvalidInputException(name + " cannot be read: " + what + " (" + e.toString().lines().findFirst().orElse(
			"") + ")", e);
	}

	/** The rows of a plane, one after the other. */
	private final class Rows {

		private final long width = image.dimension(0);
		/** How far values are shifted to the left and back to see whether the type holds them. */
		private final int unused = 64 - 8 * type().bytes();
		private final boolean signed = type().labels().signed();
		private final long plane;
		private RandomAccess<? extends IntegerType<?>> access;
		private long x;
		private long y;

		Rows(final long plane) {
			this.plane = plane;
		}

		void read(final int count, final ByteBuffer to) {
			if (access == null) {
				access = image.randomAccess();
				access.setPosition(image.minAsLongArray());
				if (z >= 0)
					access.setPosition(image.min(z) + plane, z);
			}
			for (int i = 0; i < count; i++) {
				// NB: never a step beyond the end of a row; what lies there need not exist.
				if (x > 0)
					access.fwd(0);
				else {
					access.setPosition(image.min(0), 0);
					access.setPosition(image.min(1) + y, 1);
				}
				put(access.get().getIntegerLong(), to);
				if (++x == width) {
					x = 0;
					y++;
				}
			}
		}

		private void put(final long value, final ByteBuffer to) {
			final long held = signed ? value << unused >> unused : value << unused >>> unused;
			if (held != value)
				throw new InvalidInputException(name() + " holds no labels: voxel " + this + " is " + value +
					", which its own type does not allow");
			switch (type().bytes()) {
				case 1 -> to.put((byte) value);
				case 2 -> to.putShort((short) value);
				case 4 -> to.putInt((int) value);
				default -> to.putLong(value);
			}
		}

		/** Where it is, from 0 on. */
		@Override
		public String toString() {
			return "(" + x + ", " + y + ", " + plane + ")";
		}
	}
}
