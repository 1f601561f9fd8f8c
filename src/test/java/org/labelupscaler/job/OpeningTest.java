package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.imagej.OpenImage;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.words.UpscaleWords;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

/** Opening can be stopped at any time, leaves nothing then, and says what went wrong as it is. */
class OpeningTest extends AbstractJobTest {

	private static final Duration SOON = Duration.ofSeconds(5);

	/** Stops when told so, from the first question on. */
	private record Stop(BooleanSupplier when) implements ProgressListener {

		@Override
		public void progress(final Progress progress) {
			throw new AssertionError("nothing is to be heard while opening");
		}

		@Override
		public boolean cancelled() {
			return when.getAsBoolean();
		}
	}

	/** Gives its slices one at a time, each when it is allowed to; takes no notice of interrupts, as ImageJ's do. */
	private static final class SlowStack extends VirtualStack {

		private final CountDownLatch reading = new CountDownLatch(1);
		private final CountDownLatch goOn = new CountDownLatch(1);
		private volatile boolean slow;

		@Override
		public ImageProcessor getProcessor(final int n) {
			if (slow && n == 2) {
				reading.countDown();
				awaitWhateverHappens(goOn);
			}
			return new ByteProcessor(3, 3);
		}

		@Override
		public Object getPixels(final int n) {
			return getProcessor(n).getPixels();
		}

		@Override
		public int getWidth() {
			return 3;
		}

		@Override
		public int getHeight() {
			return 3;
		}

		@Override
		public int getSize() {
			return 4;
		}

		@Override
		public int size() {
			return 4;
		}

		@Override
		public int getBitDepth() {
			return 8;
		}

		@Override
		public String getSliceLabel(final int n) {
			return null;
		}
	}

	private static void awaitWhateverHappens(final CountDownLatch latch) {
		boolean interrupted = false;
		while (true)
			try {
				latch.await();
				break;
			}
			catch (final InterruptedException e) {
				interrupted = true;
			}
		if (interrupted)
			Thread.currentThread().interrupt();
	}

	@Test
	void stoppedAtOnceNothingIsLeft() throws Exception {
		final UpscaleOptions options = options(TestSources.random(new Random(1), LabelType.UINT32, 9, 9, 9), "once").factors(
			"3").build();
		for (int i = 0; i < 20; i++) {
			assertThrows(CancelledException.class, () -> UpscaleJob.open(options, new Stop(() -> true)));
			assertThrows(CancelledException.class, () -> LabelPyramid.preview(options, new Stop(() -> true)));
		}
		awaitOpeners();
		assertEquals(Set.of("once.nrrd"), PlainN5.tree(folder).keySet());
	}

	@Test
	void stoppedWhileASlowSourceIsReadNothingIsLeft() throws Exception {
		final SlowStack stack = new SlowStack();
		final ImagePlus image = new ImagePlus("slow", stack);
		stack.slow = true;
		final UpscaleOptions options = UpscaleWords.builder().image(new OpenImage(image)).factors("3").target(folder.resolve(
			"slow.n5").toString()).build();
		assertTimeoutPreemptively(SOON, () -> assertThrows(CancelledException.class, () -> UpscaleJob.open(options, new Stop(
			() -> stack.reading.getCount() == 0))));
		stack.goOn.countDown();
		awaitOpeners();
		assertEquals(new TreeMap<>(), PlainN5.tree(folder));
		assertFalse(options.target().toFile().exists());
		// The same source opens when nobody stops it.
		UpscaleJob.open(options, new Stop(() -> false)).close();
	}

	@Test
	void whatIsOpenedTooLateIsClosed() throws Exception {
		final CountDownLatch goOn = new CountDownLatch(1);
		final CountDownLatch closed = new CountDownLatch(1);
		assertTimeoutPreemptively(SOON, () -> assertThrows(CancelledException.class, () -> Opening.run(() -> {
			awaitWhateverHappens(goOn);
			return closed::countDown;
		}, new Stop(() -> true))));
		assertEquals(1, closed.getCount());
		goOn.countDown();
		assertTrue(closed.await(5, TimeUnit.SECONDS));
	}

	@Test
	void anInterruptedCallerStopsItToo() throws Exception {
		final CountDownLatch closed = new CountDownLatch(1);
		final AtomicBoolean interrupted = new AtomicBoolean();
		Thread.currentThread().interrupt();
		assertThrows(InterruptedException.class, () -> Opening.run(() -> {
			try {
				Thread.sleep(5000);
			}
			catch (final InterruptedException e) {
				interrupted.set(true);
			}
			return closed::countDown;
		}, ProgressListener.NONE));
		assertTrue(closed.await(4, TimeUnit.SECONDS));
		assertTrue(interrupted.get());
	}

	@Test
	void whatIsOpenedIsReturnedAndNotClosed() throws Exception {
		final AtomicBoolean closed = new AtomicBoolean();
		final AutoCloseable opened = () -> closed.set(true);
		assertSame(opened, Opening.run(() -> {
			Thread.sleep(250);
			return opened;
		}, new Stop(() -> false)));
		assertFalse(closed.get());
	}

	@Test
	void errorsComeAsTheyAre() throws Exception {
		final LabelUpscalerException known = new InvalidInputException("wrong");
		assertSame(known, assertThrows(LabelUpscalerException.class, () -> fail(known)));
		final Error error = new OutOfMemoryError("not really");
		assertSame(error, assertThrows(Error.class, () -> fail(error)));
		for (final Exception unknown : new Exception[] { new IOException("disk"), new IllegalStateException("bug") }) {
			final LabelUpscalerException said = assertThrows(LabelUpscalerException.class, () -> fail(unknown));
			assertSame(unknown, said.getCause());
			assertTrue(said.getMessage().contains(unknown.getMessage()), said.getMessage());
		}
	}

	private static void fail(final Throwable failure) throws InterruptedException {
		Opening.run(() -> {
			if (failure instanceof Error error)
				throw error;
			throw (Exception) failure;
		}, ProgressListener.NONE);
	}

	@Test
	void aJobThatIsRefusedLeavesNothing() throws Exception {
		final UpscaleOptions options = options(TestSources.random(new Random(1), LabelType.UINT32, 9, 9, 9), "no").factors(
			"3").build();
		final Path file = options.source();
		Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 20));
		assertTrue(assertThrows(InvalidInputException.class, () -> UpscaleJob.open(options, ProgressListener.NONE)).getMessage()
			.contains("truncated"));
		assertEquals(Set.of("no.nrrd"), PlainN5.tree(folder).keySet());
	}

	private static void awaitOpeners() throws InterruptedException {
		for (final Thread thread : Thread.getAllStackTraces().keySet())
			if (thread.getName().equals("label-upscaler-opening"))
				thread.join(5000);
	}
}
