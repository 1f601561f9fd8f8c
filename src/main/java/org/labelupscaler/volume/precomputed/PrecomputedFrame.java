package org.labelupscaler.volume.precomputed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Set;

import org.labelupscaler.encode.BlockCodec;
import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.encode.CompressedSegmentation;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.encode.GzipBytes;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.volume.BlockFrame;
import org.labelupscaler.volume.VolumeSpec;

/**
 * A chunk of a precomputed volume: with gzip and a type that it takes a gzipped {@code compressed_segmentation}, else the voxels,
 * little-endian, x fastest, gzipped or not. Chunks at the end of a volume are smaller.
 */
final class PrecomputedFrame implements BlockFrame {

	private static final Set<LabelType> SEGMENTATIONS = EnumSet.of(LabelType.UINT32, LabelType.UINT64);

	private final LabelType type;
	private final BlockCodec codec;
	private final CompressedSegmentation segmentation;
	private final GzipBytes gzip;
	private final ByteBuilder plain = new ByteBuilder();

	PrecomputedFrame(final VolumeSpec spec) {
		type = spec.type();
		final boolean compressed = isSegmentation(spec);
		codec = compressed ? null : spec.compression().newCodec(ByteOrder.LITTLE_ENDIAN);
		segmentation = compressed ? new CompressedSegmentation(type) : null;
		gzip = compressed ? new GzipBytes(spec.compression().level()) : null;
	}

	/** Whether chunks are compressed_segmentation; else they are raw. */
	static boolean isSegmentation(final VolumeSpec spec) {
		return isGzip(spec) && SEGMENTATIONS.contains(spec.type());
	}

	/** Whether chunks are gzipped. */
	static boolean isGzip(final VolumeSpec spec) {
		return spec.compression().kind() == Compression.Kind.GZIP;
	}

	@Override
	public void encode(final RunBlock block, final ByteBuilder out) {
		if (segmentation == null) {
			codec.encode(block, out);
			return;
		}
		plain.clear();
		segmentation.encode(block, plain);
		gzip.encode(plain.array(), plain.size(), out);
	}

	@Override
	public long uncompressed(final int[] size) {
		return (long) size[0] * size[1] * size[2] * type.bytes();
	}

	@Override
	public long most(final int[] size) {
		return BlockFrame.mostOf(segmentation == null ? uncompressed(size) : CompressedSegmentation.most(type, size));
	}

	@Override
	public byte[] decode(final ByteBuffer bytes, final int[] size) throws IOException {
		final byte[] stored = new byte[bytes.remaining()];
		bytes.duplicate().get(stored);
		if (segmentation != null)
			return segmentation.decode(GzipBytes.decode(stored, CompressedSegmentation.most(type, size)), size);
		final byte[] little = new byte[Math.toIntExact(uncompressed(size))];
		codec.decode(stored, 0, stored.length, little);
		final byte[] voxels = new byte[little.length];
		final int step = type.bytes();
		for (int v = 0; v < voxels.length; v += step)
			for (int b = 0; b < step; b++)
				voxels[v + b] = little[v + step - 1 - b];
		return voxels;
	}
}
