package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.source.TestTiff.Page;

/** TIFF files of many pages, many slices, and more voxels than memory. */
@Timeout(120)
class TiffScaleTest {

	private static final int PAGES = 10_000;
	private static final int SLICES = 5_000;
	private static final int SIDE = 17_500;

	@TempDir
	private Path folder;

	@Test
	void tenThousandPagesAreDescribedInTwoSeconds() throws Exception {
		final Path file = folder.resolve("pages.tif");
		final byte[] one = TestTiff.bytes(ByteOrder.BIG_ENDIAN, false, Page.of(10, 10, 16, new byte[200]));
		// The voxels and the directory of one page again and again, with other offsets.
		final int directory = ByteBuffer.wrap(one).getInt(4);
		final int bytes = one.length - 8;
		try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
			out.write(one, 0, 8);
			for (int page = 0; page < PAGES; page++) {
				final ByteBuffer copy = ByteBuffer.wrap(one.clone());
				copy.putShort(8, (short) page);
				final int fields = copy.getShort(directory);
				for (int f = 0; f < fields; f++)
					if (copy.getShort(directory + 2 + 12 * f) == 273)
						copy.putInt(directory + 10 + 12 * f, 8 + page * bytes);
				copy.putInt(one.length - 4, page == PAGES - 1 ? 0 : directory + (page + 1) * bytes);
				out.write(copy.array(), 8, bytes);
			}
		}
		final long start = processorTime();
		final SourceFile described = Sources.describe(file);
		final double seconds = (processorTime() - start) / 1e9;
		assertTrue(seconds < 2, seconds + " s");
		assertArrayEquals(new long[] { 10, 10, PAGES }, described.size());
		assertArrayEquals(described.size(), Sources.measure(file).size());
		try (LabelSource source = described.open(new SourceOptions(folder, false))) {
			final long[] labels = new long[PAGES];
			source.read(new long[3], new int[] { 1, 1, PAGES }, labels);
			for (int z = 0; z < PAGES; z++)
				assertEquals(z, labels[z]);
		}
	}

	@Test
	void fiveThousandSlicesAreDescribedInThreeSeconds() throws Exception {
		for (int z = 0; z < SLICES; z++)
			TestTiff.write(folder.resolve("slice_" + z + ".tif"), Page.of(2, 2, 16, new byte[] { (byte) z, (byte) (z >> 8), 0, 0, 0, 0, 0,
				0 }));
		final long start = processorTime();
		final SourceFile described = Sources.describe(folder);
		final double seconds = (processorTime() - start) / 1e9;
		assertTrue(seconds < 3, seconds + " s");
		assertEquals(SLICES, described.files().size());
		try (LabelSource source = described.open(SourceOptions.defaults())) {
			final long[] labels = new long[SLICES];
			source.read(new long[3], new int[] { 1, 1, SLICES }, labels);
			for (int z = 0; z < SLICES; z++)
				assertEquals(z, labels[z]);
		}
	}

	/** NB: of this thread only, so that it does not depend on what else the machine does. */
	private static long processorTime() {
		return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
	}

	/** Page, strip and all, compressed, are larger than Java's memory: 306 MB in 64 MiB. */
	@Test
	void aStripLargerThanMemoryIsRead() throws Exception {
		final Path file = folder.resolve("large.tif");
		final long length = writeOneStrip(file);
		final Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
			"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), TiffScaleTest.class.getName(), file.toString(),
			folder.toString()).redirectErrorStream(true).start();
		final String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(0, child.waitFor(), said);
		assertEquals(label(3, 0) + " " + label(11, 9_000) + " " + label(17_499, 17_499), said.strip());
		assertTrue(length < SIDE * SIDE / 10, length + " bytes");
	}

	/** The program that runs in little memory. */
	public static void main(final String... arguments) {
		try (LabelSource source = Sources.describe(Path.of(arguments[0])).open(new SourceOptions(Path.of(arguments[1]), false))) {
			final long[] labels = new long[3];
			final int[][] voxels = { { 3, 0 }, { 11, 9_000 }, { 17_499, 17_499 } };
			for (int i = 0; i < 3; i++) {
				final long[] label = new long[1];
				source.read(new long[] { voxels[i][0], voxels[i][1], 0 }, new int[] { 1, 1, 1 }, label);
				labels[i] = label[0];
			}
			System.out.println(labels[0] + " " + labels[1] + " " + labels[2]);
		}
	}

	private static int label(final int x, final int y) {
		return (x / 100 + y / 1000) % 200;
	}

	private static long writeOneStrip(final Path file) throws IOException {
		final byte[] directory = TestTiff.bytes(ByteOrder.LITTLE_ENDIAN, false, Page.of(SIDE, SIDE, 8, new byte[0]).set(259, 3, 8));
		try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
			out.write(directory);
			final DeflaterOutputStream deflated = new DeflaterOutputStream(Channels.newOutputStream(out.getChannel()),
				new Deflater(1), 1 << 16);
			final byte[] row = new byte[SIDE];
			for (int y = 0; y < SIDE; y++) {
				if (y % 1000 == 0)
					for (int x = 0; x < SIDE; x++)
						row[x] = (byte) label(x, y);
				deflated.write(row);
			}
			deflated.finish();
			final ByteBuffer fields = ByteBuffer.wrap(directory).order(ByteOrder.LITTLE_ENDIAN);
			for (int at = fields.getInt(4) + 2; at + 12 < directory.length; at += 12) {
				if (fields.getShort(at) == 273)
					fields.putInt(at + 8, directory.length);
				if (fields.getShort(at) == 279)
					fields.putInt(at + 8, (int) (out.length() - directory.length));
			}
			out.seek(0);
			out.write(directory);
			return out.length();
		}
	}
}
