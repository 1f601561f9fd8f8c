package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.source.zarr.ZarrFormat;

/** Folders of arrays in zip files: read as the folder, or refused in a sentence. */
class ZippedArraysTest extends HandMadeArrays {

	private Path zip(final String name, final Path of) throws IOException {
		final Path zip = folder.resolve(name);
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip)); Stream<Path> files = Files.walk(of)) {
			for (final Path file : files.filter(Files::isRegularFile).sorted().toList()) {
				out.putNextEntry(new ZipEntry(of.relativize(file).toString()));
				out.write(Files.readAllBytes(file));
			}
		}
		return zip;
	}

	/** The same voxels in the same chunks have the same hash, in nested and in flat folders, in shards or not. */
	@Test
	void aZippedFolderIsTheFolder() throws Exception {
		GoldenArrays.unpack("zarr/zarr3", folder);
		GoldenArrays.unpack("zarr/zarr2", folder.resolve("2"));
		for (final String name : new String[] { "v3/0", "v3/1", "v3/11", "v3/13", "image.zarr", "2/old", "2/v2/1", "2/turned.zarr",
			"2/image.zarr/labels" })
		{
			final SourceFile unpacked = Sources.describe(folder.resolve(name));
			final Path zip = zip("a.zip", folder.resolve(name));
			final SourceFile zipped = Sources.describe(zip);
			assertEquals(unpacked.sha256(), zipped.sha256());
			assertEquals(List.of(zip), zipped.files());
			assertEquals(unpacked.voxelSize(), zipped.voxelSize());
			try (LabelSource a = unpacked.open(SourceOptions.defaults()); LabelSource b = zipped.open(SourceOptions.defaults())) {
				assertArrayEquals(MemorySource.all(a), MemorySource.all(b));
				b.checkUnchanged();
				Files.write(zip, new byte[1], StandardOpenOption.APPEND);
				assertThrows(LabelUpscalerException.class, b::checkUnchanged);
			}
		}
		zip("a.zip", folder.resolve("2/image.zarr"));
		assertTrue(refused("a.zip").contains(folder.resolve("a.zip/labels/NAME").toString()));
		assertEquals(SourceType.UINT32, Sources.describe(folder.resolve("a.zip/labels/annotation")).type());
	}

	/** On Linux, where the open files of a process are listed. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void zipFilesAreClosed() throws Exception {
		write("a/.zarray", ZARR);
		write("b/.zarray", ZARR.replace("|u1", "|u3"));
		write("c/x/.zarray", ZARR);
		write("c/y/.zarray", ZARR);
		write("d/x.txt", "x");
		zip("a.zarr.zip", folder.resolve("a"));
		final long before = open();
		for (int i = 0; i < 30; i++) {
			final SourceFile file = Sources.describe(folder.resolve("a.zarr.zip"));
			try (LabelSource source = file.open(SourceOptions.defaults())) {
				assertEquals(24, MemorySource.all(source).length);
			}
			file.sha256();
			Sources.measure(folder.resolve("a.zarr.zip"));
			for (final String name : new String[] { "b", "c", "d" }) {
				zip(name + i + ".zarr.zip", folder.resolve(name));
				refused(name + i + ".zarr.zip");
				zip(name + i + ".zip", folder.resolve(name));
				refused(name + i + ".zip");
				final Path path = folder.resolve(name + i + ".zip");
				assertThrows(InvalidInputException.class, () -> ZarrFormat.levels(path));
			}
			refused("a.zarr.zip/inside");
		}
		assertEquals(before, open());
	}

	private long open() throws IOException {
		final String here = folder.toRealPath().toString();
		long count = 0;
		try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
			for (final Path file : files.toList())
				try {
					count += Files.readSymbolicLink(file).toString().startsWith(here) ? 1 : 0;
				}
				catch (final IOException e) {
					// NB: that of the list itself is closed again.
				}
		}
		return count;
	}

	/** A file that is replaced by another between its description and its use is no such file any more. */
	@Test
	void aZipFileThatIsAnotherIsRefused() throws Exception {
		write("a/.zarray", ZARR);
		write("b/.zarray", ZARR.replace("[2,3,4]", "[4,3,2]"));
		final SourceFile file = Sources.describe(zip("a.zarr.zip", folder.resolve("a")));
		zip("a.zarr.zip", folder.resolve("b"));
		final String message = assertThrows(InvalidInputException.class, () -> file.open(SourceOptions.defaults())).getMessage();
		assertTrue(message.contains("a.zarr.zip has changed"), message);
	}

	@Test
	void damagedZipFilesAreRefusedInWords() throws Exception {
		write("a/.zarray", ZARR.replace("\"dimension_separator\":\"/\"", "\"dimension_separator\":\".\""));
		Files.write(folder.resolve("a/0.0.0"), new byte[23]);
		final Path zip = zip("a.zarr.zip", folder.resolve("a"));
		final String damaged = assertThrows(LabelUpscalerException.class, () -> {
			try (LabelSource source = Sources.describe(zip).open(SourceOptions.defaults())) {
				MemorySource.all(source);
			}
		}).getMessage();
		assertTrue(damaged.contains(zip.toString()) && damaged.contains("23 bytes"), damaged);
		assertTrue(refused("a.zarr.zip/0").contains("has no folder 0"));
		final byte[] whole = Files.readAllBytes(zip);
		for (int length = 4; length < whole.length; length += 7) {
			Files.write(zip, Arrays.copyOf(whole, length));
			refused("a.zarr.zip");
		}
		Files.write(folder.resolve("other.zip"), whole);
		write("b/x.txt", "x");
		zip("other.zip", folder.resolve("b"));
		refused("other.zip");
		// A list that is said to be larger than it can be.
		final byte[] large = whole.clone();
		ByteBuffer.wrap(large).order(ByteOrder.LITTLE_ENDIAN).putInt(large.length - 22 + 12, 0x7FFFFFFF);
		Files.write(zip, large);
		assertTrue(refused("a.zarr.zip").contains("list of files"));
	}

	/** An entry that says it is short, and is not. */
	@Test
	void bombsInZipFilesAreRefused() throws Exception {
		write("a/.zarray", ZARR.replace("\"dimension_separator\":\"/\"", "\"dimension_separator\":\".\""));
		Files.write(folder.resolve("a/0.0.0"), new byte[64 << 20]);
		final Path zip = zip("a.zarr.zip", folder.resolve("a"));
		final byte[] bytes = Files.readAllBytes(zip);
		final ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < bytes.length - 46; i++)
			if (all.getInt(i) == 0x02014b50 && all.getInt(i + 24) == 64 << 20)
				all.putInt(i + 24, 24);
		Files.write(zip, bytes);
		try (LabelSource source = Sources.describe(zip).open(SourceOptions.defaults())) {
			final String message = assertThrows(LabelUpscalerException.class, () -> MemorySource.all(source)).getMessage();
			assertTrue(message.contains(zip.toString()) && message.contains("more bytes than its length, 24"), message);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "../a/.zarray", "/../x", "a/../../x" })
	void namesThatLeadOutOfAZipFileAreRefused(final String name) throws Exception {
		final Path zip = folder.resolve("a.zarr.zip");
		try (OutputStream file = Files.newOutputStream(zip); ZipOutputStream out = new ZipOutputStream(file)) {
			out.setMethod(ZipOutputStream.STORED);
			for (final String entry : new String[] { ".zarray", name }) {
				final byte[] bytes = ZARR.getBytes(StandardCharsets.UTF_8);
				final ZipEntry stored = new ZipEntry(entry);
				final CRC32 crc = new CRC32();
				crc.update(bytes);
				stored.setSize(bytes.length);
				stored.setCompressedSize(bytes.length);
				stored.setCrc(crc.getValue());
				out.putNextEntry(stored);
				out.write(bytes);
			}
		}
		assertTrue(refused("a.zarr.zip").contains("zip file"));
	}
}
