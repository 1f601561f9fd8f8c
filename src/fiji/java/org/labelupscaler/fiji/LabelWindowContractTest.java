package org.labelupscaler.fiji;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.cli.Main;
import org.labelupscaler.ij.VirtualDisplay;
import org.labelupscaler.label.LabelType;

/** The real BigDataViewer shows labels in their colours. Skipped where there is no display. */
class LabelWindowContractTest {

	@TempDir
	private Path folder;

	@Test
	void everyPixelHasTheColourOfItsLabel() throws Exception {
		final Optional<VirtualDisplay> display = VirtualDisplay.open();
		assumeTrue(display.isPresent());
		final Volume volume = TestSources.random(new Random(3), LabelType.UINT32, 13, 9, 7);
		final Path source = TestSources.writeNrrd(volume, folder.resolve("source.nrrd"));
		final Path target = folder.resolve("labels.n5");
		assertEquals(0, Main.run("upscale", source.toString(), target.toString(), "--factors", "5", "--block", "16", "--levels",
			"2,2,1;4,4,2", "--progress", "none"));
		long named = 0;
		for (final long label : volume.labels())
			named = label != 0 ? label : named;
		final Path ontology = Files.writeString(folder.resolve("ontology.csv"), "id,acronym,name,colour\n" + named +
			",FR,First region,12AB34\n");
		try (VirtualDisplay screen = display.get()) {
			final ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx512m", "-Duser.home=" + folder, "-cp", System.getProperty("java.class.path"), BigDataViewerDriver.class.getName(),
				target.toString(), source.toString(), "5", ontology.toString(), folder.toString());
			final Path log = folder.resolve("driver.log");
			builder.redirectErrorStream(true).redirectOutput(log.toFile()).directory(Path.of("target").toFile());
			builder.environment().put("DISPLAY", screen.name());
			final Process process = builder.start();
			final boolean ended = process.waitFor(5, TimeUnit.MINUTES);
			process.destroyForcibly();
			assertTrue(ended, Files.readString(log));
			assertEquals(0, process.exitValue(), Files.readString(log));
		}
	}
}
