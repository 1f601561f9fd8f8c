package org.labelupscaler.view.bdv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.Owned;
import org.labelupscaler.SlowReference;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscalePlan;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.ontology.OntologyReader;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.words.UpscaleWords;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.type.volatiles.VolatileARGBType;
import net.imglib2.type.volatiles.VolatileFloatType;
import net.imglib2.view.Views;

/** Images whose tiles are made when they are looked at: every pixel right, empty ones only until they are there. */
class LazyImagesTest {

	/** Longer than a tile along each axis, and no multiple of it. */
	private static final Volume VOLUME = TestSources.random(new Random(7), LabelType.UINT64, 131, 70, 66);

	private final TileCache cache = new TileCache();
	private final List<String> problems = Collections.synchronizedList(new ArrayList<>());

	@TempDir
	private Path folder;

	@AfterEach
	void closeCache() {
		cache.close();
	}

	private static final int[] BLANK = new int[1];

	@Test
	void everyPixelHasTheColourOfItsLabel() throws Exception {
		final LabelColors colors = new LabelColors(OntologyReader.read(Files.writeString(folder.resolve("o.csv"), "id,colour\n" +
			Long.toUnsignedString(VOLUME.labels()[0]) + ",123456\n")));
		final LazyImages<ARGBType, VolatileARGBType> images = new LazyImages<>(pyramid(new MemorySource(VOLUME)),
			new Pixels.Labels(colors), cache, problems::add);
		assertEquals(2, images.images().size());
		assertEquals(2, images.volatileImages().size());
		for (int l = 0; l < 2; l++) {
			final long[] factor = l == 0 ? new long[] { 1, 1, 1 } : new long[] { 3, 2, 2 };
			final RandomAccessibleInterval<ARGBType> image = images.images().get(l);
			assertArrayEquals(l == 0 ? new long[] { 131, 70, 66 } : new long[] { 44, 35, 33 }, image.dimensionsAsLongArray());
			final Cursor<ARGBType> cursor = Views.iterable(image).localizingCursor();
			while (cursor.hasNext()) {
				final int argb = cursor.next().get();
				final long x = cursor.getLongPosition(0);
				final long y = cursor.getLongPosition(1);
				final long z = cursor.getLongPosition(2);
				final long label = l == 0 ? VOLUME.at(x, y, z) : SlowReference.label(VOLUME, new long[] { 131, 70, 66 }, factor, x,
					y, z);
				if (colors.argb(label) != argb)
					assertEquals(colors.argb(label), argb, "level " + l + ", voxel " + x + "," + y + "," + z);
			}
			awaitValid(images.volatileImages().get(l));
			final Cursor<VolatileARGBType> pixels = Views.flatIterable(images.volatileImages().get(l)).cursor();
			for (final ARGBType expected : Views.flatIterable(image)) {
				final VolatileARGBType pixel = pixels.next();
				assertTrue(pixel.isValid());
				if (expected.get() != pixel.get().get())
					assertEquals(expected, pixel.get());
			}
		}
		assertEquals(List.of(), problems);
	}

	@Test
	void intensitiesStayWhatTheyAre() throws Exception {
		final Volume volume = TestSources.random(new Random(3), LabelType.INT16, 66, 5, 3);
		final LazyImages<FloatType, VolatileFloatType> images = new LazyImages<>(pyramid(volume, new MemorySource(volume),
			"none"), new Pixels.Intensities(), cache, problems::add);
		int at = 0;
		for (final FloatType pixel : Views.flatIterable(images.images().get(0)))
			assertEquals(volume.labels()[at++], pixel.get());
		awaitValid(images.volatileImages().get(0));
		at = 0;
		for (final VolatileFloatType pixel : Views.flatIterable(images.volatileImages().get(0)))
			assertEquals(volume.labels()[at++], pixel.get().get());
	}

	@Test
	void aVolatilePixelIsEmptyAndInvalidUntilItsTileIsThere() throws Exception {
		final CountDownLatch goOn = new CountDownLatch(1);
		final AtomicInteger reads = new AtomicInteger();
		final LazyImages<ARGBType, VolatileARGBType> images = new LazyImages<>(pyramid(new MemorySource(VOLUME) {

			@Override
			public void read(final long[] min, final int[] size, final long[] out) {
				await(goOn);
				reads.incrementAndGet();
				super.read(min, size, out);
			}
		}), new Pixels.Labels(LabelColors.PLAIN), cache, problems::add);
		final RandomAccessibleInterval<VolatileARGBType> image = images.volatileImages().get(0);
		for (int i = 0; i < 100; i++)
			for (final long x : new long[] { 0, 100, 130 }) {
				final VolatileARGBType pixel = image.getAt(x, 69, 65);
				assertFalse(pixel.isValid());
				assertEquals(0, pixel.get().get());
			}
		goOn.countDown();
		final long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
		for (final long x : new long[] { 0, 100, 130 }) {
			while (!image.getAt(x, 69, 65).isValid() && System.nanoTime() < until)
				Thread.sleep(1);
			assertTrue(image.getAt(x, 69, 65).isValid());
			assertEquals(LabelColors.PLAIN.argb(VOLUME.at(x, 69, 65)), image.getAt(x, 69, 65).get().get());
			assertEquals(LabelColors.PLAIN.argb(VOLUME.at(x, 69, 65)), images.images().get(0).getAt(x, 69, 65).get());
		}
		assertEquals(3, reads.get(), "every tile is read once, for both images");
	}

