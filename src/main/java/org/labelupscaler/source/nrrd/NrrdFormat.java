package org.labelupscaler.source.nrrd;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.labelupscaler.grid.VoxelSize;
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
	public boolean recognises(final SourceLocation location) {
		return location.isFile() && NrrdHeader.startsNrrd(location.start());
	}

	@Override
	public SourceFile describe(final SourceLocation location) {
		final Path path = location.path();
		final NrrdHeader header = NrrdHeader.read(path);
		final SourceType type = type(header.fields());
		final NrrdAxes axes = new NrrdAxes(header);
		axes.requireLabels();
		final ByteOrder order = order(header.fields(), type);
		final NrrdData data = new NrrdData(header, axes.sizes());
		final VoxelSize voxelSize = NrrdVoxelSize.of(header, axes);
		final VolumeHeader volume = new VolumeHeader(path, "NRRD" + (data.isDetached() ? " with detached header, " : ", ") +
			header.get("encoding"), type, axes.size(), voxelSize);
		final List<VoxelPart> parts = data.parts(volume.bytes());
		return header.fields().number("byte skip", 0) < -1 ? new VoxelFile(volume, parts, order) : VoxelFile.whole(volume,
			parts, order);
	}

	@Override
	public ImageSize measure(final SourceLocation location) {
		final NrrdHeader header = NrrdHeader.read(location.path());
		final NrrdAxes axes = new NrrdAxes(header);
		final VolumeHeader volume = new VolumeHeader(location.path(), "NRRD", SourceType.UINT8, axes.size(), NrrdVoxelSize.of(
			header, axes));
		final String images = axes.images();
		return new ImageSize(volume.path() + (images.isEmpty() ? "" : ", the first of " + images + " images"), volume.format(),
			volume.size(), volume.voxelSize());
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
