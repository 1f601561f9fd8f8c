package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.MemorySource;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;

/** What a compressed source is decoded into: a file that nobody else can foresee, open, or find afterwards. */
class TemporaryFileTest {

	@TempDir
	private Path folder;

	@Test
	void decodedVoxelsAreTheUsersAlone() throws Exception {
		final Path open = Path.of("/proc/self/fd");
		assumeTrue(Files.isDirectory(open), "only Linux shows files that have no name any more");
		final Volume volume = TestSources.random(new Random(1), LabelType.UINT16, 6, 5, 4);
		final Path file = TestSources.writeNrrd(volume, folder.resolve("a.nrrd"));
		final Path temporary = Files.createDirectory(folder.resolve("temporary"));
		final Set<String> names = new HashSet<>();
		for (int i = 0; i < 3; i++)
			try (LabelSource source = Sources.describe(file).open(new SourceOptions(temporary, true))) {
				assertArrayEquals(volume.labels(), MemorySource.all(source));
				try (Stream<Path> left = Files.list(temporary)) {
					assertEquals(List.of(), left.toList(), "a name");
				}
				final List<Path> decoded = new ArrayList<>();
				try (Stream<Path> descriptors = Files.list(open)) {
					for (final Path descriptor : descriptors.toList())
						if (Files.isSymbolicLink(descriptor) && Files.readSymbolicLink(descriptor).startsWith(temporary.toRealPath()))
							decoded.add(descriptor);
				}
				assertEquals(1, decoded.size(), "files in the folder that are open");
				assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(decoded.get(0))));
				names.add(Files.readSymbolicLink(decoded.get(0)).getFileName().toString());
			}
		assertEquals(3, names.size(), "the same name again: " + names);
		// 122 random bits
		assertTrue(names.stream().allMatch(name -> name.matches("\\.label-upscaler-[0-9a-f-]{36}\\.tmp.*")), names.toString());
	}
}
