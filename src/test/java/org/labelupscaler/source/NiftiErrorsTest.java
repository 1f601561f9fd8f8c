package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.nifti.NiftiFormat;

/** Headers and files of NIfTI that are wrong: refused in a sentence, overlooked where they change nothing. */
class NiftiErrorsTest extends NiftiFiles {

	@Test
	void wrongHeadersAreRefusedByName() throws Exception {
		refused(changed("a.nii", b -> b.putInt(0, 349)), "sizeof_hdr");
		refused(changed("a.nii", b -> b.put(344, (byte) 'x')), "magic", "Analyze");
		refused(changed("uint8_2b.nii", "a.nii", b -> b.put(4, (byte) 'x')), "magic");
		refused(changed("a.nii", b -> b.put(346, (byte) '2')), "magic");
		refused(changed("a.nii", b -> b.put(345, (byte) 'i')), "magic", ".img");
		refused(changed("a.hdr", b -> b.put(344, (byte) 'n').put(345, (byte) 'i')), "magic", ".img");
		refused(changed("analyze.hdr", b -> b.putInt(344, 0)), "Analyze");
		for (final int axes : new int[] { 0, -1, 8, 32767 })
			refused(changed("a.nii", b -> b.putShort(40, (short) axes)), "dim[0]", "'" + axes + "'");
		for (final int axis : new int[] { 1, 2, 3 })
			for (final int size : new int[] { 0, -5 })
				refused(changed("a.nii", b -> b.putShort(40 + 2 * axis, (short) size)), "dim", "" + size);
		refused(changed("a.nii", b -> b.putShort(42, (short) 5)), "truncated");
		refused(changed("a.nii", b -> b.putShort(42, (short) 3)), "does not match");
		refused(changed("a.nii", b -> b.putShort(40, (short) 5).putShort(48, (short) 3).putShort(50, (short) 4)), "dim",
			"12 volumes", "5 4 3 2 3 4");
		for (final int type : new int[] { 0, 1, 128, 511, 1536, 2304, -4 })
			refused(changed("a.nii", b -> b.putShort(70, (short) type)), "datatype", "" + type);
		for (final int axis : new int[] { 1, 2, 3 })
			for (final float edge : new float[] { Float.NaN, Float.POSITIVE_INFINITY, 1e16f, 1e-16f, -1e-20f })
				refused(changed("a.nii", b -> b.putShort(254, (short) 0).putFloat(76 + 4 * axis, edge)), "pixdim[" + axis + "]");
		for (final float edge : new float[] { Float.NaN, Float.POSITIVE_INFINITY, 1e20f, 1e-16f })
			refused(changed("a.nii", b -> b.putShort(254, (short) 1).putFloat(280, edge).putFloat(300, 1).putFloat(320, 1)),
				"srow_x");
	}

	@Test
	void offsetsOfVoxelsAreChecked() throws Exception {
		for (final float low : new float[] { 0, -0f, 348, 16 })
			assertEquals(24, labels(Sources.describe(changed("low.nii", b -> b.putFloat(108, low)))).length);
		for (final float wrong : new float[] { -1, -352, Float.NaN, 1e9f, Float.POSITIVE_INFINITY, 3e38f, 449 })
			refused(changed("a.nii", b -> b.putFloat(108, wrong)), "vox_offset");
		refused(changed("a.nii", b -> b.putFloat(108, 352.5f)), "vox_offset", "whole");
		refused(changed("a.nii", b -> b.putFloat(108, 356)), "truncated");
		for (final long wrong : new long[] { -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40 })
			refused(changed("uint32_2b.nii", "a.nii", b -> b.putLong(168, wrong)), "vox_offset");
		final byte[] plain = gunzip("gzip1.nii.gz");
		for (final float wrong : new float[] { -1, 1e9f, Float.NaN })
			refused(gzip("a.nii.gz", plain, b -> b.putFloat(108, wrong)), "vox_offset");
		refused(gzip("a.nii.gz", plain, b -> b.putFloat(108, 368)), "truncated");
		refused(gzip("a.nii.gz", plain, b -> b.putFloat(108, 50000)), "truncated");
		assertEquals(17 * 13 * 11, labels(Sources.describe(gzip("a.nii.gz", plain, b -> b.putFloat(108, 0)))).length);
		copy("pair1.hdr", "p.hdr");
		final byte[] image = Files.readAllBytes(GOLDEN.resolve("pair1.img"));
		final byte[] later = Arrays.copyOf(new byte[16], 16 + image.length);
		System.arraycopy(image, 0, later, 16, image.length);
		Files.write(folder.resolve("p.img"), later);
		final byte[] header = Files.readAllBytes(GOLDEN.resolve("pair1.hdr"));
		ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putFloat(108, 16);
		Files.write(folder.resolve("p.hdr"), header);
		assertArrayEquals(labels(Sources.describe(GOLDEN.resolve("pair1.hdr"))), labels(Sources.describe(folder.resolve(
			"p.hdr"))));
	}

