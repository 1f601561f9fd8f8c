package org.labelupscaler.source.imagej;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.MappedSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.VoxelContent;

import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.io.FileInfo;
import ij.measure.Calibration;

/**
 * An image that is open in ImageJ: 8-bit (also with a colour table), 16-bit, or 32-bit with whole numbers; a single image,
 * a stack or a virtual stack. Its slices are z. When it is opened as a source its pixels are copied, once, so that whatever
 * happens to the image afterwards does not matter.
 */
public final class OpenImage implements SourceFile {

	private static final int MOST_AT_ONCE = 1 << 20;

	private final ImagePlus image;
	/** When this description was made; the image may be cropped meanwhile. */
	private final long[] size;
	private final SourceType type;
	private final boolean signed16;
	private final VoxelSize voxelSize;
	/** Of the pixels that were copied last. */
	private volatile String hash;

	/**
	 * @param image the image; read, never changed
	 * @throws InvalidInputException if it cannot be labels: colours, several channels or time points
	 */
	public OpenImage(final ImagePlus image) {
		this(image, voxelSize(image.getCalibration()));
	}

	private OpenImage(final ImagePlus image, final VoxelSize voxelSize) {
		this.image = image;
		this.voxelSize = voxelSize;
		size = sizeNow();
		signed16 = image.getType() == ImagePlus.GRAY16 && image.getCalibration().isSigned16Bit();
		type = switch (image.getType()) {
			case ImagePlus.GRAY8, ImagePlus.COLOR_256 -> SourceType.UINT8;
			case ImagePlus.GRAY16 -> signed16 ? SourceType.INT16 : SourceType.UINT16;
			case ImagePlus.GRAY32 -> SourceType.FLOAT32;
			default -> throw new InvalidInputException(name() + " is a colour image (RGB). Labels are numbers, one for each " +
				"region: open the label image itself, which is 8-, 16- or 32-bit.");
		};
		final int channels = image.getNChannels();
		final int frames = image.getNFrames();
		if (channels > 1 || frames > 1)
			throw new InvalidInputException(name() + " has " + (channels > 1 ? channels + " channels" : frames +
				" time points") + ", but labels are one volume. Choose one with Image > Duplicate, or, if these are slices, " +
				"say so with Image > Properties.");
	}

	/**
	 * @return the image in front
	 * @throws InvalidInputException if it cannot be labels
	 */
	public static Optional<SourceFile> active() {
		return Optional.ofNullable(WindowManager.getCurrentImage()).map(OpenImage::new);
	}

	private static VoxelSize voxelSize(final Calibration calibration) {
		final double[] edges = { calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth };
		for (final double edge : edges)
			if (!(edge >= 1e-30 && edge <= 1e30))
				return VoxelSize.UNKNOWN;
		final String unit = calibration.getUnit() == null ? "" : calibration.getUnit().strip();
		final String name = LengthUnit.parse(unit).map(LengthUnit::symbol).orElse(unit.isEmpty() || unit.equals("pixels")
			? VoxelSize.PIXEL : unit);
		return new VoxelSize(edges[0], edges[1], edges[2], name);
	}

	@Override
	public String name() {
		return "Open image '" + image.getTitle() + "'";
	}

