package org.labelupscaler.source.mgh;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

import org.labelupscaler.grid.LengthUnit;
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

/**
 * MGH and MGZ, as FreeSurfer writes its segmentations. The first axis of the file is x; nothing is turned or mirrored, whatever
 * the header says of orientation. Lengths are in millimetres. What follows the voxels (parameters of the scan, tags) is not
 * read.
 */
public final class MghFormat implements SourceFormat {

	private static final Map<Integer, SourceType> TYPES = Map.of( //
		0, SourceType.UINT8, //
		1, SourceType.INT32, //
		3, SourceType.FLOAT32, //
		4, SourceType.INT16, //
		10, SourceType.UINT16);

	/** NB: of a long FreeSurfer itself does not say how many bytes it has. */
	private static final Map<Integer, String> OTHERS = Map.of(2, ", long", 5, ", bits", 6, ", tensors", 7,
		", complex numbers", 8, ", complex numbers", 9, ", RGB colours");

	@Override
	public int priority() {
		return 110;
	}

	@Override
	public boolean recognises(final SourceLocation location) {
		return location.isFile() && location.endsWith(".mgz", ".mgh", ".mgh.gz");
	}

	@Override
	public SourceFile describe(final SourceLocation location) {
		final MghHeader header = MghHeader.read(location.path());
		final SourceType type = TYPES.get(header.type());
		if (type == null)
			throw header.wrong("type", header.type() + OTHERS.getOrDefault(header.type(), ""),
				"but labels must be integers; save them as such, with mri_convert -odt int");
		if (header.dim(3) != 1)
			throw header.wrong("nframes", header.dim(3), "but a label image has one volume; save one frame as a file of its own, " +
				"with mri_convert --frame 0");
		final VolumeHeader volume = volume(header, type);
		return new VoxelFile(volume, List.of(header.gzip() ? new VoxelPart(header.path(), 0, MghHeader.LENGTH, volume.bytes(),
			Encoding.GZIP) : VoxelPart.raw(header.path(), MghHeader.LENGTH, volume.bytes())), ByteOrder.BIG_ENDIAN,
			VoxelPart.Behind.FOOTER);
	}

	@Override
	public ImageSize measure(final SourceLocation location) {
		final MghHeader header = MghHeader.read(location.path());
		// NB: checks the size; of which type the voxels are does not matter.
		final VolumeHeader volume = volume(header, SourceType.UINT8);
		return new ImageSize(header.path() + (header.dim(3) == 1 ? "" : ", volume 1 of " + header.dim(3)), volume.format(), volume
			.size(), volume.voxelSize(), List.of(), volume.notes());
	}

	private static VolumeHeader volume(final MghHeader header, final SourceType type) {
		final long[] size = { header.dim(0), header.dim(1), header.dim(2) };
		final VoxelEdges edges = new VoxelEdges();
		for (int d = 0; d < 3 && header.goodRas(); d++)
			edges.set(d, header.spacing(d), LengthUnit.MILLIMETER.symbol());
		return new VolumeHeader(header.path(), "MGH" + (header.gzip() ? ", gzip" : ""), type, size, edges.stated(size));
	}
}
