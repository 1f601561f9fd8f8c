package org.labelupscaler.ij;

import static org.labelupscaler.dialog.DialogUser.check;
import static org.labelupscaler.dialog.DialogUser.components;
import static org.labelupscaler.dialog.DialogUser.dialogs;
import static org.labelupscaler.dialog.DialogUser.find;
import static org.labelupscaler.dialog.DialogUser.press;
import static org.labelupscaler.dialog.DialogUser.set;

import java.awt.Button;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.Menu;
import java.awt.MenuBar;
import java.awt.MenuItem;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Window;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.io.File;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

import javax.imageio.ImageIO;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JDialog;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.JToggleButton;
import javax.swing.SwingUtilities;
import javax.swing.TransferHandler;

import org.labelupscaler.dialog.DialogUser;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.Prefs;
import ij.WindowManager;
import ij.gui.MessageDialog;
import ij.gui.MultiLineLabel;
import ij.gui.NewImage;
import ij.macro.Interpreter;
import ij.macro.MacroRunner;
import ij.plugin.frame.Recorder;

/**
 * Plays the user of a plain ImageJ that has the plugin in its plugins folder. Runs in a process of its own, whose class
 * path has ImageJ but not the plugin. The first argument is what to play, the others are its files; ends with exit code 0
 * if all went as it should.
 */
public final class ImageJDriver {

	private static final List<String> COMMANDS = List.of("Upscale Labels...", "Preview Upscaled Labels...",
		"View Labels in BigDataViewer...", "Verify Upscaled Labels...", "Assign Cells to Regions...", "Chart Cells per Region...",
		"Project Cells over Regions...", "Write Cells as a Volume...", "Write Cells for Other Programs...");

	private ImageJDriver() {}

	/** @param args what to play, and files */
	public static void main(final String[] args) throws Exception {
		try {
			new ImageJ();
			waitFor("ImageJ", () -> IJ.getInstance() != null && IJ.getInstance().isShowing() ? IJ.getInstance() : null);
			switch (args[0]) {
				case "menu" -> {
					menu();
					sizes();
				}
				case "typing" -> typing(args[1]);
				case "assign" -> assign(args[1], args[2]);
				case "dialog" -> dialog(args[1], args[2], args[3]);
				case "restarted" -> restarted(args[1]);
				case "image" -> image(args[1]);
				case "escape" -> escape(args[1], args[2]);
				case "stack" -> {
					stack(args[1], args[2], args[3]);
					cells(args[1], args[4]);
				}
				case "missing" -> missing(args[1], args[2]);
				default -> throw new IllegalArgumentException(args[0]);
			}
			System.out.println("As expected.");
			Runtime.getRuntime().halt(0);
		}
		catch (final Throwable e) {
			e.printStackTrace(System.out);
			screenshot();
			Runtime.getRuntime().halt(1);
		}
	}

	/** The menu has the entries. */
	private static void menu() {
		final MenuBar bar = IJ.getInstance().getMenuBar();
		final List<String> found = new ArrayList<>();
		for (int m = 0; m < bar.getMenuCount(); m++)
			if (bar.getMenu(m).getLabel().equals("Plugins"))
				for (int i = 0; i < bar.getMenu(m).getItemCount(); i++)
					if (bar.getMenu(m).getItem(i) instanceof Menu menu && menu.getLabel().equals("Label Upscaler"))
						for (int k = 0; k < menu.getItemCount(); k++)
							found.add(((MenuItem) menu.getItem(k)).getLabel());
		check(COMMANDS.equals(found), found.toString());
	}

