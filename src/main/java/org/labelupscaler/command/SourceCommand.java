package org.labelupscaler.command;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.imagej.OpenImage;
import org.labelupscaler.upscale.OptionsBuilder;
import org.labelupscaler.upscale.UpscaleOptions;

/** A command that reads a label file, or the image in front, and shows what will come out while its fields are edited. */
abstract class SourceCommand extends LabelCommand {

	private PlanMessage message;

	/** @return the words in the fields; no image */
	abstract OptionsBuilder words();

	/** @return whether it makes a container */
	abstract boolean writes();

	/** @param text what the dialog says */
	abstract void setPlan(String text);

	/** Called by SciJava before a dialog is shown. */
	protected final void initialize() {
		restore();
		describe();
	}

	/** Called by SciJava when a field of the dialog has changed. */
	protected final void describe() {
		if (isScripted())
			return;
		if (message == null)
			message = new PlanMessage();
		try {
			setPlan(message.html(complete(), writes()));
		}
		catch (final InvalidInputException e) {
			setPlan(e.getMessage());
		}
	}

	/** The words, with the image in front for the case that no file is named. */
	final OptionsBuilder complete() {
		final OptionsBuilder words = words();
		return words.hasSource() ? words : words.image(OpenImage.active().orElse(null));
	}

	final void closeMessage() {
		if (message != null)
			message.close();
		message = null;
	}

	@Override
	public final void cancel(final String reason) {
		closeMessage();
		super.cancel(reason);
	}
}
