package org.labelupscaler.dialog;

import java.awt.Color;
import java.awt.Insets;

import javax.swing.JComponent;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.UIManager;

import org.labelupscaler.words.LiveText;

/** The text of a dialog; what is wrong is red. Used by the thread of events. */
final class TextPanel {

	/** Dark enough to be read on white and on grey. */
	static final Color RED = new Color(0xB00020);

	private final JTextArea area;
	private final JScrollPane panel;
	private boolean wrong;

	/** @param lines so many are in sight */
	TextPanel(final int lines) {
		area = new JTextArea(lines, 60);
		area.setName("text");
		area.setEditable(false);
		area.setFocusable(true);
		area.setLineWrap(true);
		area.setWrapStyleWord(true);
		area.setFont(UIManager.getFont("TextField.font"));
		area.setBackground(UIManager.getColor("Panel.background"));
		area.setMargin(new Insets(4, 6, 4, 6));
		panel = new JScrollPane(area, JScrollPane.VERTICAL_SCROLLBAR_AS_NEEDED, JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
	}

	JComponent panel() {
		return panel;
	}

	void show(final LiveText text) {
		wrong = text.isWrong();
		area.setForeground(wrong ? RED : UIManager.getColor("TextArea.foreground"));
		if (!area.getText().equals(text.text())) {
			area.setText(text.text());
			area.setCaretPosition(0);
		}
	}

	boolean isWrong() {
		return wrong;
	}
}
