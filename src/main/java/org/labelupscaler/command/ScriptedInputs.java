package org.labelupscaler.command;

import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.macro.MacroWords;
import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

/**
 * Keeps SciJava's dialogs out of macros and scripts. SciJava asks for every input that a macro or a script leaves out, with a dialog,
 * or, for a last file, with a file chooser, or, without a screen, takes what was entered last. Here, as in ImageJ, whoever
 * gives one word gives all: the others have their defaults. And the words of a macro are those that {@link MacroWords}
 * reads, the same as in plain ImageJ. Without words the command shows its own dialog, which is the same in plain ImageJ too.
 * Runs after SciJava has set the words of a macro and before anybody asks.
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.VERY_HIGH)
public final class ScriptedInputs extends AbstractPreprocessorPlugin {

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof LabelCommand command))
			return;
		final List<ModuleItem<?>> inputs = new ArrayList<>();
		for (final ModuleItem<?> input : module.getInfo().inputs())
			if (ModuleWords.isWord(input))
				inputs.add(input);
		final Optional<Map<String, String>> macro;
		try {
			macro = MacroWords.given(inputs.stream().map(ModuleItem::getName).toList());
		}
		catch (final InvalidInputException e) {
			command.setScripted();
			command.fail(e.say(command.dialect()));
			cancel(e.say(command.dialect()));
			return;
		}
		final boolean given = inputs.stream().anyMatch(input -> module.isInputResolved(input.getName()));
		if (GraphicsEnvironment.isHeadless() || macro.isPresent() || given) {
			command.setScripted();
			macro.ifPresent(words -> ModuleWords.set(module, words));
		}
		else if (!isAnswered(command)) {
			cancel(null);
			return;
		}
		for (final ModuleItem<?> input : module.getInfo().inputs())
			module.resolveInput(input.getName());
	}

	private static boolean isAnswered(final LabelCommand command) {
		try {
			return command.ask();
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			return false;
		}
	}
}
