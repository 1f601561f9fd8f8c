package org.labelupscaler.source.imglib2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.RandomBlocks;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.imagej.OpenImage;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import net.imglib2.Cursor;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.position.FunctionRandomAccessible;
import net.imglib2.type.NativeType;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.LongType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.Unsigned12BitType;
import net.imglib2.type.numeric.integer.Unsigned2BitType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedLongType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.integer.UnsignedVariableBitLengthType;
import net.imglib2.view.Views;

/** Images of imglib2 as sources: every voxel a label, exactly, whatever keeps or computes it. */
class OpenIntervalTest {

	private static final VoxelSize UM = new VoxelSize(0.5, 0.25, 2, "um");

	@TempDir
	private Path folder;

	static Stream<Arguments> types() {
		return Stream.of(Arguments.of(new BitType(), LabelType.UINT8, 1), Arguments.of(new Unsigned2BitType(), LabelType.UINT8,
			2), Arguments.of(new UnsignedByteType(), LabelType.UINT8, 8), Arguments.of(new ByteType(), LabelType.INT8, 8),
			Arguments.of(new Unsigned12BitType(), LabelType.UINT16, 12), Arguments.of(new UnsignedShortType(), LabelType.UINT16,
				16), Arguments.of(new ShortType(), LabelType.INT16, 16), Arguments.of(new UnsignedVariableBitLengthType(17),
					LabelType.UINT32, 17), Arguments.of(new UnsignedIntType(), LabelType.UINT32, 32), Arguments.of(new IntType(),
						LabelType.INT32, 32), Arguments.of(new UnsignedVariableBitLengthType(33), LabelType.UINT64, 33), Arguments.of(
							new UnsignedLongType(), LabelType.UINT64, 64), Arguments.of(new LongType(), LabelType.INT64, 64));
	}

	@ParameterizedTest
	@MethodSource("types")
	<T extends NativeType<T> & IntegerType<T>> void everyVoxelIsItsLabel(final T type, final LabelType expected,
		final int bits)
	{
		final Random random = new Random(bits);
		for (final boolean cells : new boolean[] { false, true }) {
			final int[] size = { 7, 5, 4 };
			final Img<T> image = cells ? new CellImgFactory<>(type, 3, 2, 3).create(size) : new ArrayImgFactory<>(type).create(
				size);
			final long[] labels = new long[7 * 5 * 4];
			final var access = image.randomAccess();
			for (int i = 0; i < labels.length; i++) {
				// The extreme values first.
				final long any = i < 2 ? -i : i == 2 ? Long.MAX_VALUE : i == 3 ? Long.MIN_VALUE : random.nextLong();
				labels[i] = RandomBlocks.narrow(expected, bits < 8 * expected.bytes() ? any & (1L << bits) - 1 : any);
				access.setPosition(new int[] { i % 7, i / 7 % 5, i / 35 });
				access.get().setInteger(labels[i]);
			}
			final OpenInterval open = new OpenInterval("labels", image, UM);
			assertArrayEquals(new long[] { 7, 5, 4 }, open.size());
			assertEquals("imglib2, " + type.getClass().getSimpleName(), open.format());
			try (LabelSource source = open(open)) {
				assertEquals(expected, source.type());
				assertArrayEquals(labels, MemorySource.all(source));
				assertEquals("labels", source.name());
				assertEquals(UM, source.voxelSize());
			}
			assertTrue(open.location().isEmpty() && open.origin().isEmpty() && open.files().isEmpty());
		}
	}

	@Test
	void planesLargerThanWhatIsReadAtOnceAreWhole() {
		final RandomAccessibleInterval<IntType> image = computed((at, value) -> value.setInteger(at[0] + 1009 * at[1] +
			1_000_000 * at[2]), 0, 1009, 211, 2);
		try (LabelSource labels = open(new OpenInterval("wide", image, UM))) {
			final long[] all = MemorySource.all(labels);
			for (int i = 0; i < all.length; i++)
				assertEquals(i % 1009 + 1009 * (i / 1009 % 211) + 1_000_000 * (i / 1009 / 211), all[i]);
		}
	}

