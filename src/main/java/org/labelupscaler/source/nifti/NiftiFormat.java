package org.labelupscaler.source.nifti;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceFormat;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.StoredValues;
import org.labelupscaler.source.VolumeHeader;
import org.labelupscaler.source.VoxelFile;
import org.labelupscaler.source.VoxelPart;
import org.labelupscaler.source.VoxelPart.Encoding;

/**
 * NIfTI-1 and NIfTI-2, as nibabel, FSL, SPM, ANTs and ITK write them. The first axis of the file is x; nothing is turned
 * or mirrored, whatever the header says of orientation.
 */
public final class NiftiFormat implements SourceFormat {

	private static final Map<Integer, SourceType> TYPES = Map.of( //
		2, SourceType.UINT8, //
		4, SourceType.INT16, //
		8, SourceType.INT32, //
		16, SourceType.FLOAT32, //
		64, SourceType.FLOAT64, //
		256, SourceType.INT8, //
		512, SourceType.UINT16, //
		768, SourceType.UINT32, //
		1024, SourceType.INT64, //
		1280, SourceType.UINT64);

	private static final Map<Integer, String> NO_LABELS = Map.of(1, ", bits", 32, ", complex64", 128, ", RGB colours",
		1536, ", float128", 1792, ", complex128", 2048, ", complex256", 2304, ", RGBA colours");

	private static final Pattern PAIR = Pattern.compile("(?si)(.*\\.)(hdr|img)(\\.gz)?");

	@Override
	public int priority() {
		return 120;
	}

	@Override
	public boolean recognises(final SourceLocation location) {
		if (!location.isFile())
			return false;
		if (location.endsWith(".nii", ".nii.gz") || NiftiHeader.starts(location.start(), location.endsWith(".hdr",
			".hdr.gz")))
			return true;
		final Path header = location.endsWith(".img", ".img.gz") ? partner(location.path(), "hdr") : null;
		return header != null && NiftiHeader.starts(SourceLocation.of(header).start(), true);
	}

	/** Of a pair either file may be named; the source is then called after the one with the header. */
	@Override
	public SourceFile describe(final SourceLocation location) {
		final NiftiHeader header = header(location);
		final SourceType type = TYPES.get(header.datatype());
		if (type == null)
			throw header.wrong("datatype", header.datatype() + NO_LABELS.getOrDefault(header.datatype(), ""),
				"but labels must be integers; save them as such");
		if (!volumes(header).equals(BigInteger.ONE))
			throw header.wrong("dim", dim(header), "so it holds " + volumes(header) + " volumes (time points or channels), " +
				"but a label image has one; save one of them as a file of its own");
		checkScaling(header);
		final VolumeHeader volume = new VolumeHeader(header.path(), format(header), type, size(header), NiftiVoxelSize.of(header, size(
			header)));
		return voxels(header, volume);
	}

	@Override
	public ImageSize measure(final SourceLocation location) {
		final NiftiHeader header = header(location);
		final BigInteger volumes = volumes(header);
		// NB: checks the size; of which type the voxels are does not matter.
		final VolumeHeader volume = new VolumeHeader(header.path(), format(header), SourceType.UINT8, size(header),
			NiftiVoxelSize.of(header, size(header)));
		return new ImageSize(header.path() + (volumes.equals(BigInteger.ONE) ? "" : ", volume 1 of " + volumes), volume
			.format(), volume.size(), volume.voxelSize(), List.of(), volume.notes());
	}

	private static NiftiHeader header(final SourceLocation location) {
		final Path header = location.endsWith(".img", ".img.gz") ? partner(location.path(), "hdr") : null;
		return NiftiHeader.read(header != null ? header : location.path());
	}

	private static String format(final NiftiHeader header) {
		return "NIfTI-" + header.version() + (header.single() ? "" : ", hdr and img") + (header.gzip() ? ", gzip" : "");
	}

	/** The other file of a pair; null if there is none. */
	private static Path partner(final Path path, final String ending) {
		final Matcher name = PAIR.matcher(path.getFileName().toString());
		if (!name.matches())
			return null;
		final boolean upper = name.group(2).equals(name.group(2).toUpperCase(Locale.ROOT));
		final String other = name.group(1) + (upper ? ending.toUpperCase(Locale.ROOT) : ending);
		final String gz = name.group(3) == null ? ".gz" : name.group(3);
		final Path plain = path.resolveSibling(other);
		final Path gzip = path.resolveSibling(other + gz);
		// NB: should both be there, then the one that is stored as this one is.
		final List<Path> order = name.group(3) == null ? List.of(plain, gzip) : List.of(gzip, plain);
		return order.stream().filter(Files::isRegularFile).findFirst().orElse(null);
	}

	/** Sizes of all axes, for messages. */
	private static String dim(final NiftiHeader header) {
		final StringBuilder dim = new StringBuilder();
		for (int i = 0; i <= Math.max(0, Math.min(7, header.dim(0))); i++)
			dim.append(i == 0 ? "" : " ").append(header.dim(i));
		return dim.toString();
	}

	private static long[] size(final NiftiHeader header) {
		final long[] size = { 1, 1, 1 };
		for (int d = 0; d < Math.min(3, header.dim(0)); d++)
			size[d] = header.dim(d + 1);
		for (final long n : size)
			if (n < 1)
				throw header.wrong("dim", dim(header), "but every axis must have at least one voxel");
		return size;
	}

	/** How many volumes the axes beyond the third make; some programs write 0 for an axis they do not use. */
	private static BigInteger volumes(final NiftiHeader header) {
		if (header.dim(0) < 1 || header.dim(0) > 7)
			throw header.wrong("dim[0]", header.dim(0), "but there are 1 to 7 axes");
		BigInteger volumes = BigInteger.ONE;
		for (int i = 4; i <= header.dim(0); i++)
			volumes = volumes.multiply(BigInteger.valueOf(Math.max(1, header.dim(i))));
		return volumes;
	}

	/**
	 * NB: a label image has no use for a scaling: a program that gives it one has turned its labels into measured values,
	 * and whole results would not make them labels again. A slope of 0, or none that is a number, means no scaling.
	 */
	private static void checkScaling(final NiftiHeader header) {
		final double slope = header.slope();
		if (slope == 0 || !Double.isFinite(slope))
			return;
		if (slope != 1)
			throw header.wrong("scl_slope", slope, StoredValues.ADVICE);
		if (header.intercept() != 0)
			throw header.wrong("scl_inter", header.intercept(), StoredValues.ADVICE);
	}

	private static VoxelFile voxels(final NiftiHeader header, final VolumeHeader volume) {
		final Path data = header.single() ? header.path() : partner(header.path(), "img");
		if (data == null)
			throw header.wrong("magic", "ni" + header.version(), "so the voxels are in a file of the same name that ends with " +
				".img or .img.gz, but there is none");
		final boolean gzip = header.single() ? header.gzip() : data.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
		final NiftiOffset offset = NiftiOffset.of(header, data, gzip, volume.bytes());
		final VoxelPart part = gzip ? new VoxelPart(data, 0, offset.bytes(), volume.bytes(), Encoding.GZIP) : VoxelPart.raw(data,
			offset.bytes(), volume.bytes());
		final VolumeHeader noted = volume.withNotes(offset.notes());
		return !offset.exact() ? VoxelFile.headed(noted, List.of(part), header.order()) : VoxelFile.whole(noted, List.of(part),
			header.order());
	}
}
