package org.labelupscaler.source.npy;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceFormat;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.VolumeHeader;
import org.labelupscaler.source.VoxelFile;
import org.labelupscaler.source.VoxelPart;

/**
 * NumPy's {@code .npy}, versions 1 to 3. The axis that runs fastest is x: an array in C order has the shape z, y, x, one
 * in Fortran order x, y, z. An array of more than three axes may have those of one element besides, as after
 * {@code numpy.squeeze}. Nothing in such a file says how large a voxel is.
 */
public final class NpyFormat implements SourceFormat {

	private static final Map<String, SourceType> TYPES = Map.ofEntries( //
		Map.entry("b1", SourceType.UINT8), //
		Map.entry("u1", SourceType.UINT8), //
		Map.entry("u2", SourceType.UINT16), //
		Map.entry("u4", SourceType.UINT32), //
		Map.entry("u8", SourceType.UINT64), //
		Map.entry("i1", SourceType.INT8), //
		Map.entry("i2", SourceType.INT16), //
		Map.entry("i4", SourceType.INT32), //
		Map.entry("i8", SourceType.INT64), //
		Map.entry("f4", SourceType.FLOAT32), //
		Map.entry("f8", SourceType.FLOAT64));

	@Override
	public int priority() {
		return 90;
	}

	@Override
	public boolean recognises(final SourceLocation location) {
		return location.isFile() && (NpyHeader.startsNpy(location.start()) || location.endsWith(".npy", ".npz"));
	}

	@Override
	public SourceFile describe(final SourceLocation location) {
		final NpyHeader header = header(location);
		final String descr = header.descr();
		if (descr.contains("O"))
			throw header.wrong("descr", pickled(location));
		final SourceType type = descr.matches("[<>].*|\\|.1") ? TYPES.get(descr.substring(1)) : null;
		if (type == null)
			throw header.wrong("descr", "but labels must be integers, such as '<u4' for numpy.uint32; save them as such");
		final ByteOrder order = descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
		final VolumeHeader volume = volume(location.path(), header, type);
		return VoxelFile.headed(volume, List.of(VoxelPart.raw(location.path(), header.length(), volume.bytes())), order);
	}

	@Override
	public ImageSize measure(final SourceLocation location) {
		final NpyHeader header = header(location);
		if (!header.descr().matches("[<>|][biufc]\\d{1,2}"))
			throw header.wrong("descr", "but an image consists of numbers");
		// NB: checks the size; of which type the numbers are does not matter.
		final VolumeHeader volume = volume(location.path(), header, SourceType.UINT8);
		return new ImageSize(location.path().toString(), volume.format(), volume.size(), volume.voxelSize());
	}

	/** NB: to read one is to run what it says. */
	private static String pickled(final SourceLocation location) {
		final String name = location.path().getFileName().toString();
		final boolean cellpose = location.endsWith("_seg.npy");
		return "so it is a pickled Python object" + (cellpose ? ", as Cellpose saves its results" : "") +
			", not an array of numbers. In Python save the labels by themselves: numpy.save('labels.npy', numpy.load('" + name +
			"', allow_pickle=True).item()['" + (cellpose ? "masks" : "their name") + "'])";
	}

	private static NpyHeader header(final SourceLocation location) {
		if (location.endsWith(".npz") && !NpyHeader.startsNpy(location.start()))
			throw new InvalidInputException(location.path() + " is an archive of arrays; save the one with the labels by " +
				"itself: numpy.save('labels.npy', numpy.load('" + location.path().getFileName() + "')['its name'])");
		return NpyHeader.read(location.path());
	}

	private static VolumeHeader volume(final Path path, final NpyHeader header, final SourceType type) {
		final boolean fortran = header.fortranOrder();
		long[] shape = header.shape();
		if (shape.length > 3)
			shape = Arrays.stream(shape).filter(n -> n != 1).toArray();
		if (shape.length < 2)
			throw header.wrong("shape", "but an image has 2 or 3 axes");
		if (shape.length > 3)
			throw header.wrong("shape", "but an image has 2 or 3 axes, not counting those of one element; save one volume " +
				"of it, such as array[0]");
		final long[] size = { 1, 1, 1 };
		for (int d = 0; d < shape.length; d++)
			size[fortran ? d : shape.length - 1 - d] = shape[d];
		return new VolumeHeader(path, "NumPy, " + (fortran ? "Fortran" : "C") + " order", type, size, VoxelSize.UNKNOWN, !fortran
			|| shape.length < 3 ? List.of() : List.of("The array is in Fortran order, so its first index is taken as x and its last " +
				"as z; if it is the other way round, say so (axes)."));
	}
}