	/** The dialog says what will happen, stays open with wrong words, and records a line that does the same again. */
	private static void dialog(final String input, final String output, final String again) throws Exception {
		final Recorder recorder = new Recorder();
		IJ.doCommand("Upscale Labels...");
		press(waitForDialog(), "Cancel");
		waitFor("the end of the dialog", () -> dialogs().isEmpty() ? true : null);
		Thread.sleep(500);
		check(!recorder.getText().contains("Upscale"), "a dialog that was cancelled is recorded: " + recorder.getText());
		final MacroRunner macro = new MacroRunner("run('Upscale Labels...'); print('the macro went on');");
		press(waitForDialog(), "Cancel");
		waitFor("the end of the macro", () -> Interpreter.getInstance() == null ? true : null);
		Thread.sleep(500);
		check(IJ.getLog() == null || !IJ.getLog().contains("went on"), macro + " went on after its dialog was cancelled");
		IJ.doCommand("Upscale Labels...");
		final JDialog dialog = waitForDialog();
		set(dialog, "input", input);
		set(dialog, "output", output);
		set(dialog, "factors", "0");
		waitForText(dialog, "must be above 0");
		field(dialog, "factors").requestFocus();
		waitFor("the focus", () -> field(dialog, "factors").isFocusOwner() ? true : null);
		press(dialog, "OK");
		waitFor("red text", () -> area(dialog).getForeground().getRed() > 128 && area(dialog).getText().contains(
			"factors: '0' must be above 0") && find(dialog, JButton.class, b -> b.getText().equals("OK")).isEnabled() ? true : null);
		check(dialog.isShowing(), "the dialog was closed");
		waitFor("the focus back in its field", () -> field(dialog, "factors").isFocusOwner() ? true : null);
		check(!new File(output).exists(), "something was written");
		check(field(dialog, "input").getText().equals(input), "the words were lost");
		check(field(dialog, "factors").getText().equals("0"), "the words were lost");
		set(dialog, "factors", "3,2,4");
		waitForText(dialog, "69 x 34 x 44 voxels of uint32");
		waitForText(dialog, " file");
		check(area(dialog).getForeground().getRed() < 128, "right words are red");
		press(dialog, "OK");
		waitForLog(output + " is complete.");
		final String line = waitFor("recorded line", () -> recorder.getText().contains("run(\"Upscale Labels...\"") ? recorder
			.getText().lines().filter(l -> l.startsWith("run(\"Upscale Labels...\"")).findFirst().orElse(null) : null);
		System.out.println("RECORDED " + line);
		check(line.endsWith("factors=3,2,4\");"), line);
		check(!line.contains("=]") && !line.contains("= "), "empty keys: " + line);
		waitFor("the table of labels", () -> WindowManager.getWindow(new File(output).getName() + ".labels.csv"));
		IJ.runMacro(line.replace(output.replace("\"", "\\\""), again));
		waitForLog(again + " is complete.");
		IJ.doCommand("Upscale Labels...");
		final JDialog next = waitForDialog();
		check(field(next, "input").getText().equals(input) && field(next, "factors").getText().equals("3,2,4"), "the last words are forgotten");
		waitForText(next, "exists already");
		press(next, "Cancel");
		Prefs.savePreferences(); // as when ImageJ is quit
	}

	/** A dialog has the words of the session before, and can be put back. */
	private static void restarted(final String input) throws Exception {
		IJ.doCommand("Upscale Labels...");
		final JDialog dialog = waitForDialog();
		check(field(dialog, "input").getText().equals(input) && field(dialog, "factors").getText().equals("3,2,4"),
			"the words of the last session are forgotten");
		press(dialog, "Reset");
		check(field(dialog, "input").getText().isEmpty() && field(dialog, "factors").getText().isEmpty(), "the fields are not put back");
		press(dialog, "Cancel");
	}

	/** Every dialog fits a laptop with its buttons, with and without what is behind the button "More". */
	private static void sizes() throws Exception {
		for (final String command : COMMANDS) {
			IJ.doCommand(command);
			final JDialog dialog = waitForDialog();
			checkFits(command, dialog);
			final JToggleButton more = find(dialog, JToggleButton.class, b -> b.getText().startsWith("More"));
			if (more.isVisible()) {
				EventQueue.invokeAndWait(more::doClick);
				waitFor("more fields", () -> more.getText().equals("Less") ? true : null);
				checkFits(command + " with more", dialog);
			}
			press(dialog, "Cancel");
			waitFor("the end of the dialog", () -> dialogs().isEmpty() ? true : null);
		}
	}

