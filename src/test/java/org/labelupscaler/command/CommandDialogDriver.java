package org.labelupscaler.command;

import static org.labelupscaler.dialog.DialogUser.check;
import static org.labelupscaler.dialog.DialogUser.dialogs;
import static org.labelupscaler.dialog.DialogUser.find;
import static org.labelupscaler.dialog.DialogUser.press;
import static org.labelupscaler.dialog.DialogUser.set;

import java.awt.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JTextArea;

import org.labelupscaler.dialog.DialogUser;
import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.task.TaskService;

import ij.ImageJ;
import ij.plugin.frame.Recorder;

/**
 * Plays the user of a command in a SciJava context with a screen, as in Fiji. Runs in a process of its own; ends with exit code 0 if all
 * went as it should.
 */
public final class CommandDialogDriver {

	private CommandDialogDriver() {}

	/** @param args a label file, and the container to make */
	public static void main(final String[] args) throws Exception {
		try {
			new ImageJ();
			final Recorder recorder = new Recorder();
			final CommandService commands = new Context(CommandService.class, TaskService.class, StatusService.class,
				LogService.class).service(CommandService.class);
			cancelled(commands, recorder);
			upscaled(commands, recorder, args[0], args[1]);
			System.out.println("As expected.");
			Runtime.getRuntime().halt(0);
		}
		catch (final Throwable e) {
			e.printStackTrace(System.out);
			Runtime.getRuntime().halt(1);
		}
	}

	/** A dialog that is cancelled ends the command without a word, and nothing is recorded. */
	private static void cancelled(final CommandService commands, final Recorder recorder) throws Exception {
		Recorder.setCommand("Upscale Labels...");
		final Future<CommandModule> running = commands.run(UpscaleLabels.class, true);
		press(dialog(), "Cancel");
		final CommandModule module = running.get(30, TimeUnit.SECONDS);
		check(module == null || module.isCanceled() || module.getInput("input") == null, "it ran");
		Recorder.saveCommand();
		check(!recorder.getText().contains("Upscale"), recorder.getText());
	}

	/** A dialog stays open with wrong words; right ones do the job and are recorded without empty keys. */
	private static void upscaled(final CommandService commands, final Recorder recorder, final String input, final String output)
		throws Exception
	{
		Recorder.setCommand("Upscale Labels...");
		final Future<CommandModule> running = commands.run(UpscaleLabels.class, true);
		final JDialog dialog = dialog();
		set(dialog, "input", input);
		set(dialog, "output", output);
		set(dialog, "factors", "0");
		press(dialog, "OK");
		final JTextArea text = find(dialog, JTextArea.class, area -> true);
		waitFor("red text", () -> text.getText().contains("factors: '0' must be above 0") && text.getForeground().getRed() > 128 && find(dialog,
			JButton.class, b -> b.getText().equals("OK")).isEnabled() ? true : null);
		check(dialog.isShowing() && !running.isDone() && !Files.exists(Path.of(output)), "it did not wait");
		set(dialog, "factors", "2");
		press(dialog, "OK");
		final CommandModule module = running.get(60, TimeUnit.SECONDS);
		check(!module.isCanceled(), module.getCancelReason());
		check(Files.exists(Path.of(output).resolve("attributes.json")), "nothing was written");
		waitFor("the dialog to close", () -> dialog.isShowing() ? null : true);
		// NB: what ImageJ2's recorder does next.
		for (final String key : module.getInputs().keySet())
			if (module.getInput(key) instanceof String word)
				Recorder.recordOption(key, word);
		Recorder.saveCommand();
		final List<String> lines = recorder.getText().lines().filter(line -> line.contains("Upscale")).toList();
		check(lines.equals(List.of("run(\"Upscale Labels...\", \"input=[" + input + "] output=[" + output + "] factors=2\");")), lines
			.toString());
		check(Arrays.stream(Window.getWindows()).noneMatch(w -> w instanceof ij.gui.MessageDialog && w.isShowing()), "the recorder complains");
	}

	private static <T> T waitFor(final String what, final Callable<T> condition) throws Exception {
		return DialogUser.waitFor(what, condition, () -> "");
	}

	private static JDialog dialog() throws Exception {
		return waitFor("dialog", () -> dialogs().stream().findFirst().orElse(null));
	}
}
