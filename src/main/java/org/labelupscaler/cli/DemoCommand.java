package org.labelupscaler.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.cells.picture.PictureFile;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: the main job on an annotation that it makes itself. */
@Command(name = "demo", mixinStandardHelpOptions = true,
	description = "Make a small brain-like annotation, upscale it 8 times, verify the result and draw a picture.")
@Section.Of(Section.RUN)
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

	@Mixin
	private OutputArguments output;

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
		PictureFile.checkPreview(picture);
		if (Files.isSymbolicLink(annotation) || Files.exists(annotation) && !DemoAnnotation.isOne(annotation))
			throw new InvalidInputException(annotation + " was not made by this demo, so it is not replaced. Choose another " +
				"--folder.");
		step("Making a synthetic annotation: " + annotation);
		DemoAnnotation.write(annotation);
		step("Upscaling it 8 times in each axis");
		int code = run("upscale", annotation.toString(), labels.toString(), "--factors", "8", "--existing", "overwrite");
		if (code == Terminal.OK) {
			step("Verifying every voxel against the scaling rule");
			code = run("verify", labels.toString(), "--blocks", "all");
		}
		if (code == Terminal.OK) {
			step("Drawing a slice");
			code = run("preview", labels.toString(), picture.toString(), "--slice", "300");
		}
		if (code == Terminal.OK) {
			step("Next");
			output.output().say("Look at " + picture + ". In Fiji with the plugin, Plugins > Label Upscaler > View Labels in " +
				"BigDataViewer... shows " + labels + " in colours.");
			output.output().say("Upscale your own annotation:\n  " + Terminal.PROGRAM + " upscale annotation.nrrd labels.n5 --factors 8 --unit um");
			final JsonObject json = new JsonObject();
			json.addProperty("annotation", annotation.toString());
			json.addProperty("labels", labels.toString());
			json.addProperty("picture", picture.toString());
			output.output().result(json);
		}
		else
			output.output().fail("A step failed; the standard error says why.", code);
		return code;
	}

	/** Runs another command, which says what it says to where this one does. */
	private int run(final String... words) {
		final List<String> all = new ArrayList<>(List.of(words));
		all.addAll(List.of("--progress", "none"));
		if (output.isQuiet())
			all.add("--quiet");
		output.log().ifPresent(log -> all.addAll(List.of("--log", log)));
		return program.run(all.toArray(new String[0]));
	}

	private void step(final String what) {
		output.output().say("\n== " + what);
	}
}
