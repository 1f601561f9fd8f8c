package org.labelupscaler.source.nrrd;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.labelupscaler.source.HeaderFields;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceFormat;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.VolumeHeader;
import org.labelupscaler.source.VoxelFile;
import org.labelupscaler.source.VoxelPart;

/** NRRD, as elastix, 3D Slicer and the Allen Institute write it. */
public final class NrrdFormat implements SourceFormat {

	private static final Map<SourceType, List<String>> TYPE_NAMES = Map.of( //
		SourceType.INT8, List.of("signed char", "int8", "int8_t"), //
		SourceType.UINT8, List.of("uchar", "unsigned char", "uint8", "uint8_t"), //
		SourceType.INT16, List.of("short", "short int", "signed short", "signed short int", "int16", "int16_t"), //
		SourceType.UINT16, List.of("ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t"), //
		SourceType.INT32, List.of("int", "signed int", "int32", "int32_t"), //
		SourceType.UINT32, List.of("uint", "unsigned int", "uint32", "uint32_t"), //
		SourceType.INT64, List.of("longlong", "long long", "long long int", "signed long long", "signed long long int",
			"int64", "int64_t"), //
		SourceType.UINT64, List.of("ulonglong", "unsigned long long", "unsigned long long int", "uint64", "uint64_t"), //
		SourceType.FLOAT32, List.of("float"), //
		SourceType.FLOAT64, List.of("double"));

	@Override
	public int priority() {
		return 140;
	}

	@Override
	public boolean recognises(final SourceLocation location) {
		return location.isFile() && NrrdHeader.startsNrrd(location.start());
	}

	@Override
	public SourceFile describe(final SourceLocation location) {
		final Path path = location.path();
		final NrrdHeader header = NrrdHeader.read(path);
		final SourceType type = type(header.fields());
		final NrrdAxes axes = new NrrdAxes(header);
		final SlicerSegmentation slicer = new SlicerSegmentation(header);
		slicer.requireOneLayer(axes);
		axes.requireLabels();
		checkValues(header.fields(), type);
		final ByteOrder order = order(header.fields(), type);
		final NrrdData data = new NrrdData(header, axes.sizes());
		final VolumeHeader volume = new VolumeHeader(path, "NRRD" + (data.isDetached() ? " with detached header, " : ", ") +
			header.get("encoding"), type, axes.size(), NrrdVoxelSize.of(header, axes)).withNotes(slicer.notes());
		final List<VoxelPart> parts = data.parts(volume.bytes());
		final long skip = header.fields().number("byte skip", 0);
		if (skip < -1)
			return new VoxelFile(volume, parts, order);
		// NB: if bytes of a stream are skipped, only its end shows that they are the right ones.
		return skip != 0 && parts.get(0).encoding() != VoxelPart.Encoding.RAW ? VoxelFile.whole(volume, parts, order) : VoxelFile
			.headed(volume, parts, order);
	}

	@Override
	public ImageSize measure(final SourceLocation location) {
		final NrrdHeader header = NrrdHeader.read(location.path());
		final NrrdAxes axes = new NrrdAxes(header);
		final VolumeHeader volume = new VolumeHeader(location.path(), "NRRD", SourceType.UINT8, axes.size(), NrrdVoxelSize.of(
			header, axes));
		final String images = axes.images();
		return new ImageSize(volume.path() + (images.isEmpty() ? "" : ", the first of " + images + " images"), volume.format(),
			volume.size(), volume.voxelSize(), List.of(), volume.notes());
	}

	/**
	 * NB: what "unu quantize" leaves behind: the range of measured values that was mapped to all numbers of the type.
	 */
	private static void checkValues(final HeaderFields fields, final SourceType type) {
		final BigDecimal min = old(fields, "old min");
		final BigDecimal max = old(fields, "old max");
		if (min == null || max == null || min.compareTo(max) == 0)
			return;
		final int bits = 8 * type.bytes();
		final BigDecimal first = new BigDecimal(type.name().startsWith("U") ? BigInteger.ZERO : BigInteger.TWO.pow(bits - 1)
			.negate());
		final BigDecimal last = first.add(new BigDecimal(BigInteger.TWO.pow(bits))).subtract(BigDecimal.ONE);
		if (type.isFloat() || !isIdentity(first, last, min, max))
			throw fields.wrong("old min", "and 'old max' is '" + max + "': the range of the values before they were quantised, " +
				"so the labels are not the numbers that are stored; save them as they are");
	}

	/** From the middle of the first number to that of the last, or from edge to edge. */
	private static boolean isIdentity(final BigDecimal first, final BigDecimal last, final BigDecimal min,
		final BigDecimal max)
	{
		final BigDecimal half = new BigDecimal("0.5");
		return min.compareTo(first) == 0 && max.compareTo(last) == 0 || min.compareTo(first.subtract(half)) == 0 && max
			.compareTo(last.add(half)) == 0;
	}

	private static BigDecimal old(final HeaderFields fields, final String field) {
		return fields.get(field) == null ? null : fields.decimal(field, fields.get(field));
	}

	private static SourceType type(final HeaderFields fields) {
		final String type = fields.require("type").toLowerCase(Locale.ROOT);
		for (final Map.Entry<SourceType, List<String>> names : TYPE_NAMES.entrySet())
			if (names.getValue().contains(type))
				return names.getKey();
		throw fields.wrong("type", "which is no integer or float type");
	}

	private static ByteOrder order(final HeaderFields fields, final SourceType type) {
		if (type.bytes() == 1)
			return ByteOrder.LITTLE_ENDIAN;
		return switch (fields.require("endian").toLowerCase(Locale.ROOT)) {
			case "little" -> ByteOrder.LITTLE_ENDIAN;
			case "big" -> ByteOrder.BIG_ENDIAN;
			default -> throw fields.wrong("endian", "expected little or big");
		};
	}
}
