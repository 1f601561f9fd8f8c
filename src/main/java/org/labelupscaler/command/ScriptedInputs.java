package org.labelupscaler.command;

import java.awt.GraphicsEnvironment;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.upscale.MacroOptions;
import org.scijava.ItemVisibility;
import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

import ij.Macro;

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
		final Optional<String> wrong = unknownWord(module);
		if (wrong.isPresent()) {
			command.fail(wrong.get());
			cancel(wrong.get());
			return;
		}
		for (final ModuleItem<?> input : module.getInfo().inputs())
			module.resolveInput(input.getName());
	}

	/** What is wrong with the keys of a macro; SciJava takes no notice of keys that it does not know. */
	private static Optional<String> unknownWord(final Module module) {
		final String macro = Macro.getOptions();
		if (macro == null)
			return Optional.empty();
		try {
			final List<String> keys = new ArrayList<>();
			for (final ModuleItem<?> input : module.getInfo().inputs())
				if (isWord(input))
					keys.add(input.getName());
			MacroOptions.checkKeys(MacroOptions.parse(macro), keys);
			return Optional.empty();
		}
		catch (final InvalidInputException e) {
			return Optional.of(e.getMessage());
		}
	}

	/** NB: services are inputs too, and messages are resolved in every macro. */
	private static boolean isWord(final ModuleItem<?> input) {
		return input.getVisibility() != ItemVisibility.MESSAGE && (input.getType() == String.class || input
			.getType() == File.class);
	}
}
