package org.labelupscaler.ij;

import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.cells.picture.Picture;
import org.labelupscaler.job.CancelledException;
import org.labelupscaler.macro.MacroWords;
import org.labelupscaler.source.imagej.OpenImage;
import org.labelupscaler.words.LivePlan;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.OptionsBuilder;
import org.labelupscaler.words.PlanText;
import org.labelupscaler.words.UpscaleWords;
import org.labelupscaler.words.WordKey;

import ij.IJ;
import ij.ImagePlus;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import ij.plugin.frame.Recorder;

/**
 * What all plugins share: the words come from a macro or from a dialog, which is shown again with the same words if they
 * turn out wrong; whatever goes wrong is said in plain words.
 */
abstract class LabelPlugin implements PlugIn {

	/** How a dialog describes what its words will do. */
	enum Description {
			NONE, OF_CONTAINER, OF_PREVIEW
	}

	private final String command;
	private final List<Field> fields;
	private final Description description;
	private boolean asks;

	LabelPlugin(final String command, final Description description, final List<Field> fields) {
		this.command = command;
		this.fields = fields;
		this.description = description;
	}

	/** Does it. The words have all keys, empty where nothing was given. */
	abstract void perform(Map<String, String> words, StatusBarProgress progress) throws InterruptedException;

	/** @return what the plugin asks for */
	final List<Field> fields() {
		return fields;
	}

	@Override
	public final void run(final String arg) {
		try {
			final Optional<Map<String, String>> macro = MacroWords.given(fields.stream().map(Field::key).toList());
			if (macro.isPresent())
				perform(complete(macro.get()));
			else
				runDialog();
		}
		catch (final CancelledException e) {
			IJ.showStatus(e.say(dialect()));
		}
		catch (final LabelUpscalerException e) {
			if (!MissingLibrary.report(command, e))
				IJ.error(command, PlanText.wrapped(e.say(dialect())));
		}
		catch (final OutOfMemoryError e) {
			IJ.error(command, "Out of memory. Give ImageJ more memory (Edit > Options > Memory & Threads), or use smaller " +
				"blocks, fewer threads or a smaller picture.");
		}
		catch (final LinkageError e) {
			if (!MissingLibrary.report(command, e))
				throw e;
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** How the user says settings: as in a macro, or as in a dialog. */
	final Remedy.Dialect dialect() {
		return asks ? Remedy.Dialect.DIALOG : Remedy.Dialect.MACRO;
	}

	private void runDialog() throws InterruptedException {
		asks = true;
		Map<String, String> words = Map.of();
		while (true) {
			words = ask(words);
			if (words == null)
				return;
			record(words);
			try {
				perform(complete(words));
				return;
			}
			catch (final InvalidInputException e) {
				IJ.showMessage(command, PlanText.wrapped(e.say(dialect())));
			}
		}
	}

	private Map<String, String> ask(final Map<String, String> words) {
		if (description == Description.NONE) {
			final LabelDialog dialog = new LabelDialog(command, fields, words, null);
			return dialog.show() ? dialog.words() : null;
		}
		final LabelDialog[] dialog = new LabelDialog[1];
		try (LivePlan plan = new LivePlan(() -> dialog[0].refreshLater())) {
			dialog[0] = new LabelDialog(command, fields, words, typed -> {
				try {
					return plan.text(options(typed), description == Description.OF_CONTAINER);
				}
				catch (final InvalidInputException e) {
					return e.say(dialect());
				}
			});
			return dialog[0].show() ? dialog[0].words() : null;
		}
	}

	/** Gives the recorder what a macro needs. */
	private void record(final Map<String, String> words) {
		if (!Recorder.record)
			return;
		Recorder.setCommand(Recorder.getCommand()); // forgets the words of a dialog that was shown again
		words.forEach((key, word) -> Recorder.recordOption(key, forMacro(word)));
	}

	/** NB: what stands in a macro is read as a string of the macro language, in which backslash and quote mean something. */
	private static String forMacro(final String word) {
		final boolean windowsPath = word.matches("[A-Za-z]:\\\\.*");
		return Recorder.fixString(windowsPath ? word.replace('\\', '/') : word);
	}

	private Map<String, String> complete(final Map<String, String> words) {
		final Map<String, String> all = new LinkedHashMap<>();
		for (final Field field : fields)
			all.put(field.key(), words.getOrDefault(field.key(), field.initial()));
		return all;
	}

	private void perform(final Map<String, String> words) throws InterruptedException {
		final StatusBarProgress progress = new StatusBarProgress();
		try {
			perform(words, progress);
		}
		finally {
			progress.end();
		}
	}

	/** Shows a picture that has been written, if there is a screen, or a macro that keeps its images off it. */
	static void show(final Path file, final Picture picture) {
		if (!GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode())
			new ImagePlus(file.getFileName().toString(), picture.pixels()).show();
	}

	/** The words as options of a job, with the image in front if no file is named. */
	static OptionsBuilder options(final Map<String, String> words) {
		final OptionsBuilder builder = UpscaleWords.builder();
		words.forEach((key, word) -> WordKey.of(OptionKey.class, key).ifPresent(k -> builder.set(k, word)));
		return builder.hasSource() ? builder : builder.image(OpenImage.active().orElse(null));
	}
}
