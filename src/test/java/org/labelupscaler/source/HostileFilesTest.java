package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.MemorySource;

/** Files that mean to make the program read other files, or read for ever. */
class HostileFilesTest {

	private static final String SECRET = "0123456789abcdefghijklmnopq";

	@TempDir
	private Path folder;

	private Path secret;
	private Path data;

	@BeforeEach
	void makeFiles() throws Exception {
		secret = Files.writeString(folder.resolve("secret"), SECRET);
		data = Files.createDirectories(folder.resolve("data/below"));
		Files.writeString(data.resolveSibling("own.raw"), SECRET);
	}

	/** A name in a header leads to a file beside the header or below, or to none. NB: % stands for the folder of the secret. */
	@ParameterizedTest
	@ValueSource(strings = { "../secret", "%/secret", "below/../../secret", "./../secret", "below/../../data/../secret",
		"file:%/secret", "file://%/secret", "file:../secret", "http://localhost/secret", "\\\\localhost\\share\\secret",
		"//localhost/share/secret", "..\\secret", "C:secret", "C:\\secret", "~/secret", "$HOME/secret", "..", ".", "%", "below",
		"../data/../secret", "own.raw/../../secret", "a\0/../own.raw", "own.raw\0", "/dev/zero", "/proc/self/environ" })
	void headersNameNoFilesElsewhere(final String name) throws Exception {
		final String path = name.replace("%", folder.toString());
		final String[] headers = { "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 3 3 3\nencoding: raw\ndata file: " + path + "\n\n",
			"NRRD0004\ntype: uint8\ndimension: 3\nsizes: 3 3 3\nencoding: raw\ndata file: LIST 3\n" + path + "\n",
			"NDims = 3\nDimSize = 3 3 3\nElementType = MET_UCHAR\nElementDataFile = " + path + "\n",
			"NDims = 3\nDimSize = 3 3 1\nElementType = MET_UCHAR\nElementDataFile = LIST\n" + path + "\n" };
		for (int h = 0; h < headers.length; h++) {
			final Path header = Files.writeString(data.resolveSibling(h < 2 ? "h.nhdr" : "h.mhd"), headers[h]);
			final String message = assertThrows(InvalidInputException.class, () -> read(header), headers[h]).getMessage();
			assertTrue(message.contains(header.toString()) && !message.contains(SECRET.substring(0, 9)), message);
		}
	}

	/** The same headers with a name that is theirs, so that it is the name that is refused above. A link is the user's own. */
	@Test
	void headersNameTheirOwnFiles() throws Exception {
		Files.createSymbolicLink(data.resolve("link.raw"), secret);
		for (final String name : new String[] { "own.raw", "./own.raw", "below/../own.raw", "below/link.raw" }) {
			final Path nrrd = Files.writeString(data.resolveSibling("h.nhdr"),
				"NRRD0004\ntype: uint8\ndimension: 3\nsizes: 3 3 3\nencoding: raw\ndata file: " + name + "\n\n");
			final Path meta = Files.writeString(data.resolveSibling("h.mhd"),
				"NDims = 3\nDimSize = 3 3 3\nElementType = MET_UCHAR\nElementDataFile = " + name + "\n");
			for (final Path header : List.of(nrrd, meta))
				assertArrayEquals(SECRET.chars().asLongStream().toArray(), read(header));
		}
	}

