package org.labelupscaler.benchmark;

import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

import org.labelupscaler.label.RunBlock;
import org.labelupscaler.encode.BlockCodec;
import org.labelupscaler.encode.ByteBuilder;

/**
 * The prototype's gzip: each distinct plane is expanded row by row, deflated at level 1 with a full flush, and the
 * fragment is appended as often as the plane repeats. Its checksum is that of the distinct planes only, which is wrong but
 * costs what the right one would: the prototype combined checksums at next to no cost.
 */
final class PlaneDeflateCodec implements BlockCodec {

	private final Deflater deflater = new Deflater(1, true);
	private byte[] plane = new byte[0];
	private byte[] fragment = new byte[1 << 20];

	@Override
	public void encode(final RunBlock block, final ByteBuilder out) {
		final int bytes = (int) block.planeBytes();
		if (plane.length != bytes) {
			plane = new byte[bytes];
			fragment = new byte[2 * bytes + 1024];
		}
		out.put(new byte[] { 0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF }, 0, 10);
		final CRC32 crc = new CRC32();
		for (int k = 0; k < block.planes(); k++) {
			block.expandPlane(k, ByteOrder.BIG_ENDIAN, plane, 0);
			crc.update(plane);
			deflater.reset();
			deflater.setInput(plane);
			int n = 0;
			for (int more; (more = deflater.deflate(fragment, n, fragment.length - n, Deflater.FULL_FLUSH)) > 0;)
				n += more;
			for (int t = 0; t < block.runZ(k); t++)
				out.put(fragment, 0, n);
		}
		out.put(3);
		out.put(0);
		out.putIntLittleEndian((int) crc.getValue());
		out.putIntLittleEndian((int) block.bytes());
	}

	@Override
	public void decode(final byte[] encoded, final int from, final int count, final byte[] voxels) {
		throw new UnsupportedOperationException();
	}
}
