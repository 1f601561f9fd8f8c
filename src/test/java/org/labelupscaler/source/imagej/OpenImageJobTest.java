package org.labelupscaler.source.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.labelupscaler.source.imagej.TestImages.HEIGHT;
import static org.labelupscaler.source.imagej.TestImages.SLICES;
import static org.labelupscaler.source.imagej.TestImages.WIDTH;
import static org.labelupscaler.source.imagej.TestImages.image;
import static org.labelupscaler.source.imagej.TestImages.values;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.Message;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscaleReport;
import org.labelupscaler.job.VerifyJob;
import org.labelupscaler.job.VerifyReport;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.imagej.TestImages.CountedStack;
import org.labelupscaler.words.OptionsBuilder;
import org.labelupscaler.words.UpscaleWords;
import org.labelupscaler.words.VerifyKey;
import org.labelupscaler.words.VerifyWords;

import ij.ImagePlus;
import ij.io.FileInfo;

/** Jobs whose source is an open image: what is written, where, and whether it can be verified and resumed. */
class OpenImageJobTest {

	@TempDir
	private Path folder;

	@Test
	void aJobReadsEverySliceOfAVirtualStackOnce() throws Exception {
		final CountedStack stack = new CountedStack();
		final ImagePlus image = new ImagePlus("virtual", stack);
		Arrays.fill(stack.reads(), 0);
		final UpscaleOptions options = options(image, "virtual").build();
		assertArrayEquals(new int[SLICES], stack.reads(), "nothing is read before the job is opened");
		try (UpscaleJob job = UpscaleJob.open(options, ProgressListener.NONE)) {
			assertTrue(job.run(ProgressListener.NONE).complete());
			assertTrue(job.file().format().contains("virtual"));
		}
		assertArrayEquals(new int[] { 1, 1, 1, 1 }, stack.reads());
		assertTrue(verify(image, options.target()).difference().isEmpty());
		try (LabelSource labels = open(new OpenImage(image))) {
			assertArrayEquals(values(8, 1), MemorySource.all(labels));
		}
	}

	@Test
	void theOutputIsBesideTheFileOfTheImage() {
		final ImagePlus image = image(8, 1);
		final FileInfo info = new FileInfo();
		info.directory = folder.toString() + "/";
		info.fileName = "brain.tif";
		image.setFileInfo(info);
		final OptionsBuilder builder = UpscaleWords.builder().image(new OpenImage(image)).factors("2");
		assertEquals(folder.resolve("brain-upscaled.n5"), builder.build().target());
	}

	@Test
	void anImageWithoutAFileNeedsAnOutput() {
		final ImagePlus image = image(8, 1);
		for (final String directory : new String[] { null, "", "https://example.org/images/" }) {
			final FileInfo info = new FileInfo();
			info.directory = directory;
			info.fileName = "brain.tif";
			image.setFileInfo(info);
			final String message = refused(() -> UpscaleWords.builder().image(new OpenImage(image)).factors("2").build());
			assertTrue(message.startsWith("output:"), message);
		}
	}

	@Test
	void aNamedFileGoesBeforeTheImage() {
		final UpscaleOptions options = UpscaleWords.builder().source("a.nrrd").image(new OpenImage(image(8, 1))).factors("2")
			.build();
		assertTrue(options.image().isEmpty());
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 32 })
	void anUpscaledImageFollowsTheRuleAndIsVerifiedAndResumed(final int bits) throws Exception {
		final ImagePlus image = image(bits, 1);
		final UpscaleOptions options = options(image, "job").build();
		assertTrue(run(options).complete());
		final Path full = options.target().resolve("setup0/timepoint0/s0");
		final Volume found = PlainN5.read(full);
		final Volume source = new Volume(found.type(), new int[] { WIDTH, HEIGHT, SLICES }, values(bits, 1));
		final long[] target = { 2 * WIDTH, 3 * HEIGHT, SLICES };
		for (int z = 0; z < target[2]; z++)
			for (int y = 0; y < target[1]; y++)
				for (int x = 0; x < target[0]; x++)
					assertEquals(SlowReference.label(source, target, new long[] { 1, 1, 1 }, x, y, z), found.at(x, y, z));
		assertTrue(verify(image(bits, 1), options.target()).finished());
		assertEquals(Optional.empty(), verify(image, options.target()).difference());

		final Map<String, String> before = PlainN5.tree(options.target());
		Files.delete(full.resolve("0/0/0"));
		assertTrue(verify(image, options.target()).difference().map(Message::fact).orElseThrow().contains("no block"));
		final ImagePlus again = image(bits, 1);
		again.setTitle("opened again");
		final UpscaleReport resumed = run(options(again, "job").existing("resume").build());
		assertEquals(1, resumed.written());
		assertTrue(resumed.kept() > 0);
		assertEquals(before.keySet(), PlainN5.tree(options.target()).keySet());
		assertArrayEquals(found.labels(), PlainN5.read(full).labels());
	}

	@Test
	void anotherImageIsNeitherResumedNorVerified() throws Exception {
		final UpscaleOptions options = options(image(8, 1), "job").build();
		run(options);
		final Map<String, String> before = PlainN5.tree(options.target());
		final ImagePlus other = image(8, 2);
		assertTrue(refused(() -> run(options(other, "job").existing("resume").build())).contains("content of the source"));
		assertTrue(refused(() -> verify(other, options.target())).contains("not what the container was made from"));
		assertTrue(refused(() -> verify(null, options.target())).contains("Open that image again"));
		assertEquals(before, PlainN5.tree(options.target()));
	}

	private OptionsBuilder options(final ImagePlus image, final String name) {
		return UpscaleWords.builder().image(new OpenImage(image)).factors("2,3,1").block("4").background("write").threads(
			"2").target(folder.resolve(name + ".n5").toString());
	}

	private static UpscaleReport run(final UpscaleOptions options) throws Exception {
		try (UpscaleJob job = UpscaleJob.open(options, ProgressListener.NONE)) {
			return job.run(ProgressListener.NONE);
		}
	}

	private static VerifyReport verify(final ImagePlus image, final Path container) throws Exception {
		final Optional<SourceFile> open = Optional.ofNullable(image).map(OpenImage::new);
		try (VerifyJob job = VerifyJob.open(new VerifyWords().set(VerifyKey.INPUT, container.toString()).set(VerifyKey.BLOCKS, "all").set(VerifyKey.THREADS, "2").build(), () -> open,
			ProgressListener.NONE))
		{
			return job.run(ProgressListener.NONE);
		}
	}

	private LabelSource open(final OpenImage image) {
		return image.open(new SourceOptions(folder, false));
	}

	private static String refused(final org.junit.jupiter.api.function.Executable what) {
		return assertThrows(InvalidInputException.class, what).getMessage();
	}
}
