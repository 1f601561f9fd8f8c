package org.labelupscaler.source;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import org.labelupscaler.grid.VoxelSize;

/** The files that src/test/python/make_hdf5.py has made, and what it says is in them. */
final class Hdf5Files {

	private Hdf5Files() {}

	private static byte[] resource(final String name) throws Exception {
		try (InputStream in = Hdf5Files.class.getResourceAsStream("/hdf5/" + name)) {
			return in.readAllBytes();
		}
	}

	/** Lines of: path, type, size, voxel size, checksum. */
	static Stream<String> expected() throws Exception {
		return new String(resource("expected.csv"), StandardCharsets.UTF_8).lines();
	}

	static VoxelSize voxelSize(final String text) {
		final String[] edges = text.split(",");
		return new VoxelSize(Double.parseDouble(edges[0]), Double.parseDouble(edges[1]), Double.parseDouble(edges[2]), edges[3]);
	}

	/** CRC-32 of labels as int64, little-endian. */
	static long crc(final long[] labels) {
		final ByteBuffer bytes = ByteBuffer.allocate(8 * labels.length).order(ByteOrder.LITTLE_ENDIAN);
		bytes.asLongBuffer().put(labels);
		final CRC32 crc = new CRC32();
		crc.update(bytes);
		return crc.getValue();
	}
}
