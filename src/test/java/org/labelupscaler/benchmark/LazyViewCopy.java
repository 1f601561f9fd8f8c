package org.labelupscaler.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.Sources;

import net.imglib2.RandomAccessible;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.RealRandomAccess;
import net.imglib2.RealRandomAccessible;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.interpolation.randomaccess.NearestNeighborInterpolatorFactory;
import net.imglib2.position.FunctionRandomAccessible;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

/**
 * A peer of docs/benchmarks: imglib2's lazy nearest-neighbour view, copied block by block and written as N5 with gzip
 * level 1, as n5-imglib2's {@code saveNonEmptyBlock} would. The scaling itself is imglib2's interpolator behind a
 * function, for imglib2-realtransform and n5 are not on Maven Central. Arguments: source, output (N5 dataset), x,y,z of
 * the target, block size, threads.
 */
public final class LazyViewCopy {

	private LazyViewCopy() {}

	/** @param args see above */
	public static void main(final String[] args) throws Exception {
		final Path dataset = Path.of(args[1]);
		final long[] size = Arrays.stream(args[2].split(",")).mapToLong(Long::parseLong).toArray();
		final int edge = Integer.parseInt(args[3]);
		final Thread[] workers = new Thread[Integer.parseInt(args[4])];
		final RandomAccessibleInterval<UnsignedIntType> scaled = scaled(read(Path.of(args[0])), size);
		final long start = System.nanoTime();
		Files.createDirectories(dataset);
		Files.writeString(dataset.resolve("attributes.json"), """
			{"dataType":"uint32","dimensions":%s,"blockSize":[%d,%d,%d],"compression":{"type":"gzip","level":1}}"""
			.formatted(Arrays.toString(size), edge, edge, edge));
		final BlockGrid grid = new BlockGrid(size, new int[] { edge, edge, edge });
		final AtomicLong next = new AtomicLong();
		for (int t = 0; t < workers.length; t++) {
			workers[t] = new Thread(() -> {
				for (long block; (block = next.getAndIncrement()) < grid.blocks();)
					copy(scaled, grid, grid.position(block), dataset);
			});
			// NB: an error in a worker must end the program with a status that is not 0.
			workers[t].setUncaughtExceptionHandler((thread, error) -> {
				error.printStackTrace();
				Runtime.getRuntime().halt(1);
			});
			workers[t].start();
		}
		for (final Thread worker : workers)
			worker.join();
		System.out.println("seconds=" + (System.nanoTime() - start) / 1e9);
	}

	private static RandomAccessibleInterval<UnsignedIntType> read(final Path file) {
		try (LabelSource source = Sources.describe(file).open(SourceOptions.defaults())) {
			final long[] size = source.size();
			final int plane = Math.toIntExact(size[0] * size[1]);
			final int[] labels = new int[Math.toIntExact(plane * size[2])];
			final long[] buffer = new long[plane];
			for (int z = 0; z < size[2]; z++) {
				source.read(new long[] { 0, 0, z }, new int[] { (int) size[0], (int) size[1], 1 }, buffer);
				for (int i = 0; i < plane; i++)
					labels[z * plane + i] = (int) buffer[i];
			}
			return ArrayImgs.unsignedInts(labels, size);
		}
	}

	private static RandomAccessibleInterval<UnsignedIntType> scaled(final RandomAccessibleInterval<UnsignedIntType> labels,
		final long[] size)
	{
		final double[] scale = new double[3];
		for (int d = 0; d < 3; d++)
			scale[d] = (double) labels.dimension(d) / size[d];
		final RealRandomAccessible<UnsignedIntType> nearest = Views.interpolate(Views.extendBorder(labels),
			new NearestNeighborInterpolatorFactory<>());
		final RandomAccessible<UnsignedIntType> raster = new FunctionRandomAccessible<>(3, () -> {
			final RealRandomAccess<UnsignedIntType> access = nearest.realRandomAccess();
			return (position, label) -> {
				for (int d = 0; d < 3; d++)
					access.setPosition((position.getDoublePosition(d) + 0.5) * scale[d] - 0.5, d);
				label.set(access.get());
			};
		}, UnsignedIntType::new);
		return Views.interval(raster, Intervals.createMinSize(0, 0, 0, size[0], size[1], size[2]));
	}

	private static void copy(final RandomAccessibleInterval<UnsignedIntType> scaled, final BlockGrid grid,
		final long[] position, final Path dataset)
	{
		final int[] size = grid.blockSize(position);
		final ByteBuffer voxels = ByteBuffer.allocate(4 * size[0] * size[1] * size[2]);
		int any = 0;
		for (final UnsignedIntType label : Views.flatIterable(Views.interval(scaled, Intervals.createMinSize(grid
			.min(position, 0), grid.min(position, 1), grid.min(position, 2), size[0], size[1], size[2]))))
		{
			voxels.putInt(label.getInt());
			any |= label.getInt();
		}
		if (any != 0)
			write(dataset.resolve(position[0] + "/" + position[1] + "/" + position[2]), size, voxels.array());
	}

	private static void write(final Path file, final int[] size, final byte[] voxels) {
		try {
			final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			final DataOutputStream header = new DataOutputStream(bytes);
			header.writeShort(0);
			header.writeShort(3);
			for (final int n : size)
				header.writeInt(n);
			try (OutputStream gzip = new GzipLevel1(bytes)) {
				gzip.write(voxels);
			}
			Files.createDirectories(file.getParent());
			Files.write(file, bytes.toByteArray());
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static final class GzipLevel1 extends GZIPOutputStream {

		GzipLevel1(final OutputStream out) throws IOException {
			super(out, 1 << 16);
			def.setLevel(Deflater.BEST_SPEED);
		}
	}
}
