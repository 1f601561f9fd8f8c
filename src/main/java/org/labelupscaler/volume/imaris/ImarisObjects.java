package org.labelupscaler.volume.imaris;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.volume.Display;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.hdf5.Hdf5Dataset;
import org.labelupscaler.volume.hdf5.Hdf5Group;
import org.labelupscaler.volume.hdf5.Hdf5Type;

/**
 * The groups and attributes of an Imaris file of one time point and one channel. A level has as many voxels as its factors divide
 * the image by, rounded down, as Imaris itself has it, and as programs count on that divide the sizes to know the factors; the part of
 * a voxel that may be left at the end of an axis is in the dataset, among what fills up its last chunks.
 *
 * @param spec the volume
 * @param title its name
 */
record ImarisObjects(VolumeSpec spec, String title) {

	/** NB: Imaris wants one, and a file of labels has none; so equal jobs make equal files. */
	private static final String TIME = "1970-01-01 00:00:00.000";
	private static final int BINS = 256;
	private static final int MANY_BINS = 1024;

	/**
	 * @param indices addresses of the indices of chunks, of all levels
	 * @param histograms what is in the levels
	 * @param display what viewers should know
	 * @return the root group
	 */
	Hdf5Group root(final long[] indices, final LabelHistogram[] histograms, final Optional<Display> display) {
		final Hdf5Group root = new Hdf5Group().with("ImarisDataSet", "ImarisDataSet").with("ImarisVersion", "5.5.0").with(
			"DataSetInfoDirectoryName", "DataSetInfo").with("ThumbnailDirectoryName", "Thumbnail").with("DataSetDirectoryName",
				"DataSet").with("NumberOfDataSets", 1);
		final Hdf5Group levels = root.group("DataSet");
		for (int l = 0; l < indices.length; l++)
			addChannel(l, indices[l], histograms[l], levels.group("ResolutionLevel " + l).group("TimePoint 0").group("Channel 0"));
		final Hdf5Group info = root.group("DataSetInfo");
		addImage(info.group("Image"));
		addChannelInfo(display.map(Display::smallest).orElse(0.0), display.map(Display::largest).orElse((double) histograms[0].end(
			BINS)), info.group("Channel 0"));
		info.group("TimeInfo").with("DatasetTimePoints", "1").with("FileTimePoints", "1").with("TimePoint1", TIME);
		info.group("ImarisDataSet").with("Creator", "Label Upscaler").with("NumberOfImages", "1");
		info.group("Log").with("Entries", "0");
		return root;
	}

	private void addChannel(final int level, final long index, final LabelHistogram histogram, final Hdf5Group channel) {
		final long[] size = spec.size();
		final long[] factors = spec.pyramid().factors(level);
		for (int d = 0; d < 3; d++)
			channel.with("ImageSize" + "XYZ".charAt(d), String.valueOf(Math.max(1, size[d] / factors[d])));
		addHistogram(histogram, BINS, "", channel);
		if (spec.type().bytes() > 1)
			addHistogram(histogram, MANY_BINS, String.valueOf(MANY_BINS), channel);
		final long[] grid = spec.grids().get(level).gridSize();
		final int[] block = spec.blockSize();
		channel.add("Data", Hdf5Dataset.of(spec, new long[] { grid[0] * block[0], grid[1] * block[1], grid[2] * block[2] }, index));
	}

	private void addHistogram(final LabelHistogram histogram, final int bins, final String suffix, final Hdf5Group channel) {
		final ByteBuffer counts = ByteBuffer.allocate(8 * bins).order(ByteOrder.LITTLE_ENDIAN);
		counts.asLongBuffer().put(histogram.counts(bins));
		final long end = Math.min(histogram.end(bins), (1L << 8 * spec.type().bytes()) - 1);
		channel.with("HistogramMin" + suffix, fixed(0)).with("HistogramMax" + suffix, fixed(end));
		channel.add("Histogram" + suffix, Hdf5Dataset.whole(new long[] { bins }, Hdf5Type.UINT64, counts.array()));
	}

	private void addImage(final Hdf5Group image) {
		final VoxelSize voxelSize = spec.voxelSize();
		final Optional<LengthUnit> unit = LengthUnit.parse(voxelSize.unit());
		image.with("Name", title).with("Description", "labels").with("RecordingDate", TIME);
		image.with("Unit", unit.isPresent() ? LengthUnit.MICROMETER.symbol() : voxelSize.unit());
		final BigDecimal scale = unit.map(known -> known.in(LengthUnit.MICROMETER)).orElse(BigDecimal.ONE);
		for (int d = 0; d < 3; d++) {
			// NB: what lies at 0 elsewhere is to lie at 0 in Imaris, as it is read: so an image and its labels lie on each other.
			final BigDecimal from = BigDecimal.valueOf(spec.offset()[d]).multiply(scale);
			final BigDecimal length = length(BigDecimal.valueOf(voxelSize.get(d)), spec.size()[d]).multiply(scale);
			image.with("ExtMin" + d, plain(from)).with("ExtMax" + d, plain(from.add(length)));
			final char axis = "XYZ".charAt(d);
			image.with(String.valueOf(axis), String.valueOf(spec.size()[d])).with("ResampleDimension" + axis, "true");
		}
	}

	/** The shortest decimal number that is so many edges, as far as they can be told from it: the edge may be that of a rounded quotient. */
	private static BigDecimal length(final BigDecimal edge, final long voxels) {
		final BigDecimal exact = edge.multiply(BigDecimal.valueOf(voxels));
		BigDecimal length = exact;
		for (int digits = 1; digits <= exact.precision(); digits++) {
			length = exact.round(new MathContext(digits));
			if (length.divide(BigDecimal.valueOf(voxels), MathContext.DECIMAL128).doubleValue() == edge.doubleValue())
				return length;
		}
		return length;
	}

	private void addChannelInfo(final double smallest, final double largest, final Hdf5Group channel) {
		channel.with("Name", title).with("Description", "labels").with("ColorMode", "BaseColor").with("Color", "1.000 1.000 1.000");
		channel.with("ColorOpacity", fixed(1)).with("GammaCorrection", fixed(1)).with("ColorRange", fixed(smallest) + " " + fixed(
			largest));
	}

	private static String plain(final BigDecimal number) {
		return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
	}

	/** With three decimals, as Imaris has it. */
	private static String fixed(final double number) {
		return BigDecimal.valueOf(number).setScale(3, RoundingMode.HALF_UP).toPlainString();
	}
}
