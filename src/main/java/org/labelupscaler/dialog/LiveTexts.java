package org.labelupscaler.dialog;

import java.util.Map;
import java.util.function.Function;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Remedy;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.LiveCells;
import org.labelupscaler.words.LivePlan;
import org.labelupscaler.words.LiveText;
import org.labelupscaler.words.OptionsBuilder;

/** What the text of a dialog says. Used by the thread of events. */
public final class LiveTexts implements AutoCloseable {

	private final Form form;
	private final LivePlan plan;
	private final LiveCells cells;
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
		cells = new LiveCells(changed);
	}

	/**
	 * @param words the words in the dialog
	 * @return what to say about them
	 */
	public LiveText of(final Map<String, String> words) {
		try {
			return switch (form.text()) {
				case ERRORS -> LiveText.NONE;
				case CONTAINER -> plan.text(options.apply(words), true);
				case PREVIEW -> plan.text(options.apply(words), false);
				case CELLS -> words.get("cells").isEmpty() ? LiveText.of("Name the list of cells, and the labels they lie in.") : cells.text(words,
					() -> cellWords.apply(words));
			};
		}
		catch (final InvalidInputException e) {
			return LiveText.wrong(e.say(Remedy.Dialect.DIALOG));
		}
	}

	@Override
	public void close() {
		plan.close();
		cells.close();
	}
}
