package org.labelupscaler.ij;

import java.awt.Button;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.Label;
import java.awt.Menu;
import java.awt.MenuBar;
import java.awt.MenuItem;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.io.File;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

import javax.imageio.ImageIO;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.MessageDialog;
import ij.gui.MultiLineLabel;
import ij.gui.NewImage;
import ij.plugin.frame.Recorder;

/**
 * Plays the user of a plain ImageJ that has the plugin in its plugins folder. Runs in a process of its own, whose class
 * path has ImageJ but not the plugin. The first argument is what to play, the others are its files; ends with exit code 0
 * if all went as it should.
 */
public final class ImageJDriver {

	private static final long PATIENCE_MILLISECONDS = 60_000;

	private ImageJDriver() {}

	/** @param args what to play, and files */
	public static void main(final String[] args) throws Exception {
		try {
			new ImageJ();
			waitFor("ImageJ", () -> IJ.getInstance() != null && IJ.getInstance().isShowing() ? IJ.getInstance() : null);
			switch (args[0]) {
				case "menu" -> menu();
				case "dialog" -> dialog(args[1], args[2], args[3]);
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
		check(List.of("Upscale Labels...", "Preview Upscaled Labels...", "View Labels in BigDataViewer...",
			"Verify Upscaled Labels...", "Assign Cells to Regions...", "Chart Cells per Region...", "Project Cells over Regions...",
			"Write Cells as a Volume...", "Write Cells for Other Programs...")
			.equals(found), found.toString());
	}

	/** The dialog says what will happen, explains wrong words and keeps them, and records a line that does the same again. */
	private static void dialog(final String input, final String output, final String again) throws Exception {
		final Recorder recorder = new Recorder();
		IJ.doCommand("Upscale Labels...");
		GenericDialog dialog = waitForDialog();
		set(dialog, 0, input);
		set(dialog, 1, output);
		set(dialog, 2, "0");
		waitForText(dialog, "must be above 0");
		press(dialog.getButtons()[0]);
		final String error = closeMessage();
		check(error.contains("factors: '0' must be above 0"), error);
		check(!new File(output).exists(), "something was written");
		dialog = waitForDialog();
		check(field(dialog, 0).getText().equals(input), "the words were lost");
		check(field(dialog, 2).getText().equals("0"), "the words were lost");
		set(dialog, 2, "3,2,4");
		waitForText(dialog, "69 x 34 x 44 voxels of uint32");
		waitForText(dialog, " file");
		press(dialog.getButtons()[0]);
		waitForLog(output + " is complete.");
		final String line = waitFor("recorded line", () -> recorder.getText().contains("run(\"Upscale Labels...\"") ? recorder
			.getText().lines().filter(l -> l.startsWith("run(\"Upscale Labels...\"")).findFirst().orElse(null) : null);
		System.out.println("RECORDED " + line);
		check(line.contains("factors=3,2,4"), line);
		IJ.runMacro(line.replace(output.replace("\"", "\\\""), again));
		waitForLog(again + " is complete.");
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
		waitForLog("No difference.");
	}

	/** Esc stops the job soon. */
	private static void escape(final String input, final String output) throws Exception {
		IJ.doCommand("Upscale Labels...");
		final GenericDialog dialog = waitForDialog();
		set(dialog, 0, input);
		set(dialog, 1, output);
		set(dialog, 2, "8");
		set(dialog, dialog.getStringFields().indexOf(behind(dialog, "Block size")), "16");
		press(dialog.getButtons()[0]);
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
		waitForLog("1 of 2 cells lie outside the labels and are not shown. Check x, y, z, coordinates and pointsin.");
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

	private static void check(final boolean condition, final String what) {
		if (!condition)
			throw new AssertionError(what);
	}

	private static <T> T waitFor(final String what, final Callable<T> condition) throws Exception {
		final long end = System.currentTimeMillis() + PATIENCE_MILLISECONDS;
		while (System.currentTimeMillis() < end) {
			final T found = condition.call();
			if (found != null)
				return found;
			Thread.sleep(20);
		}
		throw new AssertionError("waited in vain for: " + what + "; log: " + IJ.getLog() + "; status: " + ImageJ
			.getStatusBarText());
	}

	private static GenericDialog waitForDialog() throws Exception {
		return waitFor("dialog", () -> Arrays.stream(Window.getWindows()).filter(w -> w instanceof GenericDialog && w
			.isShowing()).map(w -> (GenericDialog) w).findFirst().orElse(null));
	}

	private static void waitForText(final GenericDialog dialog, final String part) throws Exception {
		waitFor("'" + part + "' in the dialog", () -> text(dialog).contains(part) ? true : null);
	}

	private static void waitForLog(final String part) throws Exception {
		waitFor("'" + part + "' in the log", () -> IJ.getLog() != null && IJ.getLog().contains(part) ? true : null);
	}

	private static TextField field(final GenericDialog dialog, final int index) {
		return (TextField) dialog.getStringFields().get(index);
	}

	private static void set(final GenericDialog dialog, final int index, final String words) throws Exception {
		EventQueue.invokeAndWait(() -> field(dialog, index).setText(words));
	}

	/** The field behind a label that begins so. */
	private static TextField behind(final GenericDialog dialog, final String start) {
		String label = "";
		for (final Component component : components(dialog)) {
			if (component instanceof Label l)
				label = l.getText();
			if (component instanceof TextField field && label.startsWith(start))
				return field;
		}
		throw new AssertionError("no field " + start);
	}

	private static void press(final Button button) {
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
				press(button);
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

	private static List<Component> components(final Container container) {
		final List<Component> all = new ArrayList<>();
		for (final Component component : container.getComponents()) {
			all.add(component);
			if (component instanceof Container inner)
				all.addAll(components(inner));
		}
		return all;
	}

	private static void screenshot() throws Exception {
		final Rectangle screen = new Rectangle(new Frame().getToolkit().getScreenSize());
		ImageIO.write(new Robot().createScreenCapture(screen), "png", new File("imagej-driver.png"));
	}
}
