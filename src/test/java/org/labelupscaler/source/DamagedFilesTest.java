package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

/**
 * Every sample of every format, damaged in every way that comes to mind: whatever is in a file, reading it ends soon, takes
 * little memory, and either works or says in one line what is wrong. A longer campaign: {@code -Ddamage.rounds=1000}.
 */
class DamagedFilesTest {

	private static final int ROUNDS = Integer.getInteger("damage.rounds", 12);
	private static final long SEED = Long.getLong("damage.seed", 1);
	private static final long MOST_SECONDS = 20;
	/** What reading a header may allocate: tables and texts that the file really has are small in the samples. */
	private static final long MOST_ALLOCATED = 48 << 20;
	private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

	@TempDir
	private Path folder;

	private final ExecutorService reader = Executors.newCachedThreadPool(task -> {
		final Thread thread = new Thread(null, task, "reader", 512 << 10);
		thread.setDaemon(true);
		return thread;
	});

	@Test
	void damagedFilesEndInOneClearLine() throws Exception {
		final Map<String, List<Path>> samples = new GoldenSamples(folder).images();
		final Map<String, int[]> results = new TreeMap<>();
		final List<String> wrong = new ArrayList<>();
		for (final Map.Entry<String, List<Path>> format : samples.entrySet())
			for (final Path sample : format.getValue())
				for (int round = 0; round < ROUNDS && wrong.size() < 30; round++)
					try {
						damage(sample, new Random(SEED + 31L * sample.toString().substring(folder.toString().length()).hashCode() +
							round), results.computeIfAbsent(format.getKey(), f -> new int[2]), round);
					}
					catch (final AssertionError e) {
						wrong.add(e.getMessage());
					}
		assertEquals(List.of(), wrong, String.join("\n", wrong) + "\n");
		results.forEach((format, counts) -> System.out.println(format + ": " + samples.get(format).size() + " samples, " +
			counts[0] + " damaged files refused, " + counts[1] + " read"));
		// NB: damage that nobody notices is mostly in voxels; if nearly all goes unnoticed, this test tests nothing.
		results.forEach((format, counts) -> assertTrue(counts[0] > (counts[0] + counts[1]) / 20, format));
	}

	/** Damages one of the files of a sample, reads it, and mends it. */
	private void damage(final Path sample, final Random random, final int[] results, final int round) throws Exception {
		final List<Path> files = files(sample);
		final Path file = files.get(random.nextInt(3) == 0 ? random.nextInt(files.size()) : 0);
		final byte[] whole = Files.readAllBytes(file);
		final String what = sample + ", " + file.getFileName() + ", round " + round;
		if (random.nextInt(25) == 0)
			Files.delete(file);
		else
			Files.write(file, damaged(whole, random));
		try {
			final boolean refused = within(what, () -> refuses(sample, what));
			results[refused ? 0 : 1]++;
		}
		finally {
			Files.write(file, whole);
		}
	}

	private static List<Path> files(final Path sample) throws IOException {
		if (Files.isRegularFile(sample))
			try {
				final List<Path> files = Sources.describe(sample).files();
				return files.isEmpty() ? List.of(sample) : files;
			}
			catch (final InvalidInputException e) {
				return List.of(sample);
			}
		try (Stream<Path> files = Files.walk(sample)) {
			return files.filter(Files::isRegularFile).sorted().toList();
		}
	}

