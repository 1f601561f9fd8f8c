package org.labelupscaler.source.nrrd;

import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.VoxelFile;
import org.labelupscaler.source.VolumeHeader;
import org.labelupscaler.source.VoxelPart.Encoding;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceFormat;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.SourceType;

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
		final SourceType type = type(header);
		final long[] sizes = sizes(header);
		final long[] size = { sizes[0], sizes[1], sizes.length == 3 ? sizes[2] : 1 };
		checkKinds(header);
		final Encoding encoding = encoding(header);
		for (final String skip : new String[] { "line skip", "lineskip", "byte skip", "byteskip" })
			if (header.get(skip) != null && !header.get(skip).equals("0"))
				throw header.wrong(skip, "but skipping is not supported; save the file without it");
		final VoxelSize voxelSize = voxelSize(header, sizes.length);
		final ByteOrder order = order(header, type);
		final String file = header.get("data file");
		if (file == null)
			return VoxelFile.whole(new VolumeHeader(path, "NRRD, " + header.require("encoding"), type, size, voxelSize), path,
				header.length(), encoding, order);
		if (file.matches("LIST( .*)?") || file.matches(".*%\\d*d.*"))
			throw header.wrong("data file", "but lists of files are not supported; save the volume in one file");
		return VoxelFile.whole(new VolumeHeader(path, "NRRD with detached header, " + header.require("encoding"), type, size,
			voxelSize), dataFile(header, path, file), 0, encoding, order);
	}

	private static Path dataFile(final NrrdHeader header, final Path path, final String name) {
		try {
			final Path data = path.resolveSibling(name);
			if (!name.isEmpty() && !Files.isDirectory(data))
				return data;
		}
		catch (final InvalidPathException e) {
			// said below
		}
		throw header.wrong("data file", "which is no name of a file");
	}

	/** The axes must be those of space: a colour channel is none. */
	private static void checkKinds(final NrrdHeader header) {
		final String kinds = header.get("kinds");
		final String directions = header.get("space directions");
		if (kinds != null && !kinds.toLowerCase(Locale.ROOT).matches("((domain|space|none|\\?\\?\\?)(\\s+|$))*"))
			throw header.wrong("kinds", "but a label image has axes of space only");
		if (directions != null && directions.contains("none"))
			throw header.wrong("space directions", "but a label image has axes of space only");
	}

	private static SourceType type(final NrrdHeader header) {
		final String type = header.require("type").toLowerCase(Locale.ROOT);
		for (final Map.Entry<SourceType, List<String>> names : TYPE_NAMES.entrySet())
			if (names.getValue().contains(type))
				return names.getKey();
		throw header.wrong("type", "which is no integer or float type");
	}

	private static long[] sizes(final NrrdHeader header) {
		final String dimension = header.require("dimension");
		if (!dimension.equals("2") && !dimension.equals("3"))
			throw header.wrong("dimension", "expected 2 or 3");
		return header.requireLongs("sizes", Integer.parseInt(dimension));
	}

	private static Encoding encoding(final NrrdHeader header) {
		return switch (header.require("encoding").toLowerCase(Locale.ROOT)) {
			case "raw" -> Encoding.RAW;
			case "gz", "gzip" -> Encoding.GZIP;
			default -> throw header.wrong("encoding", "expected raw or gzip");
		};
	}

	private static ByteOrder order(final NrrdHeader header, final SourceType type) {
		if (type.bytes() == 1)
			return ByteOrder.LITTLE_ENDIAN;
		return switch (header.require("endian").toLowerCase(Locale.ROOT)) {
			case "little" -> ByteOrder.LITTLE_ENDIAN;
			case "big" -> ByteOrder.BIG_ENDIAN;
			default -> throw header.wrong("endian", "expected little or big");
		};
	}

	/** From "space directions" and "space units", else from "spacings" and "units", else 1 pixel. */
	private static VoxelSize voxelSize(final NrrdHeader header, final int dimension) {
		final double[] directions = header.vectorLengths("space directions");
		final String field = directions != null ? "space directions" : "spacings";
		final double[] spacings = directions != null ? directions : header.doubles("spacings");
		if (spacings == null)
			return VoxelSize.UNKNOWN;
		if (spacings.length != dimension)
			throw header.wrong(field, "but the dimension is " + dimension);
		final double[] edges = { 1, 1, 1 };
		for (int d = 0; d < dimension; d++)
			if (!Double.isNaN(spacings[d])) {
				edges[d] = Math.abs(spacings[d]);
				// NB: bounds that leave room for any scale factor and unit
				if (edges[d] < 1e-15 || edges[d] > 1e15)
					throw header.wrong(field, "but a voxel must have a size above 0 and within reason");
			}
		final List<String> units = header.quoted("space units");
		return inOneUnit(edges, units != null ? units : header.quoted("units"));
	}

	private static VoxelSize inOneUnit(final double[] edges, final List<String> units) {
		if (units == null || units.isEmpty())
			return new VoxelSize(edges[0], edges[1], edges[2], VoxelSize.PIXEL);
		final Optional<LengthUnit> first = LengthUnit.parse(units.get(0));
		if (first.isEmpty())
			return new VoxelSize(edges[0], edges[1], edges[2], VoxelSize.PIXEL);
		for (int d = 0; d < Math.min(3, units.size()); d++) {
			final Optional<LengthUnit> unit = LengthUnit.parse(units.get(d));
			if (unit.isPresent() && unit.get() != first.get())
				edges[d] = BigDecimal.valueOf(edges[d]).multiply(unit.get().in(first.get())).doubleValue();
		}
		return new VoxelSize(edges[0], edges[1], edges[2], first.get().symbol());
	}
}
