package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.words.OptionsBuilder;

/** Runs that wait for the disk end in the same files, and runs that lose their lock stop. */
class SyncTest extends AbstractJobTest {

	private final Volume source = TestSources.random(new Random(2), LabelType.UINT8, 8, 8, 8);

	private OptionsBuilder job(final String name, final String sync) throws Exception {
		return options(source, name).target(folder.resolve(name + "/deep/labels.n5").toString()).factors("4").block("8").sync(
			sync);
	}

	private TreeMap<String, String> upscale(final OptionsBuilder options, final String name) throws Exception {
		assertTrue(UpscaleJob.run(options.build(), ProgressListener.NONE).complete());
		return PlainN5.tree(folder.resolve(name));
	}

	@Test
	void syncedRunsEndInTheSameFiles() throws Exception {
		// NB: the same source file, which is written anew but equal.
		final TreeMap<String, String> plain = upscale(job("t", "no"), "t");
		PlainN5.delete(folder.resolve("t"));
		assertEquals(plain, upscale(job("t", "yes"), "t"), "new, in folders that are new");
		assertEquals(plain, upscale(job("t", "yes").existing("resume"), "t"), "resumed, complete");
		Files.delete(folder.resolve("t/deep/labels.n5/setup0/timepoint0/s0/1/1/1"));
		Files.writeString(folder.resolve("t/deep/labels.n5/setup0/timepoint0/s0/2/1/1"), "damaged");
		assertEquals(plain, upscale(job("t", "yes").existing("resume"), "t"), "resumed, damaged");
		assertEquals(plain, upscale(job("t", "yes").existing("overwrite"), "t"), "overwritten");
		final Path link = Files.createSymbolicLink(folder.resolve("link.n5"), folder.resolve("t/deep/labels.n5"));
		assertEquals(plain, upscale(job("t", "yes").target(link.toString()).existing("resume"), "t"), "through a link");
	}

	/** A run must not go on when another could have begun; but nothing is wrong with the container. */
	@Test
	void aRunThatLosesItsLockStopsAndCanBeResumed() throws Exception {
		final UpscaleOptions options = job("lock", "no").build();
		final String message = assertThrows(LabelUpscalerException.class, () -> UpscaleJob.run(options, progress -> {
			try {
				Files.deleteIfExists(options.target().resolve(".label-upscaler.lock"));
			}
			catch (final java.io.IOException e) {
				throw new java.io.UncheckedIOException(e);
			}
		})).getMessage();
		assertTrue(message.contains("lock file") && message.contains("existing=resume"), message);
		final TreeMap<String, String> resumed = upscale(job("lock", "no").existing("resume"), "lock");
		PlainN5.delete(folder.resolve("lock"));
		assertEquals(upscale(job("lock", "no"), "lock"), resumed);
	}
}
