package org.labelupscaler.command;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.imagej.OpenImage;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.OptionsBuilder;
import org.labelupscaler.words.UpscaleWords;
import org.scijava.module.Module;

/** A command that reads a label file, or the image in front, and shows what will come out while its fields are edited. */
abstract class SourceCommand extends LabelCommand {

	/** The input that is the text in the dialog. */
	private static final String PLAN = "plan";

	private PlanMessage message;

	/** @return whether it makes a container */
	abstract boolean writes();

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
			message = new PlanMessage(writes());
		String text;
		try {
			text = message.html(words());
		}
		catch (final InvalidInputException e) {
			text = message.html(e.say(dialect()));
		}
		module().setInput(PLAN, text);
	}

	/** The words in the fields, with the image in front for the case that no file is named. */
	final OptionsBuilder words() {
		final OptionsBuilder words = UpscaleWords.builder();
		final Module module = module();
		for (final OptionKey key : OptionKey.values())
			if (module.getInfo().getInput(key.key()) != null && module.getInput(key.key()) != null)
				words.set(key, module.getInput(key.key()).toString());
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
