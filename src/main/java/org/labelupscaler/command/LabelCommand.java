package org.labelupscaler.command;

import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Message;
import org.labelupscaler.Remedy;
import org.labelupscaler.cells.picture.Picture;
import org.labelupscaler.dialog.Form;
import org.labelupscaler.dialog.LabelDialog;
import org.labelupscaler.dialog.LastWords;
import org.labelupscaler.dialog.LiveTexts;
import org.labelupscaler.job.CancelledException;
import org.labelupscaler.macro.MacroRecord;
import org.labelupscaler.macro.RunningMacro;
import org.labelupscaler.source.imagej.OpenImage;
import org.labelupscaler.view.imagej.TableWindow;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.OptionsBuilder;
import org.labelupscaler.words.PlanText;
import org.labelupscaler.words.UpscaleWords;
import org.scijava.app.StatusService;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;
import org.scijava.thread.ThreadService;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.WindowManager;
import ij.macro.Interpreter;

/**
 * What all commands share: progress, and an end in plain words. Whatever goes wrong cancels the command with a message that
 * says what and what to do; scripts find it as the reason, users see it in a window, and a terminal has it in the log.
 */
abstract class LabelCommand extends ContextCommand {

	@Parameter
	private CommandService commands;

	@Parameter
	private ThreadService threadService;

	@Parameter
	private TaskService tasks;

	@Parameter
	private StatusService status;

	@Parameter
	private LogService logger;

	private volatile CommandProgress progress;
	private boolean scripted;
	private RunningMacro macro = RunningMacro.NONE;
	/** The dialog that is open, and what its text says; null for none. */
	private LabelDialog dialog;
	private LiveTexts texts;
	/** What was last typed into it; null if a macro or a script gives the words. */
	private LastWords last;

	/** What a command does. */
	interface Work {

		/**
		 * @param progress hears of the progress and knows whether to stop
		 * @throws InterruptedException if the command's thread is interrupted
		 */
		void run(CommandProgress progress) throws InterruptedException;
	}

	/** Does the work, shows its progress, and says what is wrong if it fails. With a dialog, that asks for other words. */
	final void perform(final String name, final Work work) {
		try {
			while (!isDone(name, work))
				if (!dialog.ask()) {
					cancel(null);
					macro.end(null);
					return;
				}
				else
					take(dialog.words());
		}
		catch (final CancelledException e) {
			e.messages().forEach(this::offerToResume);
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
		finally {
			closeDialog();
		}
	}

	/** Does the work; false if the words are wrong and the dialog says so. */
	private boolean isDone(final String name, final Work work) throws InterruptedException {
		try (CommandProgress shown = new CommandProgress(tasks.createTask(name), status, this::closeDialog, dialog == null ? () -> false
			: dialog::isCancelled, macro))
		{
			progress = shown;
			work.run(shown);
			return true;
		}
		catch (final InvalidInputException e) {
			if (dialog == null)
				throw e;
			dialog.reject(e.say(dialect()));
			return false;
		}
	}

	/** Shows the dialog; false if it was cancelled. */
	final boolean ask() throws InterruptedException {
		findMacro();
		MacroRecord.forget(); // until it is known what was wanted
		final Form form = form();
		texts = new LiveTexts(form, () -> dialog.refreshLater(), LabelCommand::options, LabelCommand::cells);
		last = new LastWords(form, Prefs::get, Prefs::set);
		dialog = new LabelDialog(form, last.words(), texts::of, IJ.getInstance(), address -> IJ.runPlugIn("ij.plugin.BrowserLauncher", address));
		if (dialog.ask()) {
			take(dialog.words());
			return true;
		}
		macro.end(null); // as where ImageJ's own dialogs are cancelled
		closeDialog();
		return false;
	}

	private void take(final Map<String, String> words) {
		last.keep(words);
		ModuleWords.set(module(), words);
	}

	private void closeDialog() {
		if (texts != null)
			texts.close();
		if (dialog != null)
			dialog.close();
	}

	/** @return what it asks for */
	final Form form() {
		final String menu = getClass().getAnnotation(Plugin.class).menuPath();
		return Form.of(menu.substring(menu.lastIndexOf('>') + 1));
	}

	/** Writes what a dialog was given into the recorder. */
	final void record() {
		if (dialog != null)
			MacroRecord.add(form().command() + "...", form().forMacro(given()));
	}

	/** The words in the fields, by key. */
	final Map<String, String> given() {
		final Module module = module();
		final Map<String, String> words = new LinkedHashMap<>();
		for (final String key : form().keys())
			words.put(key, module.getInput(key) == null ? "" : module.getInput(key).toString());
		return words;
	}

	/** The words as a job, with the image in front for the case that no file is named. */
	static OptionsBuilder options(final Map<String, String> words) {
		return UpscaleWords.of(words).orImage(OpenImage::active);
	}

	/** The words as cells and labels, with the image in front for the case that no labels are named. */
	static CellWords cells(final Map<String, String> words) {
		return CellWords.of(words).orImage(OpenImage::active);
	}

	/** Ends the command because the job was stopped; the dialog will offer to go on with it. */
	final void stopped(final Message message) {
		offerToResume(message);
		stop(message.say(dialect()));
	}

	private void offerToResume(final Message message) {
		if (last != null)
			last.stopped(message.remedy());
	}

	/** Ends the command with a reason that is an error. In a macro that ends the macro, as errors in ImageJ do. */
	final void fail(final String message) {
		if (GraphicsEnvironment.isHeadless())
			logger.error(message);
		stop(message);
	}

	/** Ends the command because the user wants it, and with it the macro, whose next lines count on what is not there. */
	final void stop(final String message) {
		// NB: SciJava's window is as wide as its longest line.
		cancel(GraphicsEnvironment.isHeadless() ? message : PlanText.wrapped(message));
		macro.end(message);
	}

	/** Says something that is no error, in ImageJ's log window or, without a screen, on the terminal. */
	static void say(final String message) {
		IJ.log(message);
	}

	/** Says something about what is on the screen, below it. */
	static void sayBelow(final String message) {
		final Window front = GraphicsEnvironment.isHeadless() ? null : WindowManager.getCurrentWindow();
		say(message);
		if (front != null)
			front.toFront();
	}

	/** Shows a table that has been written, if it was asked for in a dialog. */
	final void showTable(final Path file) {
		if (!scripted)
			TableWindow.open(file).ifPresent(LabelCommand::say);
	}

	/** Shows a picture that has been written, if there is a screen, or a macro that keeps its images off it. */
	static void show(final Path file, final Picture picture) {
		if (!GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode())
			new ImagePlus(file.getFileName().toString(), picture.pixels()).show();
	}

	/** The parameters by name. */
	final Module module() {
		return new CommandModule(commands.getCommand(getClass()), this);
	}

	/** Says that a macro or a script gives the words, so that there is no dialog. */
	final void setScripted() {
		scripted = true;
		findMacro();
	}

	/** NB: a macro's own thread waits while SciJava runs the command in another. */
	private void findMacro() {
		macro = RunningMacro.find(threadService.getParent(Thread.currentThread()));
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
