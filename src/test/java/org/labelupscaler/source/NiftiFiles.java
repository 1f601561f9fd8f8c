package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.TestSources;

/** Files of NIfTI that nibabel has written, and what became of them. */
abstract class NiftiFiles {

	static final Path GOLDEN = GoldenVolume.folder("nifti");

	@TempDir
	Path folder;

	static List<GoldenVolume> golden() throws IOException {
		return GoldenVolume.all("nifti");
	}

	long[] labels(final SourceFile file) {
		final long[] size = file.size();
		final long[] labels = new long[(int) (size[0] * size[1] * size[2])];
		try (LabelSource source = file.open(new SourceOptions(folder, false))) {
			source.read(new long[3], new int[] { (int) size[0], (int) size[1], (int) size[2] }, labels);
		}
		return labels;
	}

	void copy(final String from, final String to) throws IOException {
		Files.copy(GOLDEN.resolve(from), folder.resolve(to));
	}

	/** A NIfTI-1 file of 4 x 3 x 2 uint32 in little-endian order, with something else in its header. */
	Path changed(final String name, final Consumer<ByteBuffer> change) throws IOException {
		return changed("uint32_1l.nii", name, change);
	}

	Path changed(final String from, final String name, final Consumer<ByteBuffer> change) throws IOException {
		final byte[] bytes = Files.readAllBytes(GOLDEN.resolve(from));
		change.accept(ByteBuffer.wrap(bytes).order(from.contains("b.nii") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN));
		return Files.write(folder.resolve(name), bytes);
	}

	void refused(final Path file, final String... parts) {
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(file).open(new SourceOptions(
			folder, false)).close()).getMessage();
		for (final String part : parts)
			assertTrue(message.contains(part), message);
		assertTrue(message.contains(file.getFileName().toString()), message);
		assertTrue(message.indexOf('\n') < 0, message);
		try (Stream<Path> files = Files.list(folder)) {
			assertTrue(files.noneMatch(f -> f.toString().endsWith("tmp")));
		}
		catch (final IOException e) {
			throw new IllegalStateException(e);
		}
	}

	static byte[] gunzip(final String name) throws IOException {
		try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(GOLDEN.resolve(name)))) {
			return in.readAllBytes();
		}
	}

	Path gzip(final String name, final byte[] plain, final Consumer<ByteBuffer> change) throws IOException {
		final byte[] bytes = plain.clone();
		change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
		return Files.write(folder.resolve(name), TestSources.gzip(bytes));
	}
}
