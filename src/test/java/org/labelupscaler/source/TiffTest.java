package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;

/** TIFF files of other writers: tifffile, libtiff. See src/test/python/make_tiff.py. */
class TiffTest {

	/** The golden files. */
	static final Path GOLDEN = Path.of("src/test/resources/tiff");

	@TempDir
	private Path folder;

	/** What a program that wrote a file reads from it. */
	record Golden(String name, String size, String type, long sum, long weighted, String voxelSize) {

		static Golden parse(final String line) {
			final String[] words = line.split("\t", -1);
			return new Golden(words[0], words[1].replace("x", " x "), words[2], Long.parseUnsignedLong(words[3]), Long
				.parseUnsignedLong(words[4]), words[5].isEmpty() ? VoxelSize.UNKNOWN.toString() : words[5].replace(" pixel", ", unit unknown"));
		}
	}

	static List<Golden> golden() throws IOException {
		return Files.readAllLines(GOLDEN.resolve("golden.tsv")).stream().map(Golden::parse).toList();
	}

	@ParameterizedTest
	@MethodSource("golden")
	void whatOthersWroteIsReadAsTheyReadIt(final Golden golden) {
		final Path path = GOLDEN.resolve(golden.name);
		final SourceFile file = Sources.describe(path);
		assertEquals(golden.size, BlockGrid.format(file.size()));
		assertEquals(golden.type, file.type().toString());
		assertEquals(golden.voxelSize, file.voxelSize().toString());
		final ImageSize measured = Sources.measure(path);
		assertEquals(golden.size, BlockGrid.format(measured.size()));
		assertEquals(golden.voxelSize, measured.voxelSize().toString());
		check(golden, file);
	}

	private void check(final Golden golden, final SourceFile file) {
		check(golden, file, folder);
	}

	static void check(final Golden golden, final SourceFile file, final Path folder) {
		final long[] size = file.size();
		final int[] all = { (int) size[0], (int) size[1], (int) size[2] };
		final long[] labels = new long[all[0] * all[1] * all[2]];
		try (LabelSource source = file.open(new SourceOptions(folder, false))) {
			assertEquals(file.type().isFloat() ? LabelType.UINT32 : file.type().labels(), source.type());
			source.read(new long[3], all, labels);
			source.checkUnchanged();
		}
		long sum = 0;
		long weighted = 0;
		for (int i = 0; i < labels.length; i++) {
			sum += labels[i];
			weighted += (i + 1) * labels[i];
		}
		assertEquals(golden.sum, sum);
		assertEquals(golden.weighted, weighted);
	}
}
