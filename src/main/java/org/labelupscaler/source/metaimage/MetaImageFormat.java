package org.labelupscaler.source.metaimage;

import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.labelupscaler.source.HeaderFields;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceFormat;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.StoredValues;
import org.labelupscaler.source.VolumeHeader;
import org.labelupscaler.source.VoxelEdges;
import org.labelupscaler.source.VoxelFile;
import org.labelupscaler.source.VoxelPart;

/** MetaImage, as ITK, elastix and the Allen Institute write it. */
public final class MetaImageFormat implements SourceFormat {

	/** What MetaIO allows. */
	private static final int MOST_AXES = 10;
	private static final String ORDER = "BinaryDataByteOrderMSB";
	private static final String OLD_ORDER = "ElementByteOrderMSB";

	@Override
	public int priority() {
		return 130;
	}

	@Override
	public boolean recognises(final SourceLocation location) {
		return location.isFile() && (location.endsWith(".mha", ".mhd") || MetaHeader.startsMetaImage(location.start()));
	}

	@Override
	public SourceFile describe(final SourceLocation location) {
		final MetaHeader header = MetaHeader.read(location.path());
		final HeaderFields fields = header.fields();
		final long[] sizes = sizes(fields);
		if (Arrays.stream(sizes).skip(3).anyMatch(n -> n != 1))
			throw fields.wrong("DimSize", "but a label image has at most three axes; save one channel or time point");
		if (fields.number("ElementNumberOfChannels", 1) != 1)
			throw fields.wrong("ElementNumberOfChannels", "but a label image has one channel");
		checkValues(fields);
		final SourceType type = type(fields);
		final VolumeHeader volume = volume(fields, type, sizes);
		final MetaData data = new MetaData(header, sizes);
		final String format = "MetaImage" + (data.isLocal() ? "" : " with separate data") + (data.isCompressed()
			? ", compressed" : "");
		VolumeHeader described = new VolumeHeader(volume.path(), format, isLong(fields) && data.isTwice(volume.bytes())
			? wide(type) : type, volume.size(), volume.voxelSize(), volume.notes());
		final List<VoxelPart> parts = data.parts(described.bytes());
		if (type.bytes() > 1 && fields.get(ORDER) == null && fields.get(OLD_ORDER) == null)
			described = described.withNotes(List.of("The header does not say the byte order of its voxels; they are taken as " +
				"little-endian."));
		// NB: only data of the very length tell how many bits a long has.
		return isLong(fields) ? VoxelFile.whole(described, parts, order(header)) : VoxelFile.headed(described, parts, order(
			header));
	}

	@Override
	public ImageSize measure(final SourceLocation location) {
		final HeaderFields fields = MetaHeader.read(location.path()).fields();
		final long[] sizes = sizes(fields);
		final VolumeHeader volume = volume(fields, SourceType.UINT8, sizes);
		final String images = Arrays.stream(sizes).skip(3).filter(n -> n != 1).mapToObj(Long::toString).collect(Collectors
			.joining(" x "));
		return new ImageSize(volume.path() + (images.isEmpty() ? "" : ", the first of " + images + " images"), volume.format(),
			volume.size(), volume.voxelSize(), List.of(), volume.notes());
	}

	private static long[] sizes(final HeaderFields fields) {
		final String object = fields.get("ObjectType");
		if (object != null && !object.equals("Image"))
			throw fields.wrong("ObjectType", "expected Image");
		fields.require("NDims");
		final long dimension = fields.number("NDims", 0);
		if (dimension < 2 || dimension > MOST_AXES)
			throw fields.wrong("NDims", "expected 2 to " + MOST_AXES);
		final long[] sizes = fields.requireNumbers("DimSize", (int) dimension);
		if (Arrays.stream(sizes).anyMatch(n -> n < 1))
			throw fields.wrong("DimSize", "expected numbers above 0");
		return sizes;
	}

	private static VolumeHeader volume(final HeaderFields fields, final SourceType type, final long[] sizes) {
		final long[] size = { sizes[0], sizes[1], sizes.length > 2 ? sizes[2] : 1 };
		return new VolumeHeader(fields.path(), "MetaImage", type, size, voxelSize(fields, sizes.length).stated(size));
	}

	/** NB: a header that has ElementSize only means the distance of voxels too; that is how MetaIO takes it. */
	private static VoxelEdges voxelSize(final HeaderFields fields, final int dimension) {
		final String field = fields.get("ElementSpacing") != null ? "ElementSpacing" : "ElementSize";
		final BigDecimal[] spacings = fields.decimals(field, dimension);
		final VoxelEdges edges = new VoxelEdges();
		for (int d = 0; spacings != null && d < Math.min(3, dimension); d++)
			if (spacings[d] != null)
				edges.set(d, VoxelEdges.edge(fields, field, spacings[d]), unit(fields));
		return edges;
	}

	/**
	 * NB: not millimetres if the header says nothing, which is what ITK would like: annotations are written in micrometres
	 * and millimetres alike, and a user who is asked knows which. A question mark is what MetaIO writes for that.
	 */
	private static String unit(final HeaderFields fields) {
		final String unit = fields.get("DistanceUnits");
		return unit == null || unit.equals("?") ? "" : unit;
	}

	/** NB: a function from what is stored to what it means, which only few programs write, and ITK does not apply. */
	private static void checkValues(final HeaderFields fields) {
		checkValue(fields, "ElementToIntensityFunctionSlope", 1);
		checkValue(fields, "ElementToIntensityFunctionOffset", 0);
	}

	private static void checkValue(final HeaderFields fields, final String field, final double identity) {
		final BigDecimal said = fields.get(field) == null ? null : fields.decimal(field, fields.get(field));
		if (said != null)
			StoredValues.check(fields.path() + ": field '" + field + "'", said.doubleValue(), identity);
	}

	/** NB: a MET_LONG has 32 bits, whatever a long of C has: MetaIO says so, and ITK writes 64 bits as MET_LONG_LONG. */
	private static SourceType type(final HeaderFields fields) {
		return switch (fields.require("ElementType")) {
			case "MET_CHAR", "MET_ASCII_CHAR" -> SourceType.INT8;
			case "MET_UCHAR" -> SourceType.UINT8;
			case "MET_SHORT" -> SourceType.INT16;
			case "MET_USHORT" -> SourceType.UINT16;
			case "MET_INT", "MET_LONG" -> SourceType.INT32;
			case "MET_UINT", "MET_ULONG" -> SourceType.UINT32;
			case "MET_LONG_LONG" -> SourceType.INT64;
			case "MET_ULONG_LONG" -> SourceType.UINT64;
			case "MET_FLOAT" -> SourceType.FLOAT32;
			case "MET_DOUBLE" -> SourceType.FLOAT64;
			default -> throw fields.wrong("ElementType", "which is no integer or float type");
		};
	}

	/** Other writers take it for what it has in their C, which the length of the data gives away. */
	private static boolean isLong(final HeaderFields fields) {
		return fields.require("ElementType").matches("MET_U?LONG");
	}

	private static SourceType wide(final SourceType type) {
		return type == SourceType.INT32 ? SourceType.INT64 : SourceType.UINT64;
	}

	/** NB: MetaIO lets the second of these fields win, and takes the order of the computer if there is none. */
	private static ByteOrder order(final MetaHeader header) {
		final boolean big = header.isTrue(ORDER, header.isTrue(OLD_ORDER, false));
		return big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
	}
}