	@Test
	void chunksAndSlicesThatNeverEndAreRefused() throws Exception {
		final Path n5 = Files.createDirectories(folder.resolve("a.n5/0/0")).getParent().getParent();
		Files.writeString(n5.resolve("attributes.json"),
			"{\"dimensions\":[3,3,3],\"blockSize\":[3,3,3],\"dataType\":\"uint8\",\"compression\":{\"type\":\"raw\"}}");
		final Path zarr = Files.createDirectory(folder.resolve("a.zarr"));
		final String array = "{\"zarr_format\":2,\"shape\":[3,3,3],\"chunks\":[3,3,3],\"dtype\":\"|u1\",\"order\":\"C\"," +
			"\"compressor\":null,\"filters\":null,\"fill_value\":0}";
		Files.writeString(zarr.resolve(".zarray"), array);
		final Path shards = Files.createDirectories(folder.resolve("b.zarr/c/0/0")).getParent().getParent().getParent();
		final String little = "{\"name\":\"bytes\",\"configuration\":{\"endian\":\"little\"}}";
		Files.writeString(shards.resolve("zarr.json"), "{\"zarr_format\":3,\"node_type\":\"array\",\"shape\":[3,3,3]," +
			"\"data_type\":\"uint8\",\"chunk_grid\":{\"name\":\"regular\",\"configuration\":{\"chunk_shape\":[3,3,3]}}," +
			"\"chunk_key_encoding\":{\"name\":\"default\"},\"fill_value\":0,\"codecs\":[{\"name\":\"sharding_indexed\"," +
			"\"configuration\":{\"chunk_shape\":[3,3,3],\"codecs\":[" + little + "],\"index_codecs\":[" + little + "]}}]}");
		final Path slices = Files.createDirectory(folder.resolve("slices"));
		final Path[][] endless = { { n5, n5.resolve("0/0/0") }, { zarr, zarr.resolve("0.0.0") }, { shards, shards.resolve(
			"c/0/0/0") }, { slices, slices.resolve("a1.tif") } };
		for (int i = 0; i < 3; i++)
			assertArrayEquals(new long[27], read(endless[i][0]), "without the file it is background");
		for (final Path[] source : endless) {
			assumeTrue(new ProcessBuilder("mkfifo", source[1].toString()).start().waitFor() == 0, "no pipes on this system");
			refusedSoon(source[0]);
			Files.delete(source[1]);
			assumeTrue(Files.exists(Path.of("/dev/zero")), "no devices on this system");
			Files.createSymbolicLink(source[1], Path.of("/dev/zero"));
			refusedSoon(source[0]);
			Files.delete(source[1]);
		}
	}

	private static void refusedSoon(final Path source) {
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			final String message = assertThrows(LabelUpscalerException.class, () -> read(source), source.toString()).getMessage();
			assertTrue(message.contains("no file"), message);
			// The fingerprint reads all files, too.
			if (!source.endsWith("slices"))
				assertTrue(assertThrows(LabelUpscalerException.class, () -> Sources.describe(source).sha256()).getMessage().contains(
					"no file"));
		});
	}

	private static long[] read(final Path path) {
		try (LabelSource source = Sources.describe(path).open(SourceOptions.defaults())) {
			return MemorySource.all(source);
		}
	}

	/** As git-annex and DataLad leave what was not fetched: it is no missing chunk, which is background. */
	@Test
	void aChunkThatIsALinkToNothingIsNotBackground() throws Exception {
		final Path n5 = Files.createDirectories(folder.resolve("a.n5"));
		Files.writeString(n5.resolve("attributes.json"), "{\"dimensions\":[2,2,2],\"blockSize\":[2,2,2],\"dataType\":\"uint8\"," +
			"\"compression\":{\"type\":\"raw\"}}");
		final Path zarr = Files.createDirectories(folder.resolve("a.zarr"));
		Files.writeString(zarr.resolve(".zarray"), "{\"zarr_format\":2,\"shape\":[2,2,2],\"chunks\":[2,2,2],\"dtype\":\"|u1\"," +
			"\"compressor\":null,\"fill_value\":0,\"order\":\"C\",\"filters\":null}");
		final Path[] chunks = { Files.createDirectories(n5.resolve("0/0")).resolve("0"), zarr.resolve("0.0.0") };
		for (final Path chunk : chunks) {
			final Path array = chunk.startsWith(n5) ? n5 : zarr;
			try (LabelSource source = Sources.describe(array).open(new SourceOptions(folder, false))) {
				assertArrayEquals(new long[8], MemorySource.all(source), "a chunk that is not there");
			}
			Files.createSymbolicLink(chunk, folder.resolve("nowhere"));
			try (LabelSource source = Sources.describe(array).open(new SourceOptions(folder, false))) {
				final String said = assertThrows(LabelUpscalerException.class, () -> MemorySource.all(source)).getMessage();
				assertTrue(said.contains(chunk + ": it is a link that leads to no file"), said);
			}
		}
	}
}
