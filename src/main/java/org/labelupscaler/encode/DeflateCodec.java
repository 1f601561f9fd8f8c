package org.labelupscaler.encode;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Checksum;
import java.util.zip.Deflater;

import org.labelupscaler.label.RunBlock;

/**
 * Deflate (RFC 1951) as one gzip member or zlib stream a block, written from run lengths. No expanded plane is ever made: the
 * repetitions are known, so their deflate symbols are written directly ({@link PlaneParser}, {@link DeflateWriter}), and the
 * checksum of the whole is combined from those of the distinct rows ({@link ChecksumShift}). That is level 1. The higher
 * levels also let zlib try at that level, which wins where little is repeated, and keep the shorter stream.
 */
final class DeflateCodec implements BlockCodec {

	private final DeflateFrame frame;
	private final ByteOrder order;
	private final int level;
	private final PlaneParser parser;
	private final DeflateWriter writer = new DeflateWriter();
	private final Checksum rowSum;
	private SequenceList[] planes = new SequenceList[0];
	private int[] times = new int[0];
	private byte[] row = new byte[0];
	private ChecksumShift afterRow;
	private ChecksumShift afterPlane;

	/**
	 * @param frame what stands around the stream
	 * @param order byte order of the voxels
	 * @param level 1 … 9
	 */
	DeflateCodec(final DeflateFrame frame, final ByteOrder order, final int level) {
		this.frame = frame;
		this.order = order;
		this.level = level;
		rowSum = frame.newChecksum();
		afterRow = frame.shift(0);
		afterPlane = frame.shift(0);
		parser = new PlaneParser(order, DeflateWriter.MIN_MATCH, DeflateWriter.WINDOW);
	}

	@Override
	public void encode(final RunBlock block, final ByteBuilder out) {
		final int count = block.planes();
		reserve(block, count);
		int checksum = frame.ofNothing();
		for (int k = 0; k < count; k++) {
			parser.parse(block, k, planes[k]);
			times[k] = block.runZ(k);
			checksum = afterPlane.append(checksum, planeChecksum(block, k), times[k]);
		}
		frame.begin(out);
		final int start = out.size();
		writer.write(planes, times, count, out);
		if (level > 1)
			tryZlib(block, start, out);
		frame.end(checksum, block.bytes(), out);
	}

	/** Replaces the deflate stream from {@code start} on by zlib's, if that is shorter. */
	private void tryZlib(final RunBlock block, final int start, final ByteBuilder out) {
		final byte[] plane = new byte[Math.toIntExact(block.planeBytes())];
		final byte[] shorter = new byte[out.size() - start];
		final Deflater zlib = new Deflater(level, true);
		try {
			int length = 0;
			for (int k = 0; k < block.planes(); k++) {
				block.expandPlane(k, order, plane, 0);
				for (int t = 0; t < block.runZ(k); t++) {
					zlib.setInput(plane);
					while (!zlib.needsInput()) {
						length += zlib.deflate(shorter, length, shorter.length - length);
						if (length == shorter.length)
							return;
					}
				}
			}
			zlib.finish();
			while (!zlib.finished()) {
				length += zlib.deflate(shorter, length, shorter.length - length);
				if (length == shorter.length)
					return;
			}
			out.setSize(start);
			out.put(shorter, 0, length);
		}
		finally {
			zlib.end();
		}
	}

	private void reserve(final RunBlock block, final int count) {
		if (planes.length < count) {
			final int before = planes.length;
			planes = Arrays.copyOf(planes, count);
			times = new int[count];
			for (int k = before; k < count; k++)
				planes[k] = new SequenceList();
		}
		if (row.length != block.rowBytes())
			row = new byte[Math.toIntExact(block.rowBytes())];
		if (afterRow.length() != block.rowBytes())
			afterRow = frame.shift(block.rowBytes());
		if (afterPlane.length() != block.planeBytes())
			afterPlane = frame.shift(block.planeBytes());
	}

	private int planeChecksum(final RunBlock block, final int k) {
		int checksum = frame.ofNothing();
		int rowChecksum = 0;
		for (int j = 0; j < block.rows(); j++) {
			if (j == 0 || !block.repeatsRow(j, k)) {
				block.expandRow(j, k, order, row, 0);
				rowSum.reset();
				rowSum.update(row);
				rowChecksum = (int) rowSum.getValue();
			}
			checksum = afterRow.append(checksum, rowChecksum, block.runY(j));
		}
		return checksum;
	}

	@Override
	public void decode(final byte[] encoded, final int from, final int count, final byte[] voxels) throws IOException {
		frame.decoder().decode(encoded, from, count, voxels);
	}
}