	@Test
	void nonsenseThatProgramsWriteIsOverlooked() throws Exception {
		final Consumer<ByteBuffer> noSform = b -> b.putShort(254, (short) 0).putShort(252, (short) 0);
		assertEquals(new VoxelSize(0.025, 0.5, 0.025, "mm"), Sources.describe(changed("z.nii", noSform.andThen(b -> b.putFloat(88,
			0)))).voxelSize());
		assertEquals(VoxelSize.UNKNOWN, Sources.describe(changed("0.nii", noSform.andThen(b -> b.putFloat(80, 0).putFloat(84,
			0).putFloat(88, 0)))).voxelSize());
		assertEquals(new VoxelSize(0.025, 0.5, 3, "mm"), Sources.describe(changed("-.nii", noSform.andThen(b -> b.putFloat(80,
			-0.025f)))).voxelSize());
		assertEquals(new VoxelSize(0.025, 0.5, 3, "mm"), Sources.describe(changed("s.nii", b -> {
			b.putShort(254, (short) 1);
			for (int i = 0; i < 12; i++)
				b.putFloat(280 + 4 * i, 0);
		})).voxelSize(), "a matrix that was never set");
		assertEquals("pixel", Sources.describe(changed("u.nii", b -> b.put(123, (byte) (7 | 8)))).voxelSize().unit());
		assertEquals("um", Sources.describe(changed("u.nii", b -> b.put(123, (byte) (3 | 16)))).voxelSize().unit());
		assertEquals(24, labels(Sources.describe(changed("d.nii", b -> b.putShort(40, (short) 5).putShort(48, (short) 0)
			.putShort(50, (short) 0)))).length);
	}

	@Test
	void impossibleSizesAreRefusedAtOnce() throws Exception {
		for (final long size : new long[] { 1L << 31, 1L << 60, Long.MAX_VALUE })
			refused(changed("uint32_2l.nii", "big.nii", b -> b.putLong(24, size)), "" + size);
		for (final String from : new String[] { "uint32_2l.nii", "uint32_1l.nii" }) {
			final boolean first = from.contains("1");
			final Consumer<ByteBuffer> huge = b -> {
				for (int i = 1; i < 4; i++)
					if (first)
						b.putShort(40 + 2 * i, (short) 32767);
					else
						b.putLong(16 + 8 * i, (1L << 31) - 1);
			};
			refused(changed(from, "huge.nii", huge), first ? "truncated" : "too large");
			final byte[] bytes = Files.readAllBytes(GOLDEN.resolve(from));
			refused(gzip("huge.nii.gz", bytes, huge), first ? "cannot hold" : "too large");
		}
		final Path many = changed("uint32_2l.nii", "many.nii", b -> {
			b.putLong(16, 7);
			for (int i = 4; i < 8; i++)
				b.putLong(16 + 8 * i, Long.MAX_VALUE);
		});
		refused(many, "dim", "volumes");
		assertArrayEquals(new long[] { 4, 3, 2 }, Sources.measure(many).size());
	}

	@Test
	void damagedFilesAreRefused() throws Exception {
		final byte[] plain = Files.readAllBytes(GOLDEN.resolve("uint32_1l.nii"));
		for (int cut = 0; cut < plain.length; cut += cut < 20 ? 1 : 13)
			refused(Files.write(folder.resolve("cut.nii"), Arrays.copyOf(plain, cut)));
		refused(Files.write(folder.resolve("long.nii"), Arrays.copyOf(plain, plain.length + 24)), "does not match");
		final byte[] gzip = Files.readAllBytes(GOLDEN.resolve("gzip1.nii.gz"));
		for (int cut = 0; cut < gzip.length; cut += cut < 20 ? 1 : 17)
			refused(Files.write(folder.resolve("cut.nii.gz"), Arrays.copyOf(gzip, cut)));
		refused(gzip("long.nii.gz", Arrays.copyOf(gunzip("gzip1.nii.gz"), 352 + 17 * 13 * 11 * 4 + 17 * 13 * 4), b -> {}),
			"holds more");
		Files.write(folder.resolve("p.hdr"), Files.readAllBytes(GOLDEN.resolve("pair1.hdr")));
		Files.createDirectory(folder.resolve("p.img"));
		refused(folder.resolve("p.hdr"), "magic");
		assertThrows(InvalidInputException.class, () -> new NiftiFormat().describe(SourceLocation.of(folder.resolve(
			"missing.nii"))));
	}

	/** Whatever the bytes are, there is one kind of answer. */
	@Test
	void randomHeadersNeverFailOtherwise() throws Exception {
		final Random random = new Random(5);
		final String[] names = { "uint32_1l.nii", "uint16_2b.nii", "gzip1.nii.gz", "series.nii.gz" };
		for (int i = 0; i < 600; i++) {
			final String from = names[i % names.length];
			final byte[] bytes = Files.readAllBytes(GOLDEN.resolve(from));
			for (int n = 1 + random.nextInt(6); n > 0; n--)
				bytes[random.nextInt(Math.min(bytes.length, 560))] = (byte) random.nextInt();
			final Path file = Files.write(folder.resolve("r" + from), bytes);
			try {
				Sources.measure(file);
				Sources.describe(file).open(new SourceOptions(folder, true)).close();
			}
			catch (final LabelUpscalerException e) {
				assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
			}
		}
	}
}
