package org.labelupscaler.command;

import org.labelupscaler.words.OptionsBuilder;

/** A command that reads a label file, or the image in front. */
abstract class SourceCommand extends LabelCommand {

	/** The words in the fields, with the image in front for the case that no file is named. */
	final OptionsBuilder words() {
		return options(given());
	}
}
