package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.grid.VoxelSize;

/** What every source of every format promises. What the labels are is checked by the tests of each format. */
class SourceContractTest {

	@TempDir
	private Path folder;

	@TestFactory
	Stream<DynamicTest> everySampleOfLabelsKeepsTheContract() throws Exception {
		final Path samples = Files.createDirectory(folder.resolve("samples"));
		final Map<String, List<Path>> images = new GoldenSamples(samples).images();
		final Map<String, Integer> labels = new TreeMap<>();
		final List<DynamicTest> tests = new ArrayList<>();
		images.forEach((format, paths) -> paths.forEach(path -> describe(path).ifPresent(file -> {
			labels.merge(format, 1, Integer::sum);
			tests.add(DynamicTest.dynamicTest(samples.relativize(path).toString(), () -> check(path, file)));
		})));
		assertTrue(labels.size() >= 8 && labels.values().stream().allMatch(n -> n >= 3), labels.toString());
		return tests.stream();
	}

	private static Optional<SourceFile> describe(final Path path) {
		try {
			return Optional.of(Sources.describe(path));
		}
		catch (final InvalidInputException e) {
			return Optional.empty(); // an image, but no labels
		}
	}

	private void check(final Path path, final SourceFile file) throws Exception {
		checkHeader(path, file);
		final Path temporary = Files.createTempDirectory(folder, "t");
		final long[] whole;
		try (LabelSource source = file.open(new SourceOptions(temporary, true))) {
			assertArrayEquals(file.size(), source.size());
			assertEquals(file.voxelSize(), source.voxelSize());
			assertTrue(file.type().isFloat() || source.type() == file.type().labels());
			whole = MemorySource.all(source);
			source.checkUnchanged();
			checkBoxes(source, whole, new Random(1));
			checkThreads(source, whole);
		}
		try (Stream<Path> left = Files.list(temporary)) {
			assertEquals(List.of(), left.toList(), "a temporary file is left");
		}
		try (LabelSource again = Sources.describe(path).open(new SourceOptions(temporary, true))) {
			assertArrayEquals(whole, MemorySource.all(again));
		}
		checkChangesAreNoticed(path, file);
	}

	private static void checkHeader(final Path path, final SourceFile file) {
		assertFalse(file.files().isEmpty());
		file.files().forEach(f -> assertTrue(Files.isRegularFile(f), f.toString()));
		assertFalse(file.format().isBlank());
		assertTrue(file.location().isPresent());
		final SourceFile again = Sources.describe(file.location().orElseThrow());
		assertEquals(file.sha256(), again.sha256());
		assertTrue(file.sha256().matches("[0-9a-f]{64}"), file.sha256());
		final ImageSize image = Sources.measure(path);
		assertArrayEquals(file.size(), image.size());
		assertEquals(file.voxelSize(), image.voxelSize());
		final boolean takesUnit = file.voxelSize().unit().equals(VoxelSize.PIXEL);
		assertEquals(takesUnit ? "um" : file.voxelSize().unit(), file.withDefaultUnit("um").voxelSize().unit());
	}

	private static void checkBoxes(final LabelSource source, final long[] whole, final Random random) {
		final long[] size = source.size();
		for (int i = 0; i < 20; i++) {
			final long[] min = new long[3];
			final int[] box = new int[3];
			for (int d = 0; d < 3; d++) {
				min[d] = random.nextInt((int) size[d]);
				box[d] = 1 + random.nextInt((int) (size[d] - min[d]));
			}
			final long[] out = new long[box[0] * box[1] * box[2]];
			source.read(min, box, out);
			int at = 0;
			for (long z = min[2]; z < min[2] + box[2]; z++)
				for (long y = min[1]; y < min[1] + box[1]; y++)
					for (long x = min[0]; x < min[0] + box[0]; x++)
						assertEquals(whole[(int) ((z * size[1] + y) * size[0] + x)], out[at++]);
		}
	}

	private static void checkThreads(final LabelSource source, final long[] whole) throws Exception {
		final ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			final List<Callable<Void>> readers = new ArrayList<>();
			for (int t = 0; t < 4; t++) {
				final int seed = t;
				readers.add(() -> {
					checkBoxes(source, whole, new Random(seed));
					return null;
				});
			}
			for (final var result : threads.invokeAll(readers))
				result.get();
		}
		finally {
			threads.shutdownNow();
		}
	}

	/** A file that is touched while the source is open is noticed at the end; one with other bytes has another fingerprint. */
	private void checkChangesAreNoticed(final Path path, final SourceFile file) throws Exception {
		final Path last = file.files().get(file.files().size() - 1);
		final FileTime time = Files.getLastModifiedTime(last);
		try (LabelSource source = file.open(new SourceOptions(folder, true))) {
			Files.setLastModifiedTime(last, FileTime.fromMillis(time.toMillis() - 10_000));
			final String message = assertThrows(LabelUpscalerException.class, source::checkUnchanged).getMessage();
			assertTrue(message.contains("was changed while it was read"), message);
		}
		finally {
			Files.setLastModifiedTime(last, time);
		}
		final byte[] whole = Files.readAllBytes(last);
		final byte[] changed = whole.clone();
		changed[whole.length - 1] ^= 1;
		final String before = file.sha256();
		Files.write(last, changed);
		try {
			final Optional<SourceFile> now = describe(path);
			if (now.isPresent() && last.getFileName().toString().matches(".*\\.(nii|npy|nrrd|raw|img|gz|mha)"))
				assertNotEquals(before, now.get().sha256());
		}
		finally {
			Files.write(last, whole);
		}
	}
}
