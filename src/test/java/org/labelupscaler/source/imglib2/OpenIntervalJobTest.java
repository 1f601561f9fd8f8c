package org.labelupscaler.source.imglib2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.VerifyJob;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.words.UpscaleWords;
import org.labelupscaler.words.VerifyKey;
import org.labelupscaler.words.VerifyWords;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.position.FunctionRandomAccessible;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedLongType;
import net.imglib2.view.Views;

/** Jobs of programs that have their labels as images of imglib2. */
class OpenIntervalJobTest {

	private static final VoxelSize VOXEL_SIZE = new VoxelSize(25, 25, 50, "um");

	@TempDir
	private Path folder;

	@Test
	void anImageInMemoryIsUpscaled() throws Exception {
		final Volume volume = TestSources.random(new Random(3), LabelType.UINT64, 9, 7, 5);
		final Img<UnsignedLongType> image = ArrayImgs.unsignedLongs(volume.labels().clone(), 9, 7, 5);
		check(volume, new OpenInterval("annotation", image, VOXEL_SIZE));
	}

	@Test
	void aConvertedImageIsUpscaled() throws Exception {
		final Volume volume = TestSources.random(new Random(4), LabelType.UINT32, 9, 7, 5);
		final RandomAccessibleInterval<UnsignedLongType> longs = ArrayImgs.unsignedLongs(volume.labels().clone(), 9, 7, 5);
		final RandomAccessibleInterval<UnsignedIntType> image = Converters.convert(longs, (from, to) -> to.set(from.get()),
			new UnsignedIntType());
		check(volume, new OpenInterval("converted", image, VOXEL_SIZE));
	}

	@Test
	void aComputedImageIsUpscaledAndComputedOnce() throws Exception {
		final AtomicLong computed = new AtomicLong();
		final Volume volume = TestSources.random(new Random(5), LabelType.UINT32, 9, 7, 5);
		final RandomAccessibleInterval<UnsignedIntType> image = Views.interval(new FunctionRandomAccessible<>(3, (at, value) -> {
			computed.incrementAndGet();
			value.set(volume.at(at.getLongPosition(0), at.getLongPosition(1) + 3, at.getLongPosition(2)));
		}, UnsignedIntType::new), new FinalInterval(new long[] { 0, -3, 0 }, new long[] { 8, 3, 4 }));
		final SourceFile source = new OpenInterval("computed", image, VOXEL_SIZE);
		assertEquals(0, computed.get());
		final UpscaleOptions options = options(source, "once");
		assertEquals(0, computed.get(), "nothing is computed before the job is opened");
		assertTrue(UpscaleJob.run(options, ProgressListener.NONE).complete());
		assertEquals(9 * 7 * 5, computed.get());
		check(volume, source);
	}

	private UpscaleOptions options(final SourceFile source, final String name) {
		return UpscaleWords.builder().image(source).factors("2,3,1").block("8").background("write").threads("2").target(
			folder.resolve(name + ".n5").toString()).build();
	}

	private void check(final Volume volume, final SourceFile source) throws Exception {
		final UpscaleOptions options = options(source, "job");
		assertTrue(UpscaleJob.run(options, ProgressListener.NONE).complete());
		final Volume found = PlainN5.read(options.target().resolve("setup0/timepoint0/s0"));
		assertEquals(volume.type(), found.type());
		final long[] target = { 18, 21, 5 };
		for (int z = 0; z < target[2]; z++)
			for (int y = 0; y < target[1]; y++)
				for (int x = 0; x < target[0]; x++)
					assertEquals(SlowReference.label(volume, target, new long[] { 1, 1, 1 }, x, y, z), found.at(x, y, z));
		assertTrue(verify(options.target(), source).difference().isEmpty());
		final SourceFile other = new OpenInterval("other", ArrayImgs.unsignedLongs(9, 7, 5), VOXEL_SIZE);
		assertThrows(InvalidInputException.class, () -> verify(options.target(), other));
	}

	private static org.labelupscaler.job.VerifyReport verify(final Path container, final SourceFile source)
		throws Exception
	{
		try (VerifyJob job = VerifyJob.open(new VerifyWords().set(VerifyKey.INPUT, container.toString()).set(VerifyKey.BLOCKS, "all").set(VerifyKey.THREADS, "2").build(), () -> Optional.of(
			source), ProgressListener.NONE))
		{
			return job.run(ProgressListener.NONE);
		}
	}
}
