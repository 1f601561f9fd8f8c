package org.labelupscaler.command;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPostprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.plugin.Plugin;

/**
 * Writes what a dialog was given into ImageJ's recorder, as in plain ImageJ. Runs before that of ImageJ2, for which nothing is left then:
 * it would find y= in ontology=, open a window about that, and record empty words.
 */
@Plugin(type = PostprocessorPlugin.class, priority = Priority.VERY_HIGH)
public final class DialogRecorder extends AbstractPostprocessorPlugin {

	@Override
	public void process(final Module module) {
		if (module.getDelegateObject() instanceof LabelCommand command)
			command.record();
	}
}