	private static void checkFits(final String what, final JDialog dialog) throws Exception {
		EventQueue.invokeAndWait(() -> {
			final Rectangle screen = new Rectangle(1366, 768);
			System.out.println("SIZE " + what + ": " + dialog.getWidth() + " x " + dialog.getHeight());
			check(screen.contains(dialog.getBounds()), what + " is at " + dialog.getBounds());
			final JButton ok = find(dialog, JButton.class, b -> b.getText().equals("OK"));
			check(dialog.getContentPane().getBounds().contains(SwingUtilities.convertRectangle(ok.getParent(), ok.getBounds(), dialog
				.getContentPane())), what + " hides its buttons");
			final JScrollPane page = find(dialog, JScrollPane.class, p -> !(p.getViewport().getView() instanceof JTextArea));
			check(!page.getHorizontalScrollBar().isVisible() && !page.getVerticalScrollBar().isVisible(), what + " has to be scrolled");
		});
	}

	/** Fast typing into a field of a file loses nothing; a file that is dropped is there by its path. */
	private static void typing(final String input) throws Exception {
		IJ.doCommand("Upscale Labels...");
		final JDialog dialog = waitForDialog();
		final String path = "/an/address/of/a/file/in/a/folder/of/folders/a.nrrd";
		final JTextField field = field(dialog, "input");
		for (int pause = 2; pause <= 32; pause *= 2) {
			set(dialog, "input", "");
			for (int i = 0; i < path.length(); i++) {
				final char key = path.charAt(i);
				EventQueue.invokeLater(() -> field.dispatchEvent(new KeyEvent(field, KeyEvent.KEY_TYPED, System.currentTimeMillis(), 0,
					KeyEvent.VK_UNDEFINED, key)));
				Thread.sleep(pause);
			}
			Thread.sleep(400);
			check(field.getText().equals(path), "with a key each " + pause + " ms it is " + field.getText());
		}
		EventQueue.invokeAndWait(() -> field.getTransferHandler().importData(new TransferHandler.TransferSupport(field, new Dropped(new File(
			input)))));
		check(field.getText().equals(input), "what was dropped is " + field.getText());
		set(dialog, "factors", "2");
		waitForText(dialog, "Source: ");
		press(dialog, "Cancel");
	}

	/** A file as file managers drop it. */
	private record Dropped(File file) implements Transferable {

		@Override
		public DataFlavor[] getTransferDataFlavors() {
			return new DataFlavor[] { DataFlavor.javaFileListFlavor };
		}

		@Override
		public boolean isDataFlavorSupported(final DataFlavor flavor) {
			return flavor.equals(DataFlavor.javaFileListFlavor);
		}

		@Override
		public Object getTransferData(final DataFlavor flavor) {
			return List.of(file);
		}
	}

	/** The dialog about cells says how they are understood; what comes out is a table, and the recorder opens no window. */
	private static void assign(final String input, final String cells) throws Exception {
		final Recorder recorder = new Recorder();
		IJ.doCommand("Assign Cells to Regions...");
		final JDialog dialog = waitForDialog();
		waitForText(dialog, "Name the list of cells");
		set(dialog, "input", input);
		set(dialog, "cells", cells);
		waitForText(dialog, "columns x, y, z");
		waitForText(dialog, "2 cells");
		waitForText(dialog, "lies in voxel 1, 2, 3: ");
		waitForText(dialog, "outside the labels");
		set(dialog, "x", "x");
		set(dialog, "y", "y");
		set(dialog, "ontology", new File(cells).getParent() + "/no ontology.csv");
		waitForText(dialog, "no ontology.csv");
		set(dialog, "ontology", "");
		waitForText(dialog, "2 cells");
		press(dialog, "OK");
		waitForLog("Done: ");
		waitFor("the table of regions", () -> WindowManager.getWindow(new File(cells).getName().replace(".csv", "-regions.csv")));
		waitFor("recorded line", () -> recorder.getText().contains(" y=y\");") ? true : null);
		check(Arrays.stream(Window.getWindows()).noneMatch(w -> w instanceof MessageDialog && w.isShowing()), "the recorder complains");
	}