	@Test
	void aTileThatCannotBeReadIsBlankAndTheProblemIsTold() throws Exception {
		final LazyImages<ARGBType, VolatileARGBType> images = new LazyImages<>(pyramid(new MemorySource(VOLUME) {

			@Override
			public void read(final long[] min, final int[] size, final long[] out) {
				if (min[0] == 64)
					throw new LabelUpscalerException("the disk is gone");
				if (min[0] == 128)
					throw new OutOfMemoryError("not really");
				super.read(min, size, out);
			}
		}), new Pixels.Labels(LabelColors.PLAIN), cache, problems::add);
		final RandomAccessibleInterval<ARGBType> image = images.images().get(0);
		for (long x = 0; x < 131; x++)
			assertEquals(x < 64 ? LabelColors.PLAIN.argb(VOLUME.at(x, 1, 2)) : 0, image.getAt(x, 1, 2).get());
		assertEquals(List.of("the disk is gone", "Out of memory"), problems);
		awaitValid(Views.interval(images.volatileImages().get(0), new long[] { 64, 64, 64 }, new long[] { 127, 69, 65 }));
	}

	@Test
	void imagesOfOneCacheDoNotMix() throws Exception {
		final Volume other = new Volume(LabelType.UINT8, new int[] { 3, 2, 1 }, new long[] { 1, 2, 3, 4, 5, 6 });
		final LabelColors colors = LabelColors.PLAIN;
		final LazyImages<ARGBType, VolatileARGBType> first = new LazyImages<>(pyramid(new MemorySource(VOLUME)),
			new Pixels.Labels(colors), cache, problems::add);
		final LazyImages<ARGBType, VolatileARGBType> second = new LazyImages<>(pyramid(other, new MemorySource(other),
			"none"), new Pixels.Labels(colors), cache, problems::add);
		for (int i = 0; i < 2; i++) {
			assertEquals(colors.argb(VOLUME.at(2, 1, 0)), first.images().get(0).getAt(2, 1, 0).get());
			assertEquals(colors.argb(6), second.images().get(0).getAt(2, 1, 0).get());
		}
	}

	@Test
	void whatIsAskedForLastIsLoadedFirst() throws Exception {
		final int busy = Math.min(4, Runtime.getRuntime().availableProcessors());
		final CountDownLatch started = new CountDownLatch(busy);
		final CountDownLatch goOn = new CountDownLatch(1);
		final List<Integer> order = Collections.synchronizedList(new ArrayList<>());
		final List<CompletableFuture<Object>> tiles = new ArrayList<>();
		for (int i = 0; i < busy; i++)
			tiles.add(cache.get("busy", i, () -> {
				started.countDown();
				await(goOn);
				return new int[1];
			}, BLANK));
		assertTrue(started.await(10, TimeUnit.SECONDS));
		for (int i = 0; i < 50; i++) {
			final int number = i;
			tiles.add(cache.get("tiles", i, () -> {
				order.add(number);
				return new int[] { number };
			}, BLANK));
		}
		assertEquals(List.of(), order);
		goOn.countDown();
		CompletableFuture.allOf(tiles.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
		// NB: loaders that take neighbours from the queue may note them in another order.
		for (int i = 0; i < 50; i++)
			assertEquals(49 - i, order.get(i), 2 * busy, order.toString());
		assertEquals(50, order.size());
		assertSame(tiles.get(busy + 7).get(), cache.get("tiles", 7, () -> new int[] { -1 }, BLANK).get());
	}

	@Test
	void nobodyWaitsForTilesOfAClosedCache() throws Exception {
		final int busy = Math.min(4, Runtime.getRuntime().availableProcessors());
		final CountDownLatch goOn = new CountDownLatch(1);
		for (int i = 0; i < busy; i++)
			cache.get("busy", i, () -> {
				await(goOn);
				return new int[1];
			}, BLANK);
		final CompletableFuture<Object> waiting = cache.get("tiles", 1, () -> new int[] { 1 }, BLANK);
		cache.close();
		goOn.countDown();
		assertSame(BLANK, waiting.get(10, TimeUnit.SECONDS));
		assertSame(BLANK, cache.get("tiles", 2, () -> new int[] { 2 }, BLANK).get(10, TimeUnit.SECONDS));
	}

	private LabelPyramid pyramid(final LabelSource source) throws Exception {
		return pyramid(VOLUME, source, "3,2,2");
	}

	/** The volume as large as it is, and levels of it. */
	private LabelPyramid pyramid(final Volume volume, final LabelSource source, final String levels) throws Exception {
		final Path file = TestSources.writeNrrd(volume, folder.resolve("l.nrrd"));
		final UpscaleOptions options = UpscaleWords.builder().source(file.toString()).factors("1").levels(levels).build();
		return LabelPyramid.preview(UpscalePlan.draft(options, options.describeSource()), Owned.of(source));
	}

	private static void awaitValid(final RandomAccessibleInterval<? extends net.imglib2.Volatile<?>> image)
		throws InterruptedException
	{
		final long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
		final long[] max = image.maxAsLongArray();
		final long[] min = image.minAsLongArray();
		for (long z = max[2]; z >= min[2]; z = next(z, min[2]))
			for (long y = max[1]; y >= min[1]; y = next(y, min[1]))
				for (long x = max[0]; x >= min[0]; x = next(x, min[0]))
					while (!image.getAt(x, y, z).isValid()) {
						assertTrue(System.nanoTime() < until, "not there in time: " + Arrays.toString(new long[] { x, y, z }));
						Thread.sleep(1);
					}
	}

	/** One voxel of every tile is enough. */
	private static long next(final long at, final long min) {
		return at > min ? Math.max(min, at - 64) : min - 1;
	}

	private static void await(final CountDownLatch latch) {
		try {
			latch.await(10, TimeUnit.SECONDS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
