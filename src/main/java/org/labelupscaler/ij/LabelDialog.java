package org.labelupscaler.ij;

import java.awt.Choice;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.TextField;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.PictureKey;
import org.labelupscaler.words.PlanText;

import ij.gui.GenericDialog;
import ij.gui.MultiLineLabel;

/** A dialog of fields, with a text below that follows what is entered. */
final class LabelDialog {

	private static final int COLUMNS = 40;
	private static final int LINES = 12;
	/** The text follows what decides it, so that it is in sight where a dialog is too long for the screen. */
	private static final Field LAST_ABOVE = Field.of(OptionKey.MATCH);
	/** Fields that stand beside the one before them, so that a dialog is not too long for the screen of a laptop. */
	private static final Set<Field> BESIDE = Stream.concat(Stream.of(OptionKey.SIZE, OptionKey.UNIT, OptionKey.CROP,
		OptionKey.REGIONS, OptionKey.OFFSET, OptionKey.FORMAT, OptionKey.BLOCK, OptionKey.EXISTING, OptionKey.THREADS, OptionKey.RAW).map(Field::of),
		Stream.of(CellKey.Y, CellKey.COORDINATES, CellKey.ZERO, CellKey.BADROWS, PictureKey.LEAST, PictureKey.LOG, PictureKey.GAUSS).map(
			Field::of)).collect(Collectors.toSet());

	private final List<Field> fields;
	private final Function<Map<String, String>, String> text;
	private final GenericDialog dialog;
	private final Component message;

	/**
	 * @param title the command
	 * @param fields what to ask for
	 * @param words what stands in the fields, by key
	 * @param text what to say about the words in the dialog; null to say nothing
	 */
	LabelDialog(final String title, final List<Field> fields, final Map<String, String> words,
		final Function<Map<String, String>, String> text)
	{
		this.fields = fields;
		this.text = text;
		dialog = new GenericDialog(title);
		final Field last = fields.stream().filter(LAST_ABOVE::equals).findFirst().orElse(fields.get(fields.size() - 1));
		Component shown = null;
		for (final Field field : fields) {
			final String value = words.getOrDefault(field.key(), field.initial());
			if (BESIDE.contains(field)) {
				makeRoom();
				dialog.addToSameRow();
			}
			switch (field.kind()) {
				case TEXT -> dialog.addStringField(field.label(), value, field.equals(Field.OUTPUT) ? COLUMNS : COLUMNS / 2);
				case FILE -> dialog.addFileField(field.label(), value, COLUMNS);
				case FOLDER -> dialog.addDirectoryField(field.label(), value, COLUMNS);
				case CHOICE -> dialog.addChoice(field.label(), field.choices().toArray(String[]::new), value);
			}
			if (text != null && field.equals(last)) {
				// NB: as large as it may become, for the window does not grow later.
				dialog.addMessage(("m".repeat(PlanText.WIDTH * 2 / 3) + "\n").repeat(LINES));
				shown = dialog.getMessage();
			}
		}
		message = shown;
		dialog.addDialogListener((changed, event) -> {
			refresh();
			return true;
		});
		dialog.setOKLabel("OK");
	}

	/** NB: ImageJ gives a text field the rest of its row. */
	private void makeRoom() {
		final Component before = dialog.getComponent(dialog.getComponentCount() - 1);
		if (dialog.getLayout() instanceof GridBagLayout layout) {
			final GridBagConstraints constraints = layout.getConstraints(before);
			constraints.gridwidth = 1;
			layout.setConstraints(before, constraints);
		}
	}

	/** Shows the dialog until it is closed. False if it was cancelled. */
	boolean show() {
		dialog.addWindowListener(new WindowAdapter() {

			@Override
			public void windowOpened(final WindowEvent e) {
				refresh();
			}
		});
		dialog.showDialog();
		return dialog.wasOKed();
	}

	/** Puts the text on the screen anew, from any thread. */
	void refreshLater() {
		EventQueue.invokeLater(this::refresh);
	}

	private void refresh() {
		// NB: not before the window has got its size.
		if (message instanceof MultiLineLabel label && dialog.isShowing())
			label.setText(padded(PlanText.wrapped(text.apply(words()))));
	}

	/** As many lines as there is room for, so that the label keeps its size. */
	private static String padded(final String lines) {
		return lines + "\n ".repeat(Math.max(0, LINES - (int) lines.lines().count()));
	}

	/** The words in the fields, by key. */
	Map<String, String> words() {
		final Iterator<?> texts = iterator(dialog.getStringFields());
		final Iterator<?> choices = iterator(dialog.getChoices());
		final Map<String, String> words = new LinkedHashMap<>();
		for (final Field field : fields)
			switch (field.kind()) {
				case TEXT, FILE, FOLDER -> words.put(field.key(), ((TextField) texts.next()).getText().strip());
				case CHOICE -> words.put(field.key(), ((Choice) choices.next()).getSelectedItem());
			}
		return words;
	}

	private static Iterator<?> iterator(final List<?> list) {
		return list == null ? List.of().iterator() : list.iterator();
	}
}
