package org.labelupscaler.command;

import java.awt.GraphicsEnvironment;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.cells.picture.Picture;
import org.labelupscaler.job.CancelledException;
import org.labelupscaler.words.PlanText;
import org.scijava.app.StatusService;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.plugin.Parameter;
import org.scijava.task.TaskService;

import ij.IJ;
import ij.ImagePlus;
import ij.macro.Interpreter;

/**
 * What all commands share: progress, and an end in plain words. Whatever goes wrong cancels the command with a message that
 * says what and what to do; scripts find it as the reason, users see it in a window, and a terminal has it in the log.
 */
abstract class LabelCommand extends ContextCommand {

	/** Words that somebody typed into a dialog and that turned out wrong, so that they need not be typed again. */
	private static final Map<Class<?>, Map<String, Object>> REJECTED = new ConcurrentHashMap<>();

	@Parameter
	private CommandService commands;

	@Parameter
	private TaskService tasks;

	@Parameter
	private StatusService status;

	@Parameter
	private LogService logger;

	private volatile CommandProgress progress;
	private boolean scripted;

	/** What a command does. */
	interface Work {

		/**
		 * @param progress hears of the progress and knows whether to stop
		 * @throws InterruptedException if the command's thread is interrupted
		 */
		void run(CommandProgress progress) throws InterruptedException;
	}

	/** Does the work, shows its progress, and says what is wrong if it fails. */
	final void perform(final String name, final Work work) {
		REJECTED.remove(getClass());
		try (CommandProgress shown = new CommandProgress(tasks.createTask(name), status)) {
			progress = shown;
			work.run(shown);
		}
		catch (final InvalidInputException e) {
			remember();
			fail(e.say(dialect()));
		}
		catch (final CancelledException e) {
			stop(e.say(dialect()));
		}
		catch (final LabelUpscalerException e) {
			fail(e.say(dialect()));
		}
		catch (final OutOfMemoryError e) {
			fail("Out of memory. Give Fiji more memory (Edit > Options > Memory), or use smaller blocks, fewer threads or a smaller " +
				"picture.");
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			cancel("Interrupted.");
		}
	}

	/** Ends the command with a reason that is an error. In a macro that ends the macro, as errors in ImageJ do. */
	final void fail(final String message) {
		final boolean windows = !GraphicsEnvironment.isHeadless();
		if (!windows)
			logger.error(message);
		stop(windows ? PlanText.wrapped(message) : message);
	}

	/** Ends the command because the user wants it, and with it the macro, whose next lines count on what is not there. */
	final void stop(final String message) {
		cancel(message);
		final Interpreter macro = Interpreter.getInstance();
		if (scripted && macro != null) {
			// NB: or it would show the message again, and throw in this thread, which is not its own.
			macro.setIgnoreErrors(true);
			macro.abort(message);
		}
	}

	/** Says something that is no error, in ImageJ's log window or, without a screen, on the terminal. */
	static void say(final String message) {
		IJ.log(message);
	}

	/** Shows a picture that has been written, if there is a screen, or a macro that keeps its images off it. */
	static void show(final Path file, final Picture picture) {
		if (!GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode())
			new ImagePlus(file.getFileName().toString(), picture.pixels()).show();
	}

	private void remember() {
		if (scripted)
			return;
		final Map<String, Object> values = new HashMap<>();
		module().getInputs().forEach((name, value) -> {
			if (value instanceof String || value instanceof File)
				values.put(name, value);
		});
		REJECTED.put(getClass(), values);
	}

	/** Fills a dialog with the words that were rejected before. */
	final void restore() {
		if (!scripted)
			REJECTED.getOrDefault(getClass(), Map.of()).forEach(module()::setInput);
	}

	/** The parameters by name. */
	final Module module() {
		return new CommandModule(commands.getCommand(getClass()), this);
	}

	/** Says that a macro or a script gives the words, so that there is no dialog. */
	final void setScripted() {
		scripted = true;
	}

	/** @return how the user says settings: as in a macro, or as in a dialog */
	final Remedy.Dialect dialect() {
		return scripted ? Remedy.Dialect.MACRO : Remedy.Dialect.DIALOG;
	}

	/** @return whether there is no dialog */
	final boolean isScripted() {
		return scripted;
	}

	static String words(final File file) {
		return file == null ? "" : file.getPath();
	}

	@Override
	public void cancel(final String reason) {
		super.cancel(reason);
		final CommandProgress running = progress;
		if (running != null)
			running.cancel();
	}
}