	@Test
	void theMinimumIsTheOrigin() {
		final Img<UnsignedByteType> image = ArrayImgs.unsignedBytes(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }, 2, 2, 2);
		for (final long[] min : new long[][] { { 0, 0, 0 }, { -5, 7, 1L << 40 } })
			try (LabelSource labels = open(new OpenInterval("moved", Views.translate(image, min), UM))) {
				assertArrayEquals(new long[] { 1, 2, 3, 4, 5, 6, 7, 8 }, MemorySource.all(labels));
			}
		try (LabelSource labels = open(new OpenInterval("part", Views.interval(image, new long[] { 1, 0, 1 }, new long[] { 1, 1,
			1 }), UM))) {
			assertArrayEquals(new long[] { 6, 8 }, MemorySource.all(labels));
		}
		try (LabelSource labels = open(new OpenInterval("turned", Views.permute(image, 0, 2), UM))) {
			assertArrayEquals(new long[] { 1, 5, 3, 7, 2, 6, 4, 8 }, MemorySource.all(labels));
		}
	}

	@Test
	void nothingBeyondTheImageIsEverAskedFor() {
		final long[] min = { 3, 3, 3 };
		final RandomAccessibleInterval<IntType> image = Views.translate(computed((at, value) -> {
			for (int d = 0; d < 3; d++)
				if (at[d] < 0 || at[d] >= 3 + d)
					throw new IndexOutOfBoundsException(Arrays.toString(at));
			value.setInteger(at[0] + 10 * at[1] + 100 * at[2]);
		}, 0, 3, 4, 5), min);
		try (LabelSource labels = open(new OpenInterval("strict", image, UM))) {
			assertEquals(432, MemorySource.all(labels)[59]);
		}
	}

	@Test
	void aPlaneIsAVolumeAndDimensionsOfOneVoxelAreLeftOut() {
		final byte[] six = { 1, 2, 3, 4, 5, 6 };
		for (final long[] size : new long[][] { { 3, 2 }, { 3, 2, 1 }, { 3, 2, 1, 1, 1 } })
			try (LabelSource labels = open(new OpenInterval("plane", ArrayImgs.unsignedBytes(six, size), UM))) {
				assertArrayEquals(new long[] { 3, 2, 1 }, labels.size());
				assertArrayEquals(new long[] { 1, 2, 3, 4, 5, 6 }, MemorySource.all(labels));
			}
		for (final long[] size : new long[][] { { 1, 2, 3 }, { 1, 2, 1, 3 }, { 1, 2, 1, 1, 3, 1 } })
			try (LabelSource labels = open(new OpenInterval("volume", ArrayImgs.unsignedBytes(six, size), UM))) {
				assertArrayEquals(new long[] { 1, 2, 3 }, labels.size());
				assertArrayEquals(new long[] { 1, 2, 3, 4, 5, 6 }, MemorySource.all(labels));
			}
	}

	@Test
	void otherDimensionsAndSizesAreRefused() {
		for (final long[] size : new long[][] { { 6 }, { 2, 2, 2, 2 }, { 2, 2, 2, 1, 2 }, { 2, 2, 2, 2, 2 } })
			assertTrue(refused(() -> new OpenInterval("many", ArrayImgs.unsignedBytes(size), UM)).startsWith("many has " +
				size.length + " dimensions"));
		for (final long[] max : new long[][] { { 1L << 40, 1, 1 }, { -1, 1, 1 }, { (1L << 31) - 2, (1L << 31) - 2, 3 } })
			assertTrue(refused(() -> new OpenInterval("huge", Views.interval(computed((at, v) -> {}, 0, 1, 1, 1), new FinalInterval(
				new long[3], max)), UM)).startsWith("huge: a volume of "));
	}

	@Test
	@SuppressWarnings({ "unchecked", "rawtypes" })
	void otherTypesAreRefused() {
		final RandomAccessibleInterval floats = ArrayImgs.floats(2, 2);
		final String message = refused(() -> new OpenInterval("floats", floats, UM));
		assertTrue(message.contains("FloatType") && message.contains("integers"), message);
		assertTrue(refused(() -> new OpenInterval("wide", ArrayImgs.unsigned128Bits(2, 2), UM)).contains("128 bits"));
	}

	@Test
	void valuesThatTheirTypeDoesNotAllowAreRefused() {
		final class Liar extends IntType {

			@Override
			public int getBitsPerPixel() {
				return 8;
			}

			@Override
			public Liar createVariable() {
				return new Liar();
			}

			@Override
			public Liar copy() {
				final Liar copy = new Liar();
				copy.set(get());
				return copy;
			}
		}
		for (final int value : new int[] { 128, -129 }) {
			final RandomAccessibleInterval<Liar> image = Views.interval(new FunctionRandomAccessible<>(2, (at, v) -> v.setInteger(at
				.getIntPosition(0) == 1 ? value : -128), Liar::new), new FinalInterval(3, 2));
			final String message = refused(() -> open(new OpenInterval("liar", image, UM)).close());
			assertTrue(message.contains("voxel (1, 0, 0) is " + value), message);
		}
	}

	@Test
	void aVoxelThatCannotBeComputedIsSaid() {
		for (final RuntimeException failure : List.of(new IllegalStateException("no such chunk\nat"),
			new ArrayIndexOutOfBoundsException(3)))
		{
			final OpenInterval open = new OpenInterval("broken", computed((at, value) -> {
				if (at[0] == 2 && at[2] == 1)
					throw failure;
			}, 5, 4, 3, 2), UM);
			final String message = refused(() -> open(open).close());
			assertTrue(message.startsWith("broken cannot be read: voxel (2, 0, 1) (") && message.lines().count() == 1, message);
			assertEquals(message, refused(open::sha256));
		}
		final OpenInterval deep = new OpenInterval("deep", computed((at, value) -> overflow(0), 0, 1, 1, 1), UM);
		assertTrue(refused(() -> open(deep).close()).contains("StackOverflowError"));
	}

	private static int overflow(final int depth) {
		return overflow(depth + 1) + 1;
	}

	@Test
	void anInterruptEndsTheCopy() throws Exception {
		final AtomicLong read = new AtomicLong();
		final OpenInterval endless = new OpenInterval("endless", computed((at, value) -> {
			if (read.incrementAndGet() == 1000)
				Thread.currentThread().interrupt();
		}, 0, 30_000, 30_000, 1), UM);
		try {
			for (final boolean copied : new boolean[] { true, false }) {
				read.set(0);
				final LabelUpscalerException e = assertThrows(LabelUpscalerException.class, () -> {
					if (copied)
						open(endless).close();
					else
						endless.sha256();
				});
				assertTrue(Thread.interrupted());
				assertFalse(e instanceof InvalidInputException && copied, e.getMessage());
				assertTrue(read.get() < 200_000);
			}
			final OpenInterval waiting = new OpenInterval("waiting", computed((at, value) -> {
				throw new RuntimeException(new InterruptedException());
			}, 0, 2, 2, 1), UM);
			assertTrue(assertThrows(LabelUpscalerException.class, waiting::sha256).getMessage().startsWith("Stopped"));
			assertTrue(Thread.interrupted());
		}
		finally {
			Thread.interrupted();
		}
		try (Stream<Path> left = Files.list(folder)) {
			assertEquals(List.of(), left.toList());
		}
	}

	@Test
	void theHashIsThatOfTheVoxelsWhateverHoldsThem() {
		final Volume volume = TestSources.random(new Random(1), LabelType.UINT8, 6, 5, 1);
		final byte[] bytes = TestSources.bytes(volume, false);
		final OpenInterval open = new OpenInterval("a", ArrayImgs.unsignedBytes(bytes.clone(), 6, 5), UM);
		final String hash = open.sha256();
		assertEquals(new OpenImage(new ImagePlus("b", new ByteProcessor(6, 5, bytes.clone()))).sha256(), hash);
		final OpenInterval opened = new OpenInterval("a", ArrayImgs.unsignedBytes(bytes.clone(), 6, 5), UM);
		open(opened).close();
		assertEquals(hash, opened.sha256(), "with the copy or without");
		assertNotEquals(hash, new OpenInterval("a", ArrayImgs.unsignedBytes(bytes.clone(), 5, 6), UM).sha256());
		assertNotEquals(hash, new OpenInterval("a", ArrayImgs.bytes(bytes.clone(), 6, 5), UM).sha256());
		bytes[29]++;
		assertNotEquals(hash, new OpenInterval("a", ArrayImgs.unsignedBytes(bytes, 6, 5), UM).sha256());
	}

	@Test
	void whatHappensToTheImageAfterwardsDoesNotMatter() {
		final Img<UnsignedByteType> image = ArrayImgs.unsignedBytes(new byte[] { 1, 2, 3, 4 }, 2, 2);
		try (LabelSource labels = open(new OpenInterval("a", image, UM))) {
			for (final Cursor<UnsignedByteType> c = image.cursor(); c.hasNext();)
				c.next().set(9);
			assertArrayEquals(new long[] { 1, 2, 3, 4 }, MemorySource.all(labels));
		}
	}

	@Test
	void aUnitIsTakenOnlyWhereTheImageHasNone() {
		final Img<UnsignedByteType> image = ArrayImgs.unsignedBytes(2, 2);
		assertEquals(UM, new OpenInterval("a", image, UM).withDefaultUnit("mm").voxelSize());
		final SourceFile unknown = new OpenInterval("a", image, VoxelSize.UNKNOWN);
		assertEquals(VoxelSize.UNKNOWN.withUnit("mm"), unknown.withDefaultUnit("mm").voxelSize());
		final VoxelSize pixels = new VoxelSize(1, 2, 3, VoxelSize.PIXEL);
		assertEquals(pixels.withUnit("mm"), new OpenInterval("a", image, pixels).withDefaultUnit("mm").voxelSize());
		assertEquals(unknown, new OpenInterval("b", image, VoxelSize.UNKNOWN));
		assertNotEquals(unknown, new OpenInterval("a", image, UM));
		assertNotEquals(unknown, new OpenInterval("a", ArrayImgs.unsignedBytes(2, 2), VoxelSize.UNKNOWN));
		assertEquals(Optional.empty(), unknown.location());
	}

	/** How a voxel is computed. */
	private interface Rule {

		void compute(long[] position, IntType value);
	}

	private static RandomAccessibleInterval<IntType> computed(final Rule rule, final int start, final long... size) {
		return Views.interval(new FunctionRandomAccessible<>(3, (at, value) -> {
			value.set(start);
			rule.compute(at.positionAsLongArray(), value);
		}, IntType::new), new FinalInterval(size));
	}

	private LabelSource open(final SourceFile image) {
		return image.open(new SourceOptions(folder, false));
	}

	private static String refused(final org.junit.jupiter.api.function.Executable what) {
		return assertThrows(InvalidInputException.class, what).getMessage();
	}
}
