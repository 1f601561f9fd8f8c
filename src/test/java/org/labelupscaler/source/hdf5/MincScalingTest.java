package org.labelupscaler.source.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.MemorySource;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.SourceType;

/** What the integers of MINC stand for, part by part. */
@Timeout(60)
class MincScalingTest {

	@TempDir
	private Path folder;

	/** More results than are kept, from parts of which every one has a rule of its own: a voxel of part p is p times as much. */
	@Test
	void everyPartHasItsOwnRuleHoweverManyResultsThereAre() throws IOException {
		final int width = 1 << 15;
		final int parts = 12;
		final long[] voxels = new long[width * parts];
		for (int i = 0; i < voxels.length; i++)
			voxels[i] = i % width * 7919L % width;
		for (final long[] strides : new long[][] { { 0, 0, 1 }, { 0, 1, 0 } }) {
			final int[] size = strides[1] == 0 ? new int[] { width, 1, parts } : new int[] { width, parts, 1 };
			final List<BigDecimal> max = IntStream.range(0, parts).mapToObj(p -> BigDecimal.valueOf(65535L * p)).toList();
			final MincScaling scaling = MincScaling.of(BigDecimal.ZERO, BigDecimal.valueOf(65535), Collections.nCopies(parts,
				BigDecimal.ZERO), max, strides, SourceType.UINT16, "a.mnc").orElseThrow();
			assertEquals(SourceType.UINT32, scaling.type());
			final Path file = folder.resolve("labels" + strides[1]);
			try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
				StandardOpenOption.READ))
			{
				scaling.write(new MemorySource(new Volume(LabelType.UINT32, size, voxels)), out);
				final ByteBuffer labels = ByteBuffer.allocate(4 * voxels.length).order(ByteOrder.LITTLE_ENDIAN);
				out.read(labels, 0);
				for (int i = 0; i < voxels.length; i++)
					assertEquals(voxels[i] * (i / width), labels.getInt(4 * i), "voxel " + i);
			}
		}
	}
}
