package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.store.Stores;
import org.labelupscaler.store.http.FileServer;

/** Every sample of every format is the same from a web server as from the disk, or a sentence says why it is not read. */
class AddressSourcesTest {

	/** What a web server, which lists no folders, cannot give. */
	private static final String NEEDS_LISTING = "does not say what is in there|is a zip file|no such file or folder";

	@TempDir
	private Path folder;
	private final List<FileServer> servers = new ArrayList<>();

	@AfterEach
	void stop() {
		servers.forEach(FileServer::close);
	}

	@TestFactory
	Stream<DynamicTest> theSameFromAWebServer() throws Exception {
		return tests(true, Integer.getInteger("address.every", 4));
	}

	@TestFactory
	Stream<DynamicTest> theSameFromAServerWithoutRanges() throws Exception {
		return tests(false, Integer.getInteger("address.every", 12));
	}

	/** NB: all samples take a minute; address.every=1 takes all. */
	private Stream<DynamicTest> tests(final boolean ranges, final int every) throws Exception {
		final Path samples = Files.createDirectory(folder.resolve("samples" + ranges));
		final FileServer server = new FileServer(samples, ranges);
		servers.add(server);
		final Map<String, Integer> read = new TreeMap<>();
		final List<DynamicTest> tests = new ArrayList<>();
		new GoldenSamples(samples).images().forEach((format, paths) -> {
			for (int p = 0; p < paths.size(); p += every) {
				final Path path = paths.get(p);
				tests.add(DynamicTest.dynamicTest(format + " " + samples.relativize(path), () -> {
					if (check(path, Stores.path(server.address() + "/" + samples.relativize(path).toString().replace('\\', '/'))))
						read.merge(format, 1, Integer::sum);
				}));
			}
		});
		tests.add(DynamicTest.dynamicTest("all formats", () -> assertTrue(read.size() >= 8, read.toString())));
		return tests.stream();
	}

	/** Whether it is read. */
	private boolean check(final Path local, final Path far) throws Exception {
		final String measured = outcome(() -> said(Sources.measure(local)));
		final String measuredFar = outcome(() -> said(Sources.measure(far)));
		if (!measuredFar.matches("(?s).*(" + NEEDS_LISTING + ").*"))
			assertEquals(far(measured, local, far), measuredFar);
		final SourceFile file;
		try {
			file = Sources.describe(local);
		}
		catch (final InvalidInputException e) {
			return false;
		}
		final SourceFile there;
		try {
			there = Sources.describe(far);
		}
		catch (final InvalidInputException e) {
			assertTrue(e.getMessage().matches("(?s).*(" + NEEDS_LISTING + ").*"), e.getMessage());
			return false;
		}
		assertEquals(far(file.name(), local, far), there.name());
		assertEquals(file.type(), there.type());
		assertArrayEquals(file.size(), there.size());
		assertEquals(file.voxelSize(), there.voxelSize());
		assertEquals(file.format(), there.format());
		assertEquals(file.notes().stream().map(note -> far(note, local, far)).toList(), there.notes().subList(0, there.notes().size() - 1));
		assertTrue(there.notes().get(there.notes().size() - 1).contains("over the network"));
		try (LabelSource here = file.open(new SourceOptions(folder, true)); LabelSource distant = there.open(new SourceOptions(folder, true))) {
			assertArrayEquals(MemorySource.all(here), MemorySource.all(distant));
			distant.checkUnchanged();
		}
		assertTrue(there.sha256().matches("[0-9a-f]{64}"));
		assertEquals(there.sha256(), Sources.describe(far).sha256());
		return true;
	}

	/** What is said of a local file, of the one on the server. */
	private static String far(final String said, final Path local, final Path far) {
		return said.replace(local.getParent().toString(), far.getParent().toString());
	}

	/** A stranger on a server chooses neither what is read on this computer nor from which other server. */
	@ParameterizedTest
	@ValueSource(strings = { "/etc", "file:///etc", "C:\\data", "../../127.0.0.1:1/x", "..", "\\\\host\\share", "//host/share" })
	void anXmlFileNamesOnlyWhatIsOnItsServer(final String named) throws Exception {
		final FileServer server = new FileServer(folder, true);
		servers.add(server);
		Files.writeString(folder.resolve("stranger.xml"), xml(named));
		final InvalidInputException e = assertThrows(InvalidInputException.class, () -> Sources.describe(Stores.path(server.address() +
			"/stranger.xml")));
		assertTrue(e.getMessage().matches("(?s).*(only what is on the same server|only files on this computer).*"), e.getMessage());
	}

	private static String xml(final String named) {
		return """
			<?xml version="1.0" encoding="UTF-8"?>
			<SpimData version="0.2"><BasePath type="relative">.</BasePath><SequenceDescription>
			<ImageLoader format="bdv.n5" version="1.0"><n5 type="relative">%s</n5></ImageLoader>
			<ViewSetups><ViewSetup><id>0</id><size>4 3 2</size><voxelSize><unit>um</unit><size>1 1 1</size></voxelSize></ViewSetup></ViewSetups>
			<Timepoints type="range"><first>0</first><last>0</last></Timepoints></SequenceDescription></SpimData>
			""".replace("%s", named);
	}

	private interface Said {

		String say();
	}

	private static String outcome(final Said said) {
		try {
			return said.say();
		}
		catch (final InvalidInputException e) {
			return e.getMessage();
		}
	}

	private static String said(final ImageSize image) {
		return image.format() + java.util.Arrays.toString(image.size()) + image.voxelSize() + image.offset();
	}
}
