package org.labelupscaler.volume.bdvhdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

import org.labelupscaler.volume.Display;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.hdf5.Hdf5Dataset;
import org.labelupscaler.volume.hdf5.Hdf5Group;
import org.labelupscaler.volume.hdf5.Hdf5Type;
import org.labelupscaler.volume.hdf5.Hdf5VolumeFormat;
import org.labelupscaler.volume.hdf5.Hdf5VolumeWriter;
import org.labelupscaler.volume.single.GrowingFile;

/**
 * Writes a file of one setup and one time point, as BigDataViewer's own exports are (bdv.img.hdf5.Util, Hdf5ImageLoader,
 * bdv.export.WriteSequenceToHdf5): factors and chunks of the levels in tables of the setup, whose order is x, y, z, and its type as an
 * attribute, without which BigDataViewer takes any numbers for signed ones of 16 bits.
 */
final class BdvHdf5Writer extends Hdf5VolumeWriter {

	private final VolumeSpec spec;

	BdvHdf5Writer(final Hdf5VolumeFormat format, final GrowingFile file, final VolumeSpec spec) throws IOException {
		super(format, file, spec);
		this.spec = spec;
	}

	@Override
	protected Hdf5Group root(final long[] indices, final Optional<Display> display) {
		final ByteBuffer factors = ByteBuffer.allocate(3 * 8 * indices.length).order(ByteOrder.LITTLE_ENDIAN);
		final ByteBuffer chunks = ByteBuffer.allocate(3 * 4 * indices.length).order(ByteOrder.LITTLE_ENDIAN);
		final Hdf5Group root = new Hdf5Group();
		final Hdf5Group levels = root.group("t00000").group("s00");
		for (int l = 0; l < indices.length; l++) {
			for (int d = 0; d < 3; d++) {
				factors.putDouble(spec.pyramid().factors(l)[d]);
				chunks.putInt(spec.blockSize()[d]);
			}
			levels.group(String.valueOf(l)).add("cells", Hdf5Dataset.of(spec, spec.grids().get(l).size(), indices[l]));
		}
		final Hdf5Group setup = root.group("s00").withText("dataType", spec.type().n5Name());
		final long[] size = { indices.length, 3 };
		setup.add("resolutions", Hdf5Dataset.whole(size, Hdf5Type.FLOAT64, factors.array()));
		setup.add("subdivisions", Hdf5Dataset.whole(size, Hdf5Type.INT32, chunks.array()));
		return root;
	}
}