	/** Without a file it is the image in front that is upscaled. */
	private static void image(final String output) throws Exception {
		final ImagePlus image = NewImage.createShortImage("labels", 7, 5, 3, NewImage.FILL_BLACK);
		for (int z = 1; z <= 3; z++)
			for (int y = 0; y < 5; y++)
				for (int x = 0; x < 7; x++)
					image.getStack().getProcessor(z).set(x, y, 1000 * z + 10 * y + x);
		image.getCalibration().pixelWidth = 2.5;
		image.getCalibration().setUnit("micron");
		image.show();
		IJ.run("Upscale Labels...", "output=[" + output + "] factors=2 block=16");
		waitForLog(output + " is complete.");
		IJ.run("Verify Upscaled Labels...", "input=[" + output + "] blocks=all");
		waitForLog("No difference: ");
	}

	/** Esc stops the job soon. */
	private static void escape(final String input, final String output) throws Exception {
		IJ.doCommand("Upscale Labels...");
		final JDialog dialog = waitForDialog();
		set(dialog, "input", input);
		set(dialog, "output", output);
		set(dialog, "factors", "8");
		set(dialog, "block", "16");
		press(dialog, "OK");
		waitFor("progress", () -> ImageJ.getStatusBarText().contains(" blocks, ") && !ImageJ.getStatusBarText().startsWith("0 ")
			? true : null);
		System.out.println("STATUS " + ImageJ.getStatusBarText());
		final long start = System.nanoTime();
		EventQueue.invokeLater(() -> IJ.getInstance().keyPressed(new KeyEvent(IJ.getInstance(), KeyEvent.KEY_PRESSED, System
			.currentTimeMillis(), 0, KeyEvent.VK_ESCAPE, KeyEvent.CHAR_UNDEFINED)));
		waitForLog("Existing: resume");
		final double seconds = (System.nanoTime() - start) / 1e9;
		System.out.println("STOPPED after " + seconds + " s");
		check(seconds < 2, "it took " + seconds + " s");
		IJ.doCommand("Upscale Labels...");
		final JDialog next = waitForDialog();
		check("resume".equals(find(next, JComboBox.class, box -> "existing".equals(box.getName())).getSelectedItem()), "it does not offer to resume");
		press(next, "Cancel");
	}

	/** The virtual stack has colours, and the id under the cursor is right. */
	private static void stack(final String container, final String label, final String nextLabel) throws Exception {
		IJ.run("View Labels in BigDataViewer...", "input=[" + container + "] view=bdv");
		waitForLog("BigDataViewer is not installed here");
		final ImagePlus image = waitFor("image", WindowManager::getCurrentImage);
		check(image.getStack().isVirtual() && image.getStack() instanceof ImageStack, "no virtual stack");
		image.setSlice(1);
		image.mouseMoved(0, 0);
		check(ImageJ.getStatusBarText().contains("label=" + label), ImageJ.getStatusBarText());
		image.mouseMoved(4, 0);
		check(ImageJ.getStatusBarText().contains("label=" + nextLabel), ImageJ.getStatusBarText());
		final int color = image.getProcessor().get(0, 0);
		check((color & 0xFFFFFF) != 0, "background");
		check(color == image.getProcessor().get(3, 3) && color != image.getProcessor().get(4, 0), "colours do not follow ids");
		image.close();
	}

