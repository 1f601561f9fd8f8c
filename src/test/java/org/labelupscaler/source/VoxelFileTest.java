package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.VoxelPart.Encoding;

/** Voxels in stretches of files. */
class VoxelFileTest {

	private static final long WINDOW = 1L << 30;

	@TempDir
	private Path folder;

	private final Random random = new Random(7);

	private static byte[] encode(final Encoding encoding, final byte[] bytes) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (OutputStream encoder = switch (encoding) {
			case RAW -> out;
			case GZIP -> new GZIPOutputStream(out);
			case ZLIB -> new DeflaterOutputStream(out);
			case BZIP2 -> new BZip2CompressorOutputStream(out, 1);
		}) {
			encoder.write(bytes);
		}
		return out.toByteArray();
	}

	private VolumeHeader header(final Volume volume) {
		return new VolumeHeader(folder.resolve("header"), "test", SourceType.valueOf(volume.type().name()), new long[] { volume
			.size()[0], volume.size()[1], volume.size()[2] }, VoxelSize.UNKNOWN);
	}

	private void check(final Volume volume, final List<VoxelPart> parts, final boolean big) {
		final VoxelFile file = new VoxelFile(header(volume), parts, big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
		try (LabelSource source = file.open(new SourceOptions(folder, false))) {
			final long[] all = new long[volume.labels().length];
			source.read(new long[3], volume.size(), all);
			assertArrayEquals(volume.labels(), all);
			for (int i = 0; i < 20; i++) {
				final long[] min = new long[3];
				final int[] size = new int[3];
				for (int d = 0; d < 3; d++) {
					min[d] = random.nextInt(volume.size()[d]);
					size[d] = 1 + random.nextInt(volume.size()[d] - (int) min[d]);
				}
				final long[] box = new long[size[0] * size[1] * size[2]];
				source.read(min, size, box);
				for (int n = 0; n < box.length; n++)
					assertEquals(volume.at(min[0] + n % size[0], min[1] + n / size[0] % size[1], min[2] + n / size[0] / size[1]),
						box[n]);
			}
		}
	}

	/** Stretches in any order with gaps between them, the last shorter or not; or of all lengths, which is copied. */
	@ParameterizedTest
	@EnumSource(LabelType.class)
	void stretchesOfOneFileAreRead(final LabelType type) throws Exception {
		final Volume volume = TestSources.random(random, type, 7, 5, 6);
		for (final boolean big : new boolean[] { false, true }) {
			final byte[] bytes = TestSources.bytes(volume, big);
			for (final int voxels : new int[] { 210, 35, 70, 60, 1, 4, 77, 209 }) {
				final List<Integer> ends = new ArrayList<>();
				for (int at = voxels * type.bytes(); at < bytes.length; at += voxels * type.bytes())
					ends.add(at);
				ends.add(bytes.length);
				check(volume, scattered(bytes, ends, random.nextBoolean()), big);
			}
			// of one length, but voxels lie across two
			final List<Integer> odd = new ArrayList<>();
			for (int at = 10; at < bytes.length; at += 10)
				odd.add(at);
			odd.add(bytes.length);
			check(volume, scattered(bytes, odd, false), big);
			check(volume, scattered(bytes, List.of(3, 3 + type.bytes(), 50, 51, bytes.length), true), big);
			check(volume, scattered(bytes, List.of(70 * type.bytes(), bytes.length), true), big);
		}
	}

	private List<VoxelPart> scattered(final byte[] bytes, final List<Integer> ends, final boolean backwards) throws IOException {
		final Path file = folder.resolve("scattered");
		final VoxelPart[] parts = new VoxelPart[ends.size()];
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (int i = 0; i < parts.length; i++) {
			final int p = backwards ? parts.length - 1 - i : i;
			final int from = p == 0 ? 0 : ends.get(p - 1);
			out.write(new byte[random.nextInt(6)]);
			parts[p] = VoxelPart.raw(file, out.size(), ends.get(p) - from);
			out.write(bytes, from, ends.get(p) - from);
		}
		Files.write(file, out.toByteArray());
		return List.of(parts);
	}

	@ParameterizedTest
	@EnumSource(Encoding.class)
	void stretchesOfSeveralFilesAreRead(final Encoding encoding) throws Exception {
		final Volume volume = TestSources.random(random, LabelType.UINT32, 70, 50, 8);
		final byte[] bytes = TestSources.bytes(volume, true);
		for (final int slices : new int[] { 8, 3, 1 }) {
			final List<VoxelPart> parts = new ArrayList<>();
			for (int z = 0; z < 8; z += slices) {
				final int skip = encoding == Encoding.RAW ? 0 : random.nextInt(2) * (1 + random.nextInt(300_000));
				final byte[] part = new byte[skip + Math.min(slices, 8 - z) * 70 * 50 * 4];
				System.arraycopy(bytes, z * 70 * 50 * 4, part, skip, part.length - skip);
				final byte[] stored = encode(encoding, part);
				final byte[] file = new byte[z + stored.length];
				System.arraycopy(stored, 0, file, z, stored.length);
				parts.add(new VoxelPart(Files.write(folder.resolve("part" + z), file), z, skip, part.length - skip, encoding));
			}
			check(volume, parts, true);
			assertEquals(parts.size() + 1, new VoxelFile(header(volume), parts, ByteOrder.BIG_ENDIAN).files().size());
		}
		assertNoTemporaryFiles();
	}

	private void assertNoTemporaryFiles() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			assertFalse(files.anyMatch(f -> f.getFileName().toString().endsWith("tmp")));
		}
	}

	@ParameterizedTest
	@EnumSource(Encoding.class)
	void filesThatAreTooShortOrTooLongAreRefused(final Encoding encoding) throws Exception {
		final Volume volume = TestSources.random(random, LabelType.UINT16, 70, 50, 4);
		final byte[] bytes = TestSources.bytes(volume, false);
		for (final int skip : encoding == Encoding.RAW ? new int[] { 0 } : new int[] { 0, 999 }) {
			final byte[] decoded = new byte[skip + bytes.length];
			System.arraycopy(bytes, 0, decoded, skip, bytes.length);
			final byte[] good = encode(encoding, decoded);
			open(good, volume, skip, encoding);
			for (final int length : new int[] { 0, 1, skip, decoded.length - 1, decoded.length + 1, decoded.length + 100_000 })
				refuse(encode(encoding, Arrays.copyOf(decoded, length)), volume, skip, encoding);
			for (final int length : new int[] { 0, 1, 2, 3, 10, 20, good.length / 2, good.length - 8, good.length - 4, good.length -
				1 })
				refuse(Arrays.copyOf(good, length), volume, skip, encoding);
			for (final int more : new int[] { 1, 20, 70_000 }) {
				final byte[] longer = Arrays.copyOf(good, good.length + more);
				longer[good.length] = 7;
				refuse(longer, volume, skip, encoding);
			}
		}
	}

	/** The end of the stream on both sides of the place where a buffer ends, whole and with a byte too many. */
	@Test
	void zlibStreamsOfAnyLengthAreReadToTheirEnd() throws Exception {
		for (int size = 65536 - 40; size <= 65536 + 16; size++) {
			final Volume volume = new Volume(LabelType.UINT8, new int[] { size, 1, 1 }, new long[size]);
			final ByteArrayOutputStream out = new ByteArrayOutputStream();
			// not compressed, so that the stream is about as long as the voxels
			try (OutputStream zlib = new DeflaterOutputStream(out, new Deflater(Deflater.NO_COMPRESSION))) {
				zlib.write(new byte[size]);
			}
			open(out.toByteArray(), volume, 0, Encoding.ZLIB);
			refuse(Arrays.copyOf(out.toByteArray(), out.size() + 1), volume, 0, Encoding.ZLIB);
		}
	}

	private void refuse(final byte[] stored, final Volume volume, final int skip, final Encoding encoding) {
		final String message = assertThrows(InvalidInputException.class, () -> open(stored, volume, skip, encoding), stored.length +
			" bytes").getMessage();
		assertTrue(message.contains("stored"), message);
		assertEquals(1, message.lines().count(), message);
	}

	private void open(final byte[] stored, final Volume volume, final int skip, final Encoding encoding) throws IOException {
		final Path file = Files.write(folder.resolve("stored"), stored);
		final VolumeHeader header = header(volume);
		VoxelFile.whole(header, List.of(new VoxelPart(file, 0, skip, header.bytes(), encoding)), ByteOrder.LITTLE_ENDIAN).open(
			new SourceOptions(folder, false)).close();
	}

	/** All three kinds of stream have sums, so that no changed bit of voxels goes unnoticed. */
	@ParameterizedTest
	@EnumSource(value = Encoding.class, mode = EnumSource.Mode.EXCLUDE, names = "RAW")
	void damagedStreamsAreRefused(final Encoding encoding) throws Exception {
		final Volume volume = TestSources.random(random, LabelType.UINT16, 70, 50, 4);
		final byte[] good = encode(encoding, TestSources.bytes(volume, false));
		int unharmed = 0;
		for (int i = 0; i < 100; i++) {
			final byte[] bad = good.clone();
			bad[10 + random.nextInt(bad.length - 10)] ^= 1 << random.nextInt(8);
			try {
				// NB: a stream has bits without meaning, which fill up its last byte.
				check(volume, List.of(new VoxelPart(Files.write(folder.resolve("stored"), bad), 0, 0, header(volume).bytes(),
					encoding)), false);
				unharmed++;
			}
			catch (final InvalidInputException e) {
				assertTrue(e.getMessage().contains("stored"), e.getMessage());
			}
		}
		assertTrue(unharmed < 10, unharmed + " of 100");
		assertNoTemporaryFiles();
	}

	@Test
	void stretchesMustBeAsLongAsTheVolume() throws Exception {
		final VolumeHeader header = new VolumeHeader(folder.resolve("h"), "test", SourceType.UINT8, new long[] { 4, 3, 2 },
			VoxelSize.UNKNOWN);
		final Path file = Files.write(folder.resolve("stored"), new byte[24]);
		assertThrows(IllegalArgumentException.class, () -> new VoxelFile(header, List.of(VoxelPart.raw(file, 0, 23)),
			ByteOrder.LITTLE_ENDIAN));
		for (final long offset : new long[] { -1, 1, 25, Long.MAX_VALUE, Long.MIN_VALUE })
			assertTrue(assertThrows(InvalidInputException.class, () -> new VoxelFile(header, List.of(VoxelPart.raw(file, offset,
				24)), ByteOrder.LITTLE_ENDIAN)).getMessage().contains("stored"));
		final String missing = assertThrows(InvalidInputException.class, () -> new VoxelFile(header, List.of(VoxelPart.raw(folder
			.resolve("missing"), 0, 24)), ByteOrder.LITTLE_ENDIAN)).getMessage();
		assertTrue(missing.contains("missing") && missing.contains("no such file"), missing);
	}

	/** On both sides of the places where one mapped window ends and the next begins; the file has holes and takes no room. */
	@ParameterizedTest
	@EnumSource(names = { "UINT16", "UINT64", "FLOAT64" })
	void voxelsAcrossMappedWindowsAreRead(final SourceType type) throws Exception {
		final int bytes = type.bytes();
		final Path data = folder.resolve("sparse");
		final long[] size = { 1000, 1000, 2 * WINDOW / 1_000_000 / bytes + 1 };
		for (final int offset : new int[] { 0, 1, 13 }) {
			final VolumeHeader header = new VolumeHeader(folder.resolve("h"), "test", type, size, VoxelSize.UNKNOWN);
			final VoxelPart part = VoxelPart.raw(data, offset, header.bytes());
			checkAround(header, List.of(part), offset, type);
			Files.delete(data);
		}
		// The same in slices that stand the other way round, with three bytes between them.
		final VolumeHeader header = new VolumeHeader(folder.resolve("h"), "test", type, size, VoxelSize.UNKNOWN);
		final List<VoxelPart> slices = new ArrayList<>();
		for (long z = 0; z < size[2]; z++)
			slices.add(VoxelPart.raw(data, 5 + (size[2] - 1 - z) * (header.planeBytes() + 3), header.planeBytes()));
		checkAround(header, slices, 5, type);
	}

	private void checkAround(final VolumeHeader header, final List<VoxelPart> parts, final long base, final SourceType type)
		throws IOException
	{
		final int bytes = type.bytes();
		final List<Long> voxels = new ArrayList<>();
		final Path data = parts.get(0).file();
		try (FileChannel out = FileChannel.open(data, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
			StandardOpenOption.SPARSE))
		{
			long end = 0;
			for (final VoxelPart part : parts)
				end = Math.max(end, part.offset() + part.bytes());
			out.write(ByteBuffer.allocate(1), end - 1);
			final long share = parts.get(0).bytes();
			for (int p = 0; p < parts.size(); p++) {
				final VoxelPart part = parts.get(p);
				for (final long boundary : new long[] { base + WINDOW, base + 2 * WINDOW }) {
					// the voxels of this stretch around the boundary
					final long near = Math.floorDiv(boundary - part.offset(), bytes);
					for (long i = Math.max(0, near - 3); i < Math.min(part.bytes() / bytes, near + 3); i++) {
						final long voxel = p * share / bytes + i;
						voxels.add(voxel);
						final ByteBuffer value = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
						if (type == SourceType.FLOAT64)
							value.putDouble(label(voxel, bytes));
						else
							value.putLong(label(voxel, bytes));
						out.write(value.position(0).limit(bytes), part.offset() + i * bytes);
					}
				}
			}
		}
		assertTrue(voxels.size() >= 6);
		final VoxelFile file = new VoxelFile(header, parts, ByteOrder.LITTLE_ENDIAN);
		// NB: not opened as labels if it is float, as that would look at every voxel.
		try (MappedVoxels mapped = MappedVoxels.map(file, file.order(), file.parts())) {
			for (final long voxel : voxels) {
				final long[] three = new long[3];
				mapped.read(voxel - 1, 3, three, 0);
				assertEquals(voxels.contains(voxel - 1) ? label(voxel - 1, bytes) : 0, three[0]);
				assertEquals(label(voxel, bytes), three[1], "voxel " + voxel);
				assertEquals(voxels.contains(voxel + 1) ? label(voxel + 1, bytes) : 0, three[2]);
				if (type == SourceType.FLOAT64)
					assertEquals(label(voxel, bytes), mapped.readFloat(voxel));
			}
		}
	}

	private static long label(final long voxel, final int bytes) {
		final long mixed = (voxel + 1) * 0x9E3779B97F4A7C15L >>> 16;
		return bytes == 2 ? mixed & 0xffff : mixed;
	}
}
