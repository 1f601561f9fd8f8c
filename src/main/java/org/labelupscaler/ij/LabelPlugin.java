package org.labelupscaler.ij;

import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

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
import org.labelupscaler.macro.MacroWords;
import org.labelupscaler.macro.RunningMacro;
import org.labelupscaler.source.imagej.OpenImage;
import org.labelupscaler.view.imagej.TableWindow;
import org.labelupscaler.view.window.Viewer;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.OptionsBuilder;
import org.labelupscaler.words.PlanText;
import org.labelupscaler.words.UpscaleWords;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import ij.util.Java2;

/**
 * What all plugins share: the words come from a macro or from a dialog, which stays open if they turn out wrong; whatever goes wrong is
 * said in plain words.
 */
abstract class LabelPlugin implements PlugIn {

	private final Form form;
	/** What was last typed into the dialog; null if a macro gives the words. */
	private LastWords last;

	LabelPlugin(final Form form) {
		// NB: plain ImageJ has no BigDataViewer.
		this.form = form == Form.UPSCALE || Viewer.hasBigDataViewer() ? form : form.initially("view", "stack");
	}

	/** Does it. The words have all keys, empty where nothing was given. */
	abstract void perform(Map<String, String> words, StatusBarProgress progress) throws InterruptedException;

	/** @return what the plugin asks for */
	final Form form() {
		return form;
	}

	@Override
	public final void run(final String arg) {
		try {
			final Optional<Map<String, String>> macro = MacroWords.given(form.keys());
			if (macro.isPresent())
				play(form.complete(macro.get()), new StatusBarProgress(null));
			else
				runDialog();
		}
		catch (final CancelledException e) {
			e.messages().forEach(this::offerToResume);
			IJ.showStatus(e.say(dialect()));
		}
		catch (final LabelUpscalerException e) {
			if (!MissingLibrary.report(form.command(), e))
				IJ.error(form.command(), PlanText.wrapped(e.say(dialect())));
		}
		catch (final OutOfMemoryError e) {
			IJ.error(form.command(), "Out of memory. Give ImageJ more memory (Edit > Options > Memory & Threads), or use smaller " +
				"blocks, fewer threads or a smaller picture.");
		}
		catch (final LinkageError e) {
			if (!MissingLibrary.report(form.command(), e))
				throw e;
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** How the user says settings: as in a macro, or as in a dialog. */
	final Remedy.Dialect dialect() {
		return last != null ? Remedy.Dialect.DIALOG : Remedy.Dialect.MACRO;
	}

	/** Says that a job was stopped; the dialog will offer to go on with it. */
	final void stopped(final Message message) {
		offerToResume(message);
		IJ.log(message.say(dialect()));
	}

	private void offerToResume(final Message message) {
		if (last != null)
			last.stopped(message.remedy());
	}

	private void runDialog() throws InterruptedException {
		last = new LastWords(form, Prefs::get, Prefs::set);
		MacroRecord.forget(); // until it is known what was wanted
		Java2.setSystemLookAndFeel();
		final LabelDialog[] shown = new LabelDialog[1];
		try (LiveTexts texts = new LiveTexts(form, () -> shown[0].refreshLater(), LabelPlugin::options,
			LabelPlugin::cells)) {
			try (LabelDialog dialog = new LabelDialog(form, last.words(), texts::of, IJ.getInstance(), address -> IJ.runPlugIn("ij.plugin.BrowserLauncher", address)))
			{
				shown[0] = dialog;
				runDialog(dialog, texts);
			}
		}
	}

	private void runDialog(final LabelDialog dialog, final LiveTexts texts) throws InterruptedException {
		while (dialog.ask()) {
			final Map<String, String> words = dialog.words();
			last.keep(words);
			try {
				play(form.complete(words), new StatusBarProgress(new StatusBarProgress.Shown() {

					@Override
					public void begun() {
						texts.close();
						dialog.close();
					}

					@Override
					public boolean cancelled() {
						return dialog.isCancelled();
					}
				}));
				MacroRecord.add(form.command() + "...", form.forMacro(words));
				return;
			}
			catch (final InvalidInputException e) {
				dialog.reject(e.say(dialect()));
			}
		}
		RunningMacro.find(Thread.currentThread()).end(null); // as where ImageJ's own dialogs are cancelled
	}

	private void play(final Map<String, String> words, final StatusBarProgress progress) throws InterruptedException {
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

	/** Shows a table that has been written, if it was asked for in a dialog. */
	final void showTable(final Path file) {
		if (last != null)
			TableWindow.open(file).ifPresent(IJ::log);
	}

	/** Says something about what is on the screen, below it. */
	static void sayBelow(final String message) {
		final var front = WindowManager.getCurrentWindow();
		IJ.log(message);
		if (front != null)
			front.toFront();
	}

	/** The words as options of a job, with the image in front if no file is named. */
	static OptionsBuilder options(final Map<String, String> words) {
		return UpscaleWords.of(words).orImage(OpenImage::active);
	}

	/** The words as cells and labels, with the image in front for the case that no labels are named. */
	static CellWords cells(final Map<String, String> words) {
		return CellWords.of(words).orImage(OpenImage::active);
	}
}
