package org.labelupscaler.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.cells.picture.PictureFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: the main job on an annotation that it makes itself. */
@Command(name = "demo", mixinStandardHelpOptions = true,
	description = "Make a small brain-like annotation, upscale it 8 times, verify the result and draw a picture.")
final class DemoCommand implements Callable<Integer> {

	/** The program that this is a command of. */
	interface Program {

		/**
		 * @param args words of the command line
		 * @return the exit code
		 */
		int run(String... args);
	}

	@Option(names = "--folder", paramLabel = "DIR", defaultValue = "target/demo",
		description = "Where to. Default: ${DEFAULT-VALUE}.")
	private Path folder;

	private final Program program;

	/** @param program runs the other commands */
	DemoCommand(final Program program) {
		this.program = program;
	}

	@Override
	public Integer call() {
		final Path annotation = folder.resolve("demo-annotation.nrrd");
		final Path labels = folder.resolve("demo-labels.n5");
		final Path picture = folder.resolve("demo-labels.png");
		try {
			Files.createDirectories(folder);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot make the folder " + folder + ": " + LabelUpscalerException.reason(e), e);
		}
		PictureFile.checkPng(picture);
		if (Files.isSymbolicLink(annotation) || Files.exists(annotation) && !DemoAnnotation.isOne(annotation))
			throw new InvalidInputException(annotation + " was not made by this demo, so it is not replaced. Choose another " +
				"--folder.");
		step("Making a synthetic annotation: " + annotation);
		DemoAnnotation.write(annotation);
		step("Upscaling it 8 times in each axis");
		int code = program.run("upscale", annotation.toString(), labels.toString(), "--factors", "8", "--existing", "overwrite",
			"--progress", "none");
		if (code == Terminal.OK) {
			step("Verifying every voxel against the scaling rule");
			code = program.run("verify", labels.toString(), "--blocks", "all", "--progress", "none");
		}
		if (code == Terminal.OK) {
			step("Drawing a slice");
			code = program.run("preview", labels.toString(), picture.toString(), "--slice", "300");
		}
		if (code == Terminal.OK) {
			step("Next");
			final String program = System.getProperty("labelupscaler.command", "target/dist/bin/label-upscaler");
			System.out.println("Look at " + picture + ". In Fiji with the plugin, Plugins > Label Upscaler > View Labels in " +
				"BigDataViewer... shows " + labels + " in colours.");
			System.out.println("Upscale your own annotation" + (program.startsWith("target") ? ", after 'mvn -ntp -DskipTests package'"
				: "") + ":");
			System.out.println("  " + program + " upscale annotation.nrrd labels.n5 --factors 8 --unit um");
		}
		return code;
	}

	private static void step(final String what) {
		System.out.println();
		System.out.println("== " + what);
	}
}
