package org.labelupscaler.dialog;

import java.awt.Color;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;

/** Fields in one or two columns. Used by the thread of events, but for {@link #words}. */
final class FieldPanel {

	private static final int LONG = 42;
	private static final int SHORT = 14;

	private final List<Field> fields;
	private final Map<String, JLabel> labels = new LinkedHashMap<>();
	private final Map<String, JComponent> inputs = new LinkedHashMap<>();
	private final Map<String, JButton> browse = new LinkedHashMap<>();
	private final JPanel panel = new JPanel(new GridBagLayout());
	private final Runnable changed;

	/**
	 * @param fields the fields
	 * @param words a word for each
	 * @param columns fields in a row
	 * @param changed called when a word has changed
	 */
	FieldPanel(final List<Field> fields, final Map<String, String> words, final int columns, final Runnable changed) {
		this.fields = fields;
		this.changed = changed;
		final int rows = (fields.size() + columns - 1) / columns;
		for (int i = 0; i < fields.size(); i++)
			// NB: one column after the other, so that what belongs together stands together.
			add(fields.get(i), words.getOrDefault(fields.get(i).key(), ""), i / rows * 3, i % rows, columns == 1 ? LONG : SHORT);
	}

	private void add(final Field field, final String word, final int x, final int y, final int length) {
		final JLabel label = new JLabel(field.label());
		final JComponent input = field.kind() == Field.Kind.CHOICE ? choice(field, word) : text(field, word, length);
		input.setName(field.key());
		label.setLabelFor(input);
		ToolTips.of(field).ifPresent(tip -> {
			label.setToolTipText(tip);
			input.setToolTipText(tip);
		});
		labels.put(field.key(), label);
		inputs.put(field.key(), input);
		final GridBagConstraints at = new GridBagConstraints();
		at.gridx = x;
		at.gridy = y;
		at.insets = new Insets(1, x == 0 ? 0 : 12, 1, 4);
		at.anchor = GridBagConstraints.LINE_END;
		panel.add(label, at);
		at.gridx = x + 1;
		at.insets = new Insets(1, 0, 1, 0);
		at.anchor = GridBagConstraints.LINE_START;
		at.fill = field.kind() == Field.Kind.CHOICE ? GridBagConstraints.NONE : GridBagConstraints.HORIZONTAL;
		at.weightx = 1;
		at.gridwidth = field.takesFiles() || field.kind() == Field.Kind.CHOICE ? 1 : 2;
		panel.add(input, at);
		if (!field.takesFiles())
			return;
		final JTextField text = (JTextField) input;
		FileDrop.onto(text);
		final JButton button = new JButton(length == LONG ? "Browse…" : "…");
		button.setMargin(new Insets(0, 4, 0, 4));
		button.addActionListener(e -> Browse.into(text, field.kind(), label.getText()));
		browse.put(field.key(), button);
		at.gridx = x + 2;
		at.gridwidth = 1;
		at.weightx = 0;
		at.insets = new Insets(1, 4, 1, 0);
		at.fill = GridBagConstraints.BOTH;
		panel.add(button, at);
	}

	private JComboBox<String> choice(final Field field, final String word) {
		final JComboBox<String> box = new JComboBox<>(field.choices().toArray(String[]::new));
		box.setSelectedItem(field.choices().contains(word) ? word : field.initial());
		box.addActionListener(e -> changed.run());
		return box;
	}

	private JTextField text(final Field field, final String word, final int length) {
		final JTextField text = new JTextField(word, length);
		text.getDocument().addDocumentListener(new DocumentListener() {

			@Override
			public void insertUpdate(final DocumentEvent e) {
				changed.run();
			}

			@Override
			public void removeUpdate(final DocumentEvent e) {
				changed.run();
			}

			@Override
			public void changedUpdate(final DocumentEvent e) {
				// only of styled texts
			}
		});
		return text;
	}

	JComponent panel() {
		return panel;
	}

	/** What stands in the fields, by key; a new map. */
	Map<String, String> words() {
		final Map<String, String> words = new LinkedHashMap<>();
		inputs.forEach((key, input) -> words.put(key, input instanceof JTextField text ? text.getText().strip() : ((JComboBox<?>) input)
			.getSelectedItem().toString()));
		return words;
	}

	/** Whether something else stands there than at first. */
	boolean isChanged() {
		final Map<String, String> words = words();
		return fields.stream().anyMatch(field -> !words.get(field.key()).equals(field.initial()));
	}

	/** Puts back what stands there at first. */
	void reset() {
		for (final Field field : fields) {
			if (inputs.get(field.key()) instanceof JTextField text)
				text.setText(field.initial());
			else
				((JComboBox<?>) inputs.get(field.key())).setSelectedItem(field.initial());
		}
	}

	void setEnabled(final boolean enabled) {
		inputs.values().forEach(input -> input.setEnabled(enabled));
		browse.values().forEach(button -> button.setEnabled(enabled));
	}

	/** Marks the fields that a problem speaks of, at the beginning of a line, by their file or as what to set; true if there are any. */
	boolean mark(final String problem) {
		boolean any = false;
		final Map<String, String> words = words();
		for (final Field field : fields) {
			final String key = field.key();
			final String said = field.name();
			final boolean meant = problem.lines().anyMatch(line -> line.replaceFirst(":.*", "").replace(" ", "").equals(key)) || problem.contains("set " + said + " to ") ||
				problem.contains(" " + said + ": ") || browse.containsKey(key) && problem.lines().anyMatch(line -> isAbout(line, words.get(key)));
			labels.get(key).setForeground(meant ? TextPanel.RED : defaultColor());
			any |= meant;
		}
		return any;
	}

	/** Whether a line begins with the name of a file that cannot be read, or is something else than it should be. */
	private static boolean isAbout(final String line, final String file) {
		final String rest = line.replaceFirst("^Cannot read ", "");
		return !file.isEmpty() && (rest.startsWith(file + ":") || rest.startsWith(file + " "));
	}

	private static Color defaultColor() {
		return javax.swing.UIManager.getColor("Label.foreground");
	}
}
