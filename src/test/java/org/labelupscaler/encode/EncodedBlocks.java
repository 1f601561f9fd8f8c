package org.labelupscaler.encode;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.labelupscaler.RandomBlocks;
import org.labelupscaler.RandomBlocks.Sample;
import org.labelupscaler.label.LabelType;

/**
 * Writes encoded blocks for {@code src/test/python/check_encoded.py}, which decodes them with the libraries that readers of
 * Zarr use: in the folder given, {@code NAME.CODEC} with the encoded bytes and {@code NAME.voxels} with the expanded ones.
 * Run by hand.
 */
public final class EncodedBlocks {

	private static final String[] CODECS = { "gzip", "zstd", "zstd:9", "raw", "blosc-lz4", "blosc-zstd", "blosc-zstd:5" };

	private EncodedBlocks() {}

	/** @param args the folder */
	public static void main(final String[] args) throws IOException {
		final Path folder = Files.createDirectories(Path.of(args[0]));
		for (final LabelType type : LabelType.values()) {
			for (int seed = 0; seed < 60; seed++)
				write(folder, type.n5Name() + "-" + seed, RandomBlocks.next(new Random(seed), type));
			write(folder, type.n5Name() + "-coarse", RandomBlocks.of(new Random(1), type, runs(8, 16), runs(8, 16), runs(8, 16), 5));
			write(folder, type.n5Name() + "-fine", RandomBlocks.of(new Random(2), type, runs(150, 1), runs(150, 1), runs(150, 1), 9));
			write(folder, type.n5Name() + "-uniform", RandomBlocks.of(new Random(3), type, runs(1, 128), runs(1, 128), runs(1, 128),
				1));
			write(folder, type.n5Name() + "-noise", RandomBlocks.of(new Random(4), type, runs(64, 1), runs(64, 1), runs(64, 1),
				1 << 30));
		}
	}

	private static void write(final Path folder, final String name, final Sample sample) throws IOException {
		for (final ByteOrder order : new ByteOrder[] { ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN }) {
			final String stem = name + (order == ByteOrder.LITTLE_ENDIAN ? "-little" : "-big");
			Files.write(folder.resolve(stem + ".voxels"), sample.voxels(order));
			for (final String codec : CODECS) {
				final ByteBuilder out = new ByteBuilder();
				Compression.parse(codec).newCodec(order).encode(sample.block(), out);
				Files.write(folder.resolve(stem + "." + codec.replace(':', '-')), out.toByteArray());
			}
		}
	}

	private static int[] runs(final int count, final int length) {
		final int[] runs = new int[count];
		Arrays.fill(runs, length);
		return runs;
	}
}