	@Override
	public Optional<Path> location() {
		return Optional.empty();
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
	public SourceType type() {
		return type;
	}

	@Override
	public long[] size() {
		return size.clone();
	}

	private long[] sizeNow() {
		return new long[] { image.getWidth(), image.getHeight(), image.getStackSize() };
	}

	@Override
	public VoxelSize voxelSize() {
		return voxelSize;
	}

	@Override
	public String rawLayout() {
		return "";
	}

	@Override
	public List<Path> files() {
		return List.of();
	}

	@Override
	public SourceFile withDefaultUnit(final String unit) {
		if (!voxelSize.unit().equals(VoxelSize.PIXEL) || voxelSize.equals(VoxelSize.UNKNOWN))
			return this;
		return new OpenImage(image, voxelSize.withUnit(unit));
	}

	@Override
	public String insteadOfFloats() {
		return "ImageJ turns 32-bit labels into such numbers when it opens them: name the label file itself as input instead, " +
			"where the ids are still right.";
	}

	@Override
	public LabelSource open(final SourceOptions options) {
		final MessageDigest digest = newDigest();
		final VoxelContent content = out -> writePixels(digest, out);
		final LabelSource labels = MappedSource.copy(this, ByteOrder.LITTLE_ENDIAN, content, options);
		hash = HexFormat.of().formatHex(digest.digest());
		return labels;
	}

	/** {@inheritDoc} For an image that is the SHA-256 of its pixels, little-endian, with the size before. */
	@Override
	public String sha256() {
		if (hash == null) {
			final MessageDigest digest = newDigest();
			try {
				writePixels(digest, null);
			}
			catch (final IOException e) {
				throw new IllegalStateException("nothing is written", e);
			}
			hash = HexFormat.of().formatHex(digest.digest());
		}
		return hash;
	}

	private static MessageDigest newDigest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}

	/** Two descriptions are equal if they are of the same image, whatever its pixels are now. */
	@Override
	public boolean equals(final Object other) {
		return other instanceof OpenImage o && o.image == image && o.type == type && o.voxelSize.equals(voxelSize) && Arrays
			.equals(o.size, size);
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(image);
	}

	/** Slice by slice, as a virtual stack wants it. */
	private void writePixels(final MessageDigest digest, final WritableByteChannel out) throws IOException {
		final ImageStack stack = image.getStack();
		final int pixels = Math.toIntExact(size[0] * size[1]);
		final ByteBuffer bytes = ByteBuffer.allocate(Math.min(pixels, MOST_AT_ONCE) * type.bytes()).order(
			ByteOrder.LITTLE_ENDIAN);
		digest.update((type + " " + size[0] + " " + size[1] + " " + size[2]).getBytes(
			java.nio.charset.StandardCharsets.US_ASCII));
		for (int slice = 1; slice <= size[2]; slice++) {
			checkSize();
			final Object values = pixels(stack, slice);
			for (int from = 0; from < pixels; from += MOST_AT_ONCE) {
				final int count = Math.min(MOST_AT_ONCE, pixels - from);
				bytes.clear().limit(count * type.bytes());
				put(slice, values, pixels, from, count, bytes);
				digest.update(bytes.rewind());
				bytes.rewind();
				while (out != null && bytes.hasRemaining())
					out.write(bytes);
			}
		}
		checkSize();
	}

	private static Object pixels(final ImageStack stack, final int slice) {
		try {
			return stack.getPixels(slice);
		}
		catch (final IllegalArgumentException e) {
			return null; // the slice has been deleted
		}
	}

	/** NB: pixels that somebody paints meanwhile cannot be told from others; another size can. */
	private void checkSize() {
		if (!Arrays.equals(size, sizeNow()))
			throw new InvalidInputException(name() + " was changed while it was read. Run the job again.");
	}

	private void put(final int slice, final Object values, final int pixels, final int from, final int count,
		final ByteBuffer bytes)
	{
		if (values instanceof byte[] b && b.length == pixels && type == SourceType.UINT8)
			bytes.put(b, from, count);
		else if (values instanceof short[] s && s.length == pixels && type.bytes() == 2)
			for (int i = from; i < from + count; i++)
				bytes.putShort(signed16 ? (short) (s[i] ^ 0x8000) : s[i]);
		else if (values instanceof float[] f && f.length == pixels && type == SourceType.FLOAT32)
			bytes.asFloatBuffer().put(f, from, count);
		else
			throw new InvalidInputException("Slice " + slice + " of " + name() + " cannot be read, or is not of the size and " +
				"type of the others.");
	}
}
