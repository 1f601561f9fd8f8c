package org.labelupscaler.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.campaign.Disk;

/** The lock file, and what somebody else may have put in its place. */
@Timeout(60)
class ContainerLockTest {

	@TempDir
	private Path temporary;
	private Path folder;
	private Path file;

	@BeforeEach
	void follow() throws IOException {
		folder = temporary.toRealPath();
		file = folder.resolve(".label-upscaler.lock");
	}

	private void assertBusy() {
		assertEquals(folder + " is being written by another run. Wait for it, or stop it.", assertThrows(
			InvalidInputException.class, () -> ContainerLock.take(folder)).getMessage());
	}

	@Test
	void oneAtATime() throws Exception {
		try (ContainerLock lock = ContainerLock.take(folder)) {
			assertTrue(lock.stands());
			assertBusy();
			assertBusy();
			assertTrue(lock.stands(), "trying does not lose it");
			assertTrue(Files.exists(file));
		}
		assertFalse(Files.exists(file));
		ContainerLock.take(folder).close();
	}

	/** NB: POSIX drops all locks of a process on a file when any descriptor of it is closed. */
	@Test
	void tryingDoesNotLetOtherProcessesIn() throws Exception {
		try (ContainerLock lock = ContainerLock.take(folder)) {
			assertBusy();
			assertTrue(lock.stands());
			try (LeaseHolder holder = new LeaseHolder(folder)) {
				assertFalse(holder.hasIt());
			}
			assertTrue(lock.stands());
		}
	}

	@Test
	void anotherProcessHasIt() throws Exception {
		try (LeaseHolder holder = new LeaseHolder(folder)) {
			assertTrue(holder.hasIt(), holder.said());
			assertBusy();
			assertBusy();
			holder.kill();
			assertTrue(Files.exists(file), "a killed run leaves it");
			ContainerLock.take(folder).close();
		}
		assertFalse(Files.exists(file));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 5000, 1 << 20 })
	void whatAKilledRunLeavesIsTaken(final int length) throws Exception {
		Files.write(file, new byte[length]);
		try (ContainerLock lock = ContainerLock.take(folder)) {
			assertTrue(lock.stands());
		}
		assertFalse(Files.exists(file));
	}

	@ParameterizedTest
	@ValueSource(strings = { "text", "hard link", "long", "folder", "link", "pipe" })
	void whatIsNoLockIsLeftAlone(final String kind) throws Exception {
		final Path precious = Files.writeString(folder.resolve("precious"), "do not lose");
		switch (kind) {
			case "hard link" -> Files.createLink(file, precious);
			case "long" -> Files.write(file, new byte[(1 << 20) + 1]);
			case "folder" -> Files.createDirectory(file);
			case "link" -> Files.createSymbolicLink(file, precious);
			case "pipe" -> {
				assumeFalse(System.getProperty("os.name").startsWith("Windows"), "no pipes here");
				assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
			}
			default -> Files.writeString(file, "\0\0 something");
		}
		final long size = kind.equals("pipe") ? 0 : Files.size(file);
		for (int i = 0; i < 2; i++)
			assertTrue(assertThrows(InvalidInputException.class, () -> ContainerLock.take(folder)).getMessage().startsWith(
				file + " was not made by this program"));
		assertEquals("do not lose", Files.readString(precious));
		assertTrue(Files.exists(file));
		assertEquals(size, kind.equals("pipe") ? 0 : Files.size(file));
		Files.delete(file);
		ContainerLock.take(folder).close();
	}

	@Test
	void aLockThatWasDeletedOrReplacedDoesNotStand() throws Exception {
		try (ContainerLock lock = ContainerLock.take(folder)) {
			Files.delete(file);
			assertFalse(lock.stands());
			// NB: longer than any.
			Files.write(file, new byte[(1 << 20) + 1]);
			assertFalse(lock.stands());
			lock.close();
			assertTrue(Files.exists(file), "it is another run's");
		}
	}

	@Test
	void whoSharesItKeepsOthersOut() throws Exception {
		try (ContainerLock lock = ContainerLock.share(folder); LeaseHolder second = new LeaseHolder(folder, true);
			LeaseHolder third = new LeaseHolder(folder, true); LeaseHolder alone = new LeaseHolder(folder))
		{
			assertTrue(second.hasIt(), second.said());
			assertTrue(third.hasIt(), third.said());
			assertFalse(alone.hasIt());
			assertBusy();
			lock.close();
			assertTrue(Files.exists(file), "others share it");
			second.kill();
			assertBusy();
			third.close();
			assertFalse(Files.exists(file), "the last one removes it");
			try (LeaseHolder now = new LeaseHolder(folder); LeaseHolder shared = new LeaseHolder(folder, true)) {
				assertTrue(now.hasIt());
				assertFalse(shared.hasIt());
			}
		}
	}

	@Test
	void aSharedLockThatWasDeletedDoesNotStand() throws Exception {
		try (ContainerLock lock = ContainerLock.share(folder)) {
			assertTrue(lock.stands());
			Files.delete(file);
			assertFalse(lock.stands());
			Files.write(file, new byte[(1 << 20) + 1]);
			assertFalse(lock.stands());
		}
		assertTrue(Files.exists(file), "it is another run's");
	}

	/** As on a file system that has no locks, where another run takes the file as well. */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aLockThatAnotherRunTookDoesNotStand(final boolean shared) throws Exception {
		try (ContainerLock lock = shared ? ContainerLock.share(folder) : ContainerLock.take(folder)) {
			assertTrue(lock.stands());
			try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
				other.truncate(0).write(ByteBuffer.wrap(new byte[1]), 1 << 20);
			}
			assertFalse(lock.stands());
		}
		assertTrue(Files.exists(file), "it is the other run's");
	}

	/** As if the folder had two names that are no links. */
	@Test
	void aLockOfThisProcessByAnotherNameIsBusy() throws Exception {
		try (ContainerLock lock = ContainerLock.take(folder)) {
			final Path twin = Files.createDirectory(folder.resolve("twin"));
			Files.createLink(twin.resolve(".label-upscaler.lock"), file);
			assertEquals(twin + " is being written by another run. Wait for it, or stop it.", assertThrows(
				InvalidInputException.class, () -> ContainerLock.take(twin)).getMessage());
			assertTrue(lock.stands());
		}
	}

	@Test
	void aMissingFolderIsNotMade() {
		final Path missing = folder.resolve("missing");
		assertThrows(IOException.class, () -> ContainerLock.take(missing));
		assertFalse(Files.exists(missing));
	}

	/** Found by the campaign: an empty lock file was left. */
	@Test
	void aFullDiskLeavesNoLock() throws Exception {
		final Path small = Files.createDirectory(folder.resolve("disk"));
		final Disk disk = Disk.mount(small, "size=4k");
		assumeTrue(disk != null, "no file system can be mounted here");
		try (disk) {
			final Path ballast = Files.write(small.resolve("ballast"), new byte[4096]);
			assertThrows(IOException.class, () -> ContainerLock.take(small));
			try (Stream<Path> files = Files.list(small)) {
				assertEquals(List.of(ballast), files.toList());
			}
			Files.delete(ballast);
			final ContainerLock lock = ContainerLock.take(small);
			assertTrue(lock.stands());
			lock.close();
		}
	}
}
