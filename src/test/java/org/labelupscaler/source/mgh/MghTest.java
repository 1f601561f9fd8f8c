package org.labelupscaler.source.mgh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.GoldenFiles;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.Sources;

/** MGH and MGZ files that nibabel wrote, and wrong ones. */
class MghTest {

	@TempDir
	private Path folder;

	static Stream<String> expected() throws IOException {
		return GoldenFiles.expected("mgh");
	}

	@ParameterizedTest
	@MethodSource("expected")
	void whatNibabelReadsIsRead(final String line) {
		GoldenFiles.check("mgh", line, folder);
	}

	private static Path golden(final String name) {
		return GoldenFiles.folder("mgh").resolve(name);
	}

	private Path changed(final Consumer<ByteBuffer> change) throws IOException {
		final byte[] bytes = Files.readAllBytes(golden("int32.mgh"));
		change.accept(ByteBuffer.wrap(bytes));
		return Files.write(folder.resolve("c.mgh"), bytes);
	}

	private void refused(final Path file, final String... parts) {
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(file).open(new SourceOptions(
			folder, false)).close()).getMessage();
		for (final String part : parts)
			assertTrue(message.contains(part), message);
		assertTrue(message.contains(file.getFileName().toString()), message);
		assertEquals(1, message.lines().count(), message);
	}

	@Test
	void whatIsNotSaidIsNotKnown() throws Exception {
		assertEquals(VoxelSize.UNKNOWN, Sources.describe(golden("nowhere.mgh")).voxelSize());
		final SourceFile flat = Sources.describe(changed(b -> b.putFloat(38, 0)));
		assertEquals(new VoxelSize(0.025, 0.025, 0.025, "mm"), flat.voxelSize());
		assertTrue(flat.notes().get(0).contains("along z"), flat.notes().toString());
		final SourceFile nowhere = Sources.describe(golden("nowhere.mgh")).withDefaultUnit("mm");
		assertEquals(VoxelSize.UNKNOWN.withUnit("mm"), nowhere.voxelSize());
		assertEquals(1, nowhere.notes().size());
		assertEquals(List.of(), Sources.describe(golden("int32.mgz")).notes());
	}

	@Test
	void severalFramesAreMeasured() {
		refused(golden("frames.mgz"), "nframes", "3");
		assertArrayEquals(new long[] { 7, 5, 4 }, Sources.measure(golden("frames.mgz")).size());
		assertTrue(Sources.measure(golden("frames.mgz")).name().endsWith(", volume 1 of 3"));
	}

	@Test
	void wrongFilesAreRefusedByName() throws Exception {
		refused(changed(b -> b.putInt(0, 2)), "version", "2");
		for (final int type : new int[] { 2, 5, 6, 7, 9, 11, -1 })
			refused(changed(b -> b.putInt(20, type)), "'type'", "" + type);
		for (final int n : new int[] { 0, -1, 1000 })
			refused(changed(b -> b.putInt(8, n)), "" + n);
		for (final float edge : new float[] { Float.NaN, Float.POSITIVE_INFINITY, 1e20f, 1e-20f })
			refused(changed(b -> b.putFloat(34, edge)), "spacing y");
		final byte[] bare = Files.readAllBytes(golden("bare.mgh"));
		for (int cut = 0; cut < bare.length; cut += cut < 300 ? 1 : 17)
			refused(Files.write(folder.resolve("cut.mgh"), Arrays.copyOf(bare, cut)));
		final byte[] gzip = Files.readAllBytes(golden("int32.mgz"));
		for (int cut = 0; cut < gzip.length; cut += 7)
			refused(Files.write(folder.resolve("cut.mgz"), Arrays.copyOf(gzip, cut)));
		refused(Files.write(folder.resolve("short.mgz"), TestSources.gzip(Arrays.copyOf(bare, bare.length - 1))), "truncated");
	}

	/** What follows the voxels is no part of them, but its sum is checked with theirs. */
	@Test
	void damageBehindTheVoxelsIsNoticed() throws Exception {
		final byte[] gzip = Files.readAllBytes(golden("tags.mgz"));
		gzip[gzip.length - 6] ^= 1;
		refused(Files.write(folder.resolve("sum.mgz"), gzip), "damaged");
	}
}
