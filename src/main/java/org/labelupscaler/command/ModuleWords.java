package org.labelupscaler.command;

import java.io.File;
import java.util.Map;

import org.scijava.ItemVisibility;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;

/** The words of a user as inputs of a module. */
final class ModuleWords {

	private ModuleWords() {}

	/** Sets all inputs, those without a word to their defaults: SciJava may have found a key inside a path. */
	static void set(final Module module, final Map<String, String> words) {
		try {
			final Module fresh = module.getInfo().createModule();
			for (final ModuleItem<?> input : module.getInfo().inputs()) {
				if (!isWord(input))
					continue;
				final String name = input.getName();
				final String word = words.get(name);
				final Object path = word == null || word.isBlank() ? null : new File(word);
				module.setInput(name, word == null ? fresh.getInput(name) : input.getType() == File.class ? path : word);
			}
		}
		catch (final ModuleException e) {
			throw new IllegalStateException("every command can be made anew", e);
		}
	}

	/** NB: services are inputs too, and messages are resolved in every macro. */
	static boolean isWord(final ModuleItem<?> input) {
		return input.getVisibility() != ItemVisibility.MESSAGE && (input.getType() == String.class || input
			.getType() == File.class);
	}
}
