package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Message;
import org.labelupscaler.PlainN5;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.Sources;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.VolumeRecord;

/** Containers that somebody else has prepared: nothing outside them is changed, and reading them ends in one line. */
class HostileContainerTest extends AbstractJobTest {

	private UpscaleOptions options;
	private Path container;
	private Path precious;

	@BeforeEach
	void makeContainer() throws Exception {
		options = options(TestSources.random(new Random(2), LabelType.UINT8, 5, 5, 5), "c").factors("2").block("8").build();
		run(options);
		container = options.target();
		precious = Files.createDirectory(folder.resolve("precious"));
		Files.writeString(precious.resolve("data"), "do not lose");
	}

	/** The lock file is emptied when it is taken; a hard link makes it any file of the user. */
	@Test
	void aLockThatIsAnotherFileIsNotEmptied() throws Exception {
		final Path lock = container.resolve(".label-upscaler.lock");
		Files.createLink(lock, precious.resolve("data"));
		refused("was not made by this program");
		assertEquals("do not lose", Files.readString(precious.resolve("data")));
		assertTrue(Files.exists(lock));
		Files.delete(lock);
		Files.write(lock, new byte[5000]);
		assertTrue(run(again(options, Existing.RESUME)).complete(), "what a killed run leaves");
		assertFalse(Files.exists(lock));
		Files.createSymbolicLink(lock, precious.resolve("data"));
		refused("");
		assertEquals("do not lose", Files.readString(precious.resolve("data")));
		Files.delete(lock);
		pipe(lock);
		refused("was not made by this program");
	}

	@Test
	void metadataThatNeverEndIsRefused() throws Exception {
		final Path attributes = container.resolve("attributes.json");
		Files.delete(attributes);
		pipe(attributes);
		refused("it is no file");
		Files.delete(attributes);
		assumeTrue(Files.exists(Path.of("/dev/zero")), "no devices on this system");
		Files.createSymbolicLink(attributes, Path.of("/dev/zero"));
		refused("it is no file");
		assertTrue(assertThrows(InvalidInputException.class, () -> Sources.describe(container)).getMessage().contains("no file"));
	}

	/** What is deep is compared and printed, too, when a run is resumed. */
	@Test
	void deepMetadataAreRefused() throws Exception {
		final Path attributes = container.resolve("attributes.json");
		final String text = Files.readString(attributes);
		for (final String prefix : new String[] { "", "\"y\":\"" + "]".repeat(100_000) + "\"," }) {
			final String deep = text.replaceFirst("\"job\": \\{", "\"job\": {" + prefix + "\"x\": " + "[".repeat(90_000) + "]".repeat(
				90_000) + ",");
			assertFalse(deep.equals(text));
			Files.writeString(attributes, deep);
			refused("nested too deep");
			assertThrows(InvalidInputException.class, () -> Verifier.plan(container));
		}
	}

	/** A job that says of itself that it can be deleted is still deleted within its folder only. */
	@Test
	void aStateThatInvitesToDeleteDeletesNothingElse() throws Exception {
		final Path attributes = container.resolve("attributes.json");
		Files.writeString(attributes, Files.readString(attributes).replace("complete", "deleting").replaceFirst(
			"\"source\": \"[^\"]*\"", "\"source\": \"" + precious.resolve("data").toString().replace("\\", "/") + "\""));
		refused("existing=overwrite");
		assertTrue(run(again(options, Existing.OVERWRITE)).complete());
		assertEquals("do not lose", Files.readString(precious.resolve("data")));
		assertEquals(VolumeRecord.State.COMPLETE, OwnVolume.require(container).record().state().orElseThrow());
	}

	/** What stands beside a container: pipes and links there are not this program's, and end no run. */
	@Test
	void whatStandsBesideIsAFileOrNotTouched() throws Exception {
		for (final String name : new String[] { "c.xml", "c.n5.labels.csv" }) {
			final Path file = folder.resolve(name);
			final String content = Files.readString(file);
			Files.delete(file);
			Files.createSymbolicLink(file, precious.resolve("data"));
			refused(name + " exists and was not made");
			Files.delete(file);
			pipe(file);
			refused(name + " exists and was not made");
			Files.delete(file);
			Files.writeString(file, content);
		}
		assertEquals("do not lose", Files.readString(precious.resolve("data")));
		assertTrue(run(again(options, Existing.RESUME)).complete());
	}

	/** Through a link in the place of a folder, what a resumed run writes and removes would be elsewhere. */
	@Test
	void aRunIsNotResumedThroughLinks() throws Exception {
		for (final String name : new String[] { "setup0", "setup0/timepoint0", "setup0/timepoint0/s0", "setup0/timepoint0/s0/0",
			"setup0/timepoint0/s0/0/0", "setup0/timepoint0/s0/attributes.json" })
		{
			final Path inside = container.resolve(name);
			final Path elsewhere = Files.move(inside, precious.resolve("moved"));
			Files.createSymbolicLink(inside, elsewhere);
			final Map<String, String> before = PlainN5.tree(precious);
			refused("");
			assertTrue(assertThrows(InvalidInputException.class, () -> run(again(options, Existing.RESUME))).getMessage().contains(
				inside + " is a link"));
			assertEquals(before, PlainN5.tree(precious), name);
			Files.delete(inside);
			Files.move(elsewhere, inside);
		}
		assertTrue(run(again(options, Existing.RESUME)).complete());
	}

	/** A link in the place of a block is replaced, even if it leads to the same bytes; a pipe too. */
	@Test
	void blocksThatAreNoFilesAreReplaced() throws Exception {
		final Path block = container.resolve("setup0/timepoint0/s0/0/0/0");
		final Path copy = Files.copy(block, precious.resolve("copy"));
		Files.delete(block);
		Files.createSymbolicLink(block, copy);
		assertNoBlock();
		assertTrue(Files.isRegularFile(block, LinkOption.NOFOLLOW_LINKS));
		assertArrayEquals(Files.readAllBytes(copy), Files.readAllBytes(block));
		Files.delete(block);
		pipe(block);
		assertNoBlock();
		assertArrayEquals(Files.readAllBytes(copy), Files.readAllBytes(block));
		try (RandomAccessFile sparse = new RandomAccessFile(block.toFile(), "rw")) {
			sparse.setLength(1L << 40);
		}
		assertNoBlock();
		assertArrayEquals(Files.readAllBytes(copy), Files.readAllBytes(block));
	}

	/** Verifying says so soon; resuming mends it. */
	private void assertNoBlock() {
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			final Optional<String> difference = verify(options, false).difference().map(Message::fact);
			assertTrue(difference.isPresent() && difference.get().contains("s0/0/0/0"), difference.toString());
			assertTrue(run(again(options, Existing.RESUME)).complete());
			assertTrue(verify(options, false).difference().isEmpty());
		});
	}

	private void refused(final String why) {
		for (final Existing existing : new Existing[] { Existing.RESUME, Existing.OVERWRITE }) {
			if (why.startsWith("existing=") && existing == Existing.OVERWRITE)
				continue;
			assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
				final String message = assertThrows(InvalidInputException.class, () -> run(again(options, existing))).getMessage();
				assertTrue(message.contains(why) && !message.contains("\n"), message);
			});
		}
	}

	private static void pipe(final Path file) throws Exception {
		assumeTrue(new ProcessBuilder("mkfifo", file.toString()).start().waitFor() == 0, "no pipes on this system");
	}
}
