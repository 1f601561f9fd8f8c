package org.labelupscaler.cells.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Message;

/**
 * A set for ImageJ's ROI Manager: a multi-point selection for each region, in its colour, whose points are each on their slice.
 * Coordinates are pixels from the corner of the first; slices count from 1. A selection has at most 60,000 points; what is more
 * goes into further ones, {@code CA1-2}.
 */
public final class ImageJPoints implements CellPointsFormat {

	/** From there on a float cannot tell neighbouring voxels apart. */
	private static final long MOST_VOXELS = 1 << 23;
	/** Stands at the end of the file. */
	private static final byte[] MARK = "Label Upscaler: cells".getBytes(StandardCharsets.ISO_8859_1);

	/** Made by the list of formats. */
	public ImageJPoints() {}

	@Override
	public String word() {
		return "imagej";
	}

	@Override
	public String title() {
		return "ImageJ's ROI Manager";
	}

	@Override
	public List<String> endings() {
		return List.of(".zip");
	}

	@Override
	public List<String> needed() {
		return endings();
	}

	@Override
	public Optional<Message> refusal(final CellSpace space) {
		return Arrays.stream(space.size()).max().getAsLong() > Math.min(MOST_VOXELS, PointRoiFile.MOST_SLICES) ? Optional.of(Message.of(
			"as: points of ImageJ cannot tell voxels apart beyond " + PointRoiFile.MOST_SLICES + " along an axis; choose another program"))
			: Optional.empty();
	}

	@Override
	public boolean isOwn(final Path existing) {
		if (!Files.isRegularFile(existing, LinkOption.NOFOLLOW_LINKS))
			return false;
		try (RandomAccessFile file = new RandomAccessFile(existing.toFile(), "r")) {
			final byte[] end = new byte[MARK.length];
			file.seek(Math.max(0, file.length() - end.length));
			file.readFully(end);
			return Arrays.equals(MARK, end);
		}
		catch (final IOException e) {
			return false;
		}
	}

	@Override
	public CellPointsWriter writer(final CellSpace space, final Path output, final Path temporaryFolder) {
		return new Writer(space, output, temporaryFolder);
	}

	@Override
	public List<String> notes(final CellSpace space, final Path output) {
		return List.of("A multi-point selection for each region, on an image as large as the labels with one channel and one time point. Open the file in " +
			"ImageJ; the ROI Manager shows it.");
	}

	private static final class Writer extends SortedPointsWriter {

		private final CellSpace space;
		private final Set<String> names = new HashSet<>();
		private final float[] x = new float[PointRoiFile.MOST];
		private final float[] y = new float[PointRoiFile.MOST];
		private final int[] slices = new int[PointRoiFile.MOST];
		private int count;
		private int part;
		private long id;

		Writer(final CellSpace space, final Path output, final Path temporaryFolder) {
			super(output, temporaryFolder);
			this.space = space;
		}

		@Override
		public void complete(final BooleanSupplier cancelled) {
			try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(new OutputStream() {

				@Override
				public void write(final int b) {
					file().write(new byte[] { (byte) b });
				}

				@Override
				public void write(final byte[] bytes, final int from, final int n) {
					file().write(Arrays.copyOfRange(bytes, from, from + n));
				}
			}, 1 << 16))) {
				zip.setComment(new String(MARK, StandardCharsets.ISO_8859_1));
				cells().visit((key, slice, cell) -> add(cell, (int) slice + 1, zip), cancelled);
				end(zip);
			}
			catch (final IOException e) {
				throw new LabelUpscalerException("Cannot write the selections: " + LabelUpscalerException.reason(e), e);
			}
		}

		private void add(final PlacedCell cell, final int slice, final ZipOutputStream zip) {
			if (count == PointRoiFile.MOST || count > 0 && cell.id() != id) {
				end(zip);
				part = cell.id() == id ? part + 1 : 0;
			}
			id = cell.id();
			x[count] = cell.rounded(0, 0);
			y[count] = cell.rounded(1, 0);
			slices[count++] = slice;
		}

		private void end(final ZipOutputStream zip) {
			if (count == 0)
				return;
			final String suffix = part == 0 ? "" : "-" + (part + 1);
			final String name = entry(suffix);
			try {
				zip.putNextEntry(new ZipEntry(name + ".roi"));
				zip.write(PointRoiFile.bytes(space.shortName(id) + suffix, space.region(id).rgb(), x, y, slices, count));
				zip.closeEntry();
			}
			catch (final IOException e) {
				throw new LabelUpscalerException("Cannot write selection " + name + ": " + LabelUpscalerException.reason(e), e);
			}
			count = 0;
		}

		/** One that no other selection has, and that can be the name of a file. */
		private String entry(final String suffix) {
			final String name = space.shortName(id).replaceAll("[/\\\\:*?\"<>|]", "_");
			if (names.add((name + suffix).toLowerCase(Locale.ROOT)))
				return name + suffix;
			final String other = name + " " + space.id(id) + suffix;
			names.add(other.toLowerCase(Locale.ROOT));
			return other;
		}
	}
}