	private static byte[] damaged(final byte[] whole, final Random random) {
		final byte[] bytes = whole.clone();
		if (bytes.length == 0)
			return new byte[] { 1 };
		// NB: mostly at the begin, where headers are.
		final int reach = random.nextBoolean() ? Math.min(bytes.length, 400) : bytes.length;
		final int at = random.nextInt(reach);
		switch (random.nextInt(8)) {
			case 0 -> bytes[at] ^= 1 << random.nextInt(8);
			case 1 -> bytes[at] = new byte[] { 0, -1, 127, -128, 32, 10 }[random.nextInt(6)];
			case 2 -> {
				return Arrays.copyOf(bytes, random.nextInt(bytes.length));
			}
			case 3 -> {
				final long[] values = { -1, Long.MAX_VALUE, Integer.MAX_VALUE, 0, 1L << 32, 0x7FFF_FFFFL << 32, Long.MIN_VALUE, 65535 };
				final long value = values[random.nextInt(values.length)];
				final int length = 1 << random.nextInt(4);
				for (int i = 0; i < length && at + i < bytes.length; i++)
					bytes[at + i] = (byte) (value >> 8 * (random.nextBoolean() ? i : length - 1 - i));
			}
			case 4 -> {
				final byte[] more = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(40));
				System.arraycopy(bytes, at, more, at + more.length - bytes.length, bytes.length - at);
				return more;
			}
			case 5 -> {
				final int from = random.nextInt(bytes.length);
				final int length = Math.min(1 + random.nextInt(64), Math.min(bytes.length - at, bytes.length - from));
				System.arraycopy(whole, from, bytes, at, length);
			}
			default -> {
				return withOtherNumber(bytes, random);
			}
		}
		return bytes;
	}

	/** A text with one of its numbers replaced. */
	private static byte[] withOtherNumber(final byte[] bytes, final Random random) {
		final int header = Math.min(bytes.length, 2000);
		final String text = new String(bytes, 0, header, StandardCharsets.ISO_8859_1);
		final List<int[]> numbers = new ArrayList<>();
		for (final Matcher m = NUMBER.matcher(text); m.find();)
			numbers.add(new int[] { m.start(), m.end() });
		if (numbers.isEmpty())
			return Arrays.copyOf(bytes, bytes.length / 2);
		final String[] values = { "-1", "0", "999999999999999999999", "4294967296", "2147483647", "1e308", "nan", "1152921504606846976",
			"", "0.5", "-9223372036854775808", "\"x\"", "[[[[", "../../../etc/passwd" };
		final int[] number = numbers.get(random.nextInt(numbers.size()));
		final byte[] value = values[random.nextInt(values.length)].getBytes(StandardCharsets.ISO_8859_1);
		final byte[] changed = new byte[bytes.length - (number[1] - number[0]) + value.length];
		System.arraycopy(bytes, 0, changed, 0, number[0]);
		System.arraycopy(value, 0, changed, number[0], value.length);
		System.arraycopy(bytes, number[1], changed, number[0] + value.length, bytes.length - number[1]);
		return changed;
	}

	private boolean within(final String what, final java.util.concurrent.Callable<Boolean> task) throws Exception {
		final Future<Boolean> result = reader.submit(task);
		try {
			return result.get(MOST_SECONDS, TimeUnit.SECONDS);
		}
		catch (final TimeoutException e) {
			throw new AssertionError(what + " does not end", e);
		}
		catch (final java.util.concurrent.ExecutionException e) {
			throw new AssertionError(what + ": " + e.getCause(), e.getCause());
		}
	}

	private boolean refuses(final Path sample, final String what) {
		boolean refused = false;
		try {
			bounded(what, () -> Sources.measure(sample));
		}
		catch (final LabelUpscalerException e) {
			refused = checkLine(e, what);
		}
		final Map<String, SourceFile> described = new LinkedHashMap<>();
		try {
			bounded(what, () -> described.put("", Sources.describe(sample)));
		}
		catch (final LabelUpscalerException e) {
			return checkLine(e, what);
		}
		final SourceFile file = described.get("");
		try (LabelSource labels = file.open(new SourceOptions(folder, true))) {
			final long[] size = labels.size();
			final int[] box = new int[3];
			int voxels = 1;
			for (int d = 0; d < 3; d++)
				voxels *= box[d] = (int) Math.min(size[d], 24);
			labels.read(new long[3], box, new long[voxels]);
			labels.read(new long[] { size[0] - box[0], size[1] - box[1], size[2] - box[2] }, box, new long[voxels]);
			file.sha256();
		}
		catch (final LabelUpscalerException e) {
			return checkLine(e, what);
		}
		return refused;
	}

	private static void bounded(final String what, final Runnable header) {
		final com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
		final long before = threads.getCurrentThreadAllocatedBytes();
		try {
			header.run();
		}
		finally {
			final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
			assertTrue(allocated < MOST_ALLOCATED, what + " allocated " + allocated + " bytes");
		}
	}

	private static boolean checkLine(final LabelUpscalerException e, final String what) {
		final String message = e.getMessage();
		assertEquals(-1, message.indexOf('\n'), what + ": " + message);
		assertTrue(message.length() > 10 && message.length() < 1200 && !message.contains("Exception") && !message.contains(
			": null") && !message.startsWith("Internal"), what + ": " + message);
		return true;
	}
}