	/** A cell is a dot over its label, in the slice it lies in; the labels are darker. */
	private static void cells(final String container, final String cells) throws Exception {
		IJ.run("View Labels in BigDataViewer...", "input=[" + container + "] view=stack");
		final ImagePlus plain = waitFor("image", WindowManager::getCurrentImage);
		plain.setSlice(3);
		final int color = plain.getProcessor().get(5, 2) & 0xFFFFFF;
		plain.close();
		IJ.run("View Labels in BigDataViewer...", "input=[" + container + "] view=stack cells=[" + cells + "]");
		waitForLog("Many cells are outside. In voxels of the labels most lie at x ");
		waitForLog("1 of 2 cells lie outside the labels and are not shown.");
		final ImagePlus image = waitFor("image", WindowManager::getCurrentImage);
		image.setSlice(3);
		final int dot = image.getProcessor().get(5, 2) & 0xFFFFFF;
		final int dark = image.getProcessor().get(7, 0) & 0xFFFFFF;
		for (int shift = 0; shift < 24; shift += 8) {
			final int channel = color >> shift & 0xFF;
			check((dot >> shift & 0xFF) == channel + (255 - channel) * 80 / 256, "the dot is " + Integer.toHexString(dot));
			check((dark >> shift & 0xFF) == channel / 2, "the label is " + Integer.toHexString(dark));
		}
		image.close();
	}

	/** A library that is not there is named. */
	private static void missing(final String input, final String output) throws Exception {
		new Thread(() -> IJ.run("Upscale Labels...", "input=[" + input + "] output=[" + output + "] factors=2")).start();
		final String message = closeMessage();
		check(message.contains("The library gson is missing"), message);
	}

	private static <T> T waitFor(final String what, final Callable<T> condition) throws Exception {
		return DialogUser.waitFor(what, condition, () -> "; log: " + IJ.getLog() + "; status: " + ImageJ.getStatusBarText());
	}

	private static JDialog waitForDialog() throws Exception {
		return waitFor("dialog", () -> dialogs().stream().findFirst().orElse(null));
	}

	private static JTextArea area(final JDialog dialog) {
		return find(dialog, JTextArea.class, area -> true);
	}

	private static void waitForText(final JDialog dialog, final String part) throws Exception {
		waitFor("'" + part + "' in the dialog", () -> area(dialog).getText().contains(part) ? true : null);
	}

	private static void waitForLog(final String part) throws Exception {
		waitFor("'" + part + "' in the log", () -> IJ.getLog() != null && IJ.getLog().contains(part) ? true : null);
	}

	private static JTextField field(final JDialog dialog, final String key) {
		return find(dialog, JTextField.class, field -> key.equals(field.getName()));
	}

	private static void pressButton(final Button button) {
		EventQueue.invokeLater(() -> button.dispatchEvent(new ActionEvent(button, ActionEvent.ACTION_PERFORMED, button
			.getLabel())));
	}

	/** What a message window says; closes it. */
	private static String closeMessage() throws Exception {
		final MessageDialog message = waitFor("message", () -> Arrays.stream(Window.getWindows()).filter(
			w -> w instanceof MessageDialog && w.isShowing()).map(w -> (MessageDialog) w).findFirst().orElse(null));
		final String text = text(message);
		for (final Component component : components(message))
			if (component instanceof Button button)
				pressButton(button);
		return text;
	}

	/** The lines of all multi-line labels. */
	private static String text(final Container container) throws Exception {
		final StringBuilder text = new StringBuilder();
		for (final Component component : components(container))
			if (component instanceof MultiLineLabel) {
				final Field lines = MultiLineLabel.class.getDeclaredField("lines");
				lines.setAccessible(true);
				text.append(String.join(" ", (String[]) lines.get(component)).replaceAll(" +", " "));
			}
		return text.toString();
	}

	private static void screenshot() throws Exception {
		final Rectangle screen = new Rectangle(new Frame().getToolkit().getScreenSize());
		ImageIO.write(new Robot().createScreenCapture(screen), "png", new File("imagej-driver.png"));
	}
}
