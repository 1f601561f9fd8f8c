package org.labelupscaler.dialog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Remedy;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.LiveCells;
import org.labelupscaler.words.LiveLook;
import org.labelupscaler.words.LivePlan;
import org.labelupscaler.words.LiveText;
import org.labelupscaler.words.LiveView;
import org.labelupscaler.words.OptionsBuilder;
import org.labelupscaler.words.PictureWords;
import org.labelupscaler.words.VerifyWords;

/** What the text of a dialog says. Used by the thread of events. */
public final class LiveTexts implements AutoCloseable {

	private final Form form;
	private final LivePlan plan;
	private final LiveLook look;
	private final Function<Map<String, String>, OptionsBuilder> options;
	private final Function<Map<String, String>, CellWords> cellWords;

	/**
	 * @param form the dialog
	 * @param changed called, in any thread, when there is more to say
	 * @param options makes a job of the words of a dialog
	 * @param cellWords makes cells and labels of them; called in any thread
	 */
	public LiveTexts(final Form form, final Runnable changed, final Function<Map<String, String>, OptionsBuilder> options,
		final Function<Map<String, String>, CellWords> cellWords)
	{
		this.form = form;
		this.options = options;
		this.cellWords = cellWords;
		plan = new LivePlan(changed);
		look = new LiveLook(changed);
	}

	/**
	 * @param words the words in the dialog
	 * @return what to say about them
	 */
	public LiveText of(final Map<String, String> words) {
		try {
			return switch (form.text()) {
				case CONTAINER -> plan.text(options.apply(words), true);
				case PREVIEW -> plan.text(options.apply(words), false);
				case CELLS -> look(words, "cells", List.of("input", "cells", "ontology", "pointsin"), "Name the list of cells, and the labels they lie in.",
					"Reading the cells and the labels …", stop -> LiveCells.look(cellWords.apply(words), stop));
				case VIEW -> look(words, "input", List.of("input", "ontology", "image", "cells", "pointsin"), "Name the labels to look at.",
					"Reading the labels …", stop -> LiveView.look(words, stop));
				case VERIFY -> look(words, "input", List.of("input", "source"), "Name what this program has written.", "Reading the job …",
					stop -> VerifyWords.of(key -> words.get(key.key())).look());
				case CHART -> look(words, "table", List.of(), "Name the table of regions that Assign Cells to Regions has written.",
					"Reading the table …", stop -> PictureWords.of(key -> words.get(key.key())).lookAtChart());
			};
		}
		catch (final InvalidInputException e) {
			return LiveText.wrong(e.say(Remedy.Dialect.DIALOG));
		}
	}

	/** Nothing is looked at before the main thing is named, or if anything is at an address. */
	private LiveText look(final Map<String, String> words, final String main, final List<String> places, final String ask, final String meanwhile,
		final LiveLook.Look what)
	{
		if (words.get(main).isEmpty())
			return LiveText.of(ask);
		return LiveLook.isAtAddress(places.stream().map(words::get).toList()) ? LiveLook.AT_ADDRESS : look.text(List.of(Map.copyOf(words), front(words)), meanwhile, what);
	}

	/** The image in front, if the cells lie in it. NB: another may come to the front while the words stay the same. */
	private Optional<?> front(final Map<String, String> words) {
		return form.text() == Form.Text.CELLS ? cellWords.apply(words).labels().image() : Optional.empty();
	}

	@Override
	public void close() {
		plan.close();
		look.close();
	}
}
