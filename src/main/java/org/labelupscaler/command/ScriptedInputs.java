package org.labelupscaler.command;

import java.awt.GraphicsEnvironment;
import java.io.File;

import org.scijava.ItemVisibility;
import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

/**
 * Keeps dialogs out of macros and scripts. SciJava asks for every input that a macro or a script leaves out, with a dialog,
 * or, for a last file, with a file chooser, or, without a screen, takes what was entered last. Here, as in ImageJ, whoever
 * gives one word gives all: the others have their defaults. Runs after the words of a macro are set and before anybody asks.
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.VERY_HIGH)
public final class ScriptedInputs extends AbstractPreprocessorPlugin {

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof LabelCommand command))
			return;
		boolean scripted = GraphicsEnvironment.isHeadless();
		for (final ModuleItem<?> input : module.getInfo().inputs())
			scripted |= isWord(input) && module.isInputResolved(input.getName());
		if (!scripted)
			return;
		command.setScripted();
		for (final ModuleItem<?> input : module.getInfo().inputs())
			module.resolveInput(input.getName());
	}

	/** NB: services are inputs too, and messages are resolved in every macro. */
	private static boolean isWord(final ModuleItem<?> input) {
		return input.getVisibility() != ItemVisibility.MESSAGE && (input.getType() == String.class || input
			.getType() == File.class);
	}
}
