package org.labelupscaler.store.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.source.GoldenSamples;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.Sources;
import org.labelupscaler.store.Stores;

import software.amazon.awssdk.core.sync.RequestBody;

/** Samples of all formats are the same from a bucket of a real server as from the disk; zip files are refused. */
@EnabledIfSystemProperty(named = "s3.endpoint", matches = ".+")
class BucketSourcesTest {

	private final S3TestServer server = new S3TestServer();

	@TempDir
	private Path folder;
	private final Set<Path> uploaded = new HashSet<>();

	private void upload(final Path from) throws Exception {
		upload(from, Integer.MAX_VALUE);
		// NB: what lies beside it, and what describes the containers above.
		for (Path above = from.getParent(); !above.equals(folder.getParent()); above = above.getParent())
			upload(above, 1);
		if (Files.isDirectory(from.resolveSibling("below")))
			upload(from.resolveSibling("below"), 1);
	}

	private void upload(final Path from, final int depth) throws Exception {
		try (Stream<Path> files = Files.walk(from, depth)) {
			for (final Path file : files.filter(Files::isRegularFile).filter(uploaded::add).toList())
				server.raw().putObject(request -> request.bucket(server.bucket()).key(folder.relativize(file).toString().replace('\\', '/')), RequestBody
					.fromFile(file));
		}
	}

	private Path far(final Path local) {
		return Stores.path(server.address(S3TestServer.ENDPOINT, folder.relativize(local).toString().replace('\\', '/')));
	}

	/** NB: every eighth takes a few seconds; address.every=1 takes all. */
	@TestFactory
	Stream<DynamicTest> theSameFromABucket() throws Exception {
		final Path samples = Files.createDirectory(folder.resolve("samples"));
		final List<DynamicTest> tests = new ArrayList<>();
		final int every = Integer.getInteger("address.every", 8);
		final var images = new GoldenSamples(samples).images();
		images.forEach((format, paths) -> {
			for (int p = 0; p < paths.size(); p += every) {
				final Path path = paths.get(p);
				tests.add(DynamicTest.dynamicTest(format + " " + samples.relativize(path), () -> {
					upload(path);
					check(path, far(path));
				}));
			}
		});
		assertTrue(tests.size() > 60, tests.size() + "");
		return tests.stream();
	}

	private void check(final Path local, final Path far) throws Exception {
		final SourceFile file;
		try {
			file = Sources.describe(local);
		}
		catch (final InvalidInputException e) {
			return;
		}
		final SourceFile there;
		try {
			there = Sources.describe(far);
		}
		catch (final InvalidInputException e) {
			assertTrue(e.getMessage().contains("is a zip file"), e.getMessage());
			return;
		}
		assertEquals(file.type(), there.type());
		assertArrayEquals(file.size(), there.size());
		assertEquals(file.voxelSize(), there.voxelSize());
		assertEquals(file.files().size(), there.files().size());
		try (LabelSource here = file.open(new SourceOptions(folder, true)); LabelSource distant = there.open(new SourceOptions(folder, true))) {
			assertArrayEquals(MemorySource.all(here), MemorySource.all(distant));
			distant.checkUnchanged();
		}
		assertEquals(there.sha256(), Sources.describe(far).sha256());
	}

	@Test
	void foldersAndWhatIsMissing() throws Exception {
		final Path file = Files.createDirectories(folder.resolve("a/b")).resolve("c");
		Files.write(file, new byte[] { 1, 2, 3 });
		upload(file);
		final Path far = far(folder.resolve("a"));
		assertTrue(Files.isDirectory(far));
		assertFalse(Files.exists(far.resolve("x")));
		try (Stream<Path> below = Files.walk(far)) {
			assertEquals(List.of(far, far.resolve("b"), far.resolve("b/c")), below.sorted().toList());
		}
		assertArrayEquals(new byte[] { 1, 2, 3 }, Files.readAllBytes(far.resolve("b").resolve("c")));
		assertEquals(3, Files.size(far.resolve("b/c")));
	}
}
