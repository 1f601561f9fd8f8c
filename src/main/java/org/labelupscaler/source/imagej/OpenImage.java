package org.labelupscaler.source.imagej;

import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.CopiedImage;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.StoredValues;
import org.labelupscaler.source.VoxelEdges;
import org.labelupscaler.source.VoxelEdges.Stated;

import ij.ImagePlus;
import ij.WindowManager;
import ij.io.FileInfo;
import ij.measure.Calibration;

/**
 * An image that is open in ImageJ: 8-bit (also with a colour table), 16-bit, or 32-bit with whole numbers; a single image,
 * a stack or a virtual stack. Its slices are z.
 */
public final class OpenImage extends CopiedImage {

	private final ImagePlus image;

	/**
	 * @param image the image; read, never changed
	 * @throws InvalidInputException if it cannot be labels: colours, several channels or time points, calibrated values
	 */
	public OpenImage(final ImagePlus image) {
		this(image, voxelSize(image));
	}

	private OpenImage(final ImagePlus image, final Stated stated) {
		super(image, name(image), type(image), sizeNow(image), stated.voxelSize(), stated.notes());
		this.image = image;
		final int channels = image.getNChannels();
		final int frames = image.getNFrames();
		if (channels > 1 || frames > 1)
			throw new InvalidInputException(name() + " has " + (channels > 1 ? channels + " channels" : frames +
				" time points") + ", but labels are one volume. Choose one with Image > Duplicate, or, if these are slices, " +
				"say so with Image > Properties.");
		checkValues(image.getCalibration());
	}

	/** NB: signed 16-bit pixels are a calibration, too. */
	private void checkValues(final Calibration calibration) {
		final double[] numbers = calibration.getCoefficients();
		final boolean same = calibration.getFunction() == Calibration.NONE || type() == SourceType.INT16 || calibration
			.getFunction() == Calibration.STRAIGHT_LINE && (numbers == null || numbers[0] == 0 && numbers[1] == 1);
		if (!same)
			throw new InvalidInputException(name() + " has calibrated values (Analyze > Calibrate), " + StoredValues.ADVICE +
				": set the function there to None if the pixels are the labels");
	}

	/**
	 * @return the image in front
	 * @throws InvalidInputException if it cannot be labels
	 */
	public static Optional<SourceFile> active() {
		return Optional.ofNullable(WindowManager.getCurrentImage()).map(OpenImage::new);
	}

	private static String name(final ImagePlus image) {
		return "Open image '" + image.getTitle() + "'";
	}

	private static SourceType type(final ImagePlus image) {
		return switch (image.getType()) {
			case ImagePlus.GRAY8, ImagePlus.COLOR_256 -> SourceType.UINT8;
			case ImagePlus.GRAY16 -> image.getCalibration().isSigned16Bit() ? SourceType.INT16 : SourceType.UINT16;
			case ImagePlus.GRAY32 -> SourceType.FLOAT32;
			default -> throw new InvalidInputException(name(image) + " is a colour image (RGB). Labels are numbers, one for " +
				"each region: open the label image itself, which is 8-, 16- or 32-bit.");
		};
	}

	/** NB: ImageJ has a unit for each axis; that of y and z is null, or the same word, where they are as x. */
	private static Stated voxelSize(final ImagePlus image) {
		final Calibration calibration = image.getCalibration();
		final double[] edges = { calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth };
		for (final double edge : edges)
			if (!calibration.scaled() || !(edge >= 1e-30 && edge <= 1e30))
				return new Stated(VoxelSize.UNKNOWN, List.of());
		final String[] units = { calibration.getXUnit(), calibration.getYUnit(), calibration.getZUnit() };
		final VoxelEdges stated = new VoxelEdges();
		for (int d = 0; d < 3; d++)
			stated.set(d, VoxelEdges.decimal(edges[d]), units[d]);
		final Stated found = stated.stated(sizeNow(image));
		return calibration.xOrigin == 0 && calibration.yOrigin == 0 && calibration.zOrigin == 0 ? found : new Stated(found.voxelSize(),
			Stream.concat(found.notes().stream(), Stream.of("The image names an origin of coordinates (Image > Properties), which is " +
				"not used.")).toList());
	}

	/** {@inheritDoc} It may have changed since. */
	@Override
	public Optional<Path> origin() {
		final FileInfo info = image.getOriginalFileInfo();
		if (info == null || info.directory == null || info.directory.isEmpty() || info.directory.contains("://") ||
			info.fileName == null || info.fileName.isEmpty())
			return Optional.empty();
		try {
			return Optional.of(Path.of(info.directory, info.fileName));
		}
		catch (final InvalidPathException e) {
			return Optional.empty();
		}
	}

	@Override
	public String format() {
		return "ImageJ, " + (image.getStack().isVirtual() ? "virtual stack" : image.getStackSize() > 1 ? "stack" : "image");
	}

	@Override
	public String insteadOfFloats() {
		return "ImageJ turns 32-bit labels into such numbers when it opens them: name the label file itself as input instead, " +
			"where the ids are still right.";
	}

	@Override
	protected OpenImage withVoxelSize(final VoxelSize other) {
		return new OpenImage(image, new Stated(other, notes()));
	}

	private static long[] sizeNow(final ImagePlus image) {
		return new long[] { image.getWidth(), image.getHeight(), image.getStackSize() };
	}

	/** NB: pixels that somebody paints meanwhile cannot be told from others; another size can. */
	@Override
	protected void checkSame() {
		if (!Arrays.equals(size(), sizeNow(image)))
			throw new InvalidInputException(name() + " was changed while it was read. Run the job again.");
	}

	@Override
	protected Plane plane(final long z) {
		final int slice = Math.toIntExact(z) + 1;
		final Object values = pixels(slice);
		final int pixels = Math.toIntExact(size()[0] * size()[1]);
		if (values instanceof byte[] b && b.length == pixels && type() == SourceType.UINT8)
			return (from, count, to) -> to.put(b, (int) from, count);
		if (values instanceof short[] s && s.length == pixels && type().bytes() == 2)
			return (from, count, to) -> put(s, (int) from, count, to);
		if (values instanceof float[] f && f.length == pixels && type() == SourceType.FLOAT32)
			return (from, count, to) -> to.asFloatBuffer().put(f, (int) from, count);
		throw new InvalidInputException("Slice " + slice + " of " + name() + " cannot be read, or is not of the size and " +
			"type of the others.");
	}

	private Object pixels(final int slice) {
		try {
			return image.getStack().getPixels(slice);
		}
		catch (final IllegalArgumentException e) {
			return null; // the slice has been deleted
		}
	}

	/** ImageJ keeps signed values with 32768 added. */
	private void put(final short[] values, final int from, final int count, final ByteBuffer to) {
		final int flip = type() == SourceType.INT16 ? 0x8000 : 0;
		for (int i = from; i < from + count; i++)
			to.putShort((short) (values[i] ^ flip));
	}
}
