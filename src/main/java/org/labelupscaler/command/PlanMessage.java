package org.labelupscaler.command;

import java.awt.Component;
import java.awt.Container;
import java.awt.Window;
import java.util.concurrent.atomic.AtomicInteger;

import javax.swing.JEditorPane;
import javax.swing.SwingUtilities;

import org.labelupscaler.words.LivePlan;
import org.labelupscaler.words.OptionsBuilder;

/**
 * The message in a dialog that says what will happen. SciJava puts a message on the screen when a field has changed, and
 * not at other times; so what is known later is put into the dialog's message component directly.
 */
final class PlanMessage implements AutoCloseable {

	private static final AtomicInteger NUMBERS = new AtomicInteger();
	/** So many lines are kept free, since the dialog does not grow. */
	private static final int LINES = 7;

	/** In the message of this dialog, and of no other. */
	private final String mark = "<!-- label upscaler " + NUMBERS.incrementAndGet() + " -->";
	private final LivePlan plan = new LivePlan(this::refresh);
	private final boolean writes;
	private volatile OptionsBuilder last;

	/** @param writes whether the command makes a container */
	PlanMessage(final boolean writes) {
		this.writes = writes;
	}

	/** The message for the words in the dialog. */
	String html(final OptionsBuilder words) {
		last = words;
		return html(plan.text(words, writes));
	}

	/** A message. */
	String html(final String text) {
		final String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
		final int missing = Math.max(0, LINES - (int) text.lines().count());
		return "<html>" + mark + "<table width=440 cellpadding=0 cellspacing=0><tr><td>" + escaped.replace("\n", "<br>") +
			"<br>&nbsp;".repeat(missing) + "</td></tr></table></html>";
	}

	private void refresh() {
		SwingUtilities.invokeLater(() -> {
			final String html = html(plan.text(last, writes));
			for (final Window window : Window.getWindows())
				if (window.isShowing())
					refresh(window, html);
		});
	}

	private void refresh(final Container container, final String html) {
		for (final Component component : container.getComponents())
			if (component instanceof JEditorPane pane && pane.getText().contains(mark))
				pane.setText(html);
			else if (component instanceof Container inner)
				refresh(inner, html);
	}

	@Override
	public void close() {
		plan.close();
	}
}
