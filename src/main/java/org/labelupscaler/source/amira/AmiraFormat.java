package org.labelupscaler.source.amira;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.HeaderFields;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceFormat;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.VolumeHeader;
import org.labelupscaler.source.VoxelEdges;
import org.labelupscaler.source.VoxelFile;
import org.labelupscaler.source.VoxelPart;
import org.labelupscaler.source.VoxelPart.Encoding;
import org.labelupscaler.source.amira.AmiraHeader.Stream;

/**
 * Label fields of Amira and Avizo: the lattice "Labels", or the only one, on a uniform grid, binary, plain or in the codings
 * HxByteRLE and HxZip. The first axis is x. The bounding box goes from the centre of the first voxel to that of the last; of an
 * axis of one voxel it is as long as that.
 */
public final class AmiraFormat implements SourceFormat {

	private static final Map<String, SourceType> TYPES = Map.of( //
		"byte", SourceType.UINT8, //
		"short", SourceType.INT16, //
		"ushort", SourceType.UINT16, //
		"int", SourceType.INT32, //
		"int32", SourceType.INT32, //
		"uint", SourceType.UINT32, //
		"float", SourceType.FLOAT32, //
		"double", SourceType.FLOAT64);

	private static final String LABELS = "Labels";
	private static final String RUNS = "HxByteRLE";
	private static final String ZIP = "HxZip";
	private static final String BOX = "BoundingBox";

	@Override
	public int priority() {
		return 100;
	}

	@Override
	public boolean recognises(final SourceLocation location) {
		return location.isFile() && AmiraHeader.startsAmira(location.start());
	}

	@Override
	public SourceFile describe(final SourceLocation location) {
		final AmiraHeader header = AmiraHeader.read(location.path());
		final Stream stream = stream(header);
		final SourceType type = TYPES.get(stream.type());
		if (type == null)
			throw new InvalidInputException(header.path() + ": the lattice '" + HeaderFields.shown(stream.name()) + "' is of type '" +
				HeaderFields.shown(stream.type()) + "', but labels must be integers, one for each voxel");
		if (header.encoding().equals("ASCII"))
			throw new InvalidInputException(header.path() + " is an AmiraMesh file whose voxels are written as text, which are not " +
				"supported; save it as AmiraMesh binary");
		if (header.first() != stream.section())
			throw new InvalidInputException(header.path() + ": the lattice '" + HeaderFields.shown(stream.name()) + "' is in section @" +
				stream.section() + ", but @" + header.first() + " comes first in the file, which is not supported; save the label " +
				"field by itself");
		final VolumeHeader volume = volume(header, "AmiraMesh" + (stream.coding().isEmpty() ? "" : ", " + stream.coding()), type);
		return switch (stream.coding()) {
			case "" -> plain(header, volume);
			case ZIP -> VoxelFile.headed(volume, List.of(new VoxelPart(header.path(), header.length(), 0, volume.bytes(),
				Encoding.ZLIB)), header.order());
			case RUNS -> AmiraRuns.of(volume, header.length(), stream.stored());
			default -> throw new InvalidInputException(header.path() + ": the lattice '" + HeaderFields.shown(stream.name()) +
				"' is coded as '" + HeaderFields.shown(stream.coding()) + "', expected HxByteRLE, HxZip or none");
		};
	}

	/** NB: an end of a line follows, and then other sections, if there are any. */
	private static VoxelFile plain(final AmiraHeader header, final VolumeHeader volume) {
		final VoxelFile file = new VoxelFile(volume, List.of(VoxelPart.raw(header.path(), header.length(), volume.bytes())), header
			.order());
		final long end = header.length() + volume.bytes();
		return header.streams().size() > 1 || length(header.path()) <= end + 2 ? file : VoxelFile.headed(volume, file
			.parts(), header.order());
	}

	private static long length(final Path file) {
		try {
			return Files.size(file);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + file + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	@Override
	public ImageSize measure(final SourceLocation location) {
		final AmiraHeader header = AmiraHeader.read(location.path());
		final VolumeHeader volume = volume(header, "AmiraMesh", SourceType.UINT8);
		return new ImageSize(header.path().toString(), volume.format(), volume.size(), volume.voxelSize(), List.of(), volume
			.notes());
	}

	private static Stream stream(final AmiraHeader header) {
		header.size();
		final List<Stream> streams = header.streams();
		if (streams.isEmpty())
			throw new InvalidInputException(header.path() + " has no lattice of voxels; is it a surface or a graph?");
		return streams.stream().filter(s -> s.name().equals(LABELS)).findFirst().orElseGet(() -> {
			if (streams.size() > 1)
				throw new InvalidInputException(header.path() + " has several lattices, and none is called Labels: " + streams.stream()
					.limit(10).map(s -> HeaderFields.shown(s.name())).collect(Collectors.joining(", ")) + "; save the label field by " +
					"itself");
			return streams.get(0);
		});
	}

	private static VolumeHeader volume(final AmiraHeader header, final String format, final SourceType type) {
		final HeaderFields fields = header.fields();
		final String coordinates = fields.get("CoordType");
		if (coordinates != null && !coordinates.equals("uniform"))
			throw fields.wrong("CoordType", "but the voxels of a volume must be of one size; resample it to uniform coordinates");
		final VolumeHeader volume = new VolumeHeader(header.path(), format, type, header.size(), edges(header).stated(header
			.size()));
		final List<String> notes = new ArrayList<>();
		final String matrix = fields.get("TransformationMatrix");
		if (matrix != null && !matrix.equals("1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1"))
			notes.add("The file has a TransformationMatrix, which is not applied.");
		return volume.withNotes(notes);
	}

	private static VoxelEdges edges(final AmiraHeader header) {
		final VoxelEdges edges = new VoxelEdges();
		final BigDecimal[] box = header.fields().decimals(BOX, 6);
		final String unit = header.fields().get("Coordinates");
		for (int d = 0; box != null && d < 3; d++) {
			if (box[2 * d] == null || box[2 * d + 1] == null)
				continue;
			final BigDecimal range = box[2 * d + 1].subtract(box[2 * d]);
			final BigDecimal steps = BigDecimal.valueOf(Math.max(1, header.size()[d] - 1));
			// NB: a box without extent says nothing.
			if (range.signum() != 0)
				edges.set(d, VoxelEdges.edge(header.fields(), BOX, range.divide(steps, MathContext.DECIMAL128)), unit);
		}
		return edges;
	}
}
