package org.labelupscaler.dialog;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.Toolkit;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JToggleButton;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;

import org.labelupscaler.words.LiveText;

/**
 * A dialog of fields, with a text below that follows what is entered. It stays open while the words are looked at, so that whoever is
 * wrong need not type them again. Other windows stay usable, for example to bring an image to the front.
 */
public final class LabelDialog implements AutoCloseable {

	private static final int GAP = 8;
	/** Milliseconds without a key after which the text follows. */
	private static final int PAUSE = 120;

	private final Form form;
	private final Function<Map<String, String>, LiveText> text;
	private final BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();
	private final javax.swing.Timer pause = new javax.swing.Timer(PAUSE, e -> refresh());
	private JDialog window;
	private FieldPanel first;
	private FieldPanel others;
	private TextPanel message;
	private JToggleButton more;
	private JButton ok;
	private JButton reset;
	private JScrollPane scroll;
	/** What had the keys when the words were handed over; null if nothing had. */
	private Component focus;
	private volatile boolean cancelled;
	/** Whether anything was typed; only touched by the thread of events. */
	private boolean touched;
	/** Whether anything was typed since words were rejected. */
	private boolean changedSince;

	/**
	 * @param form what to ask for
	 * @param words what stands in the fields at first, by key
	 * @param text what to say about the words in the dialog; called in the thread of events
	 * @param owner the window it stays above; null for none
	 * @param help opens an address
	 */
	public LabelDialog(final Form form, final Map<String, String> words, final Function<Map<String, String>, LiveText> text,
		final Frame owner, final Consumer<String> help)
	{
		this.form = form;
		this.text = text;
		inEvents(() -> build(words, owner, help));
	}

	private void build(final Map<String, String> words, final Frame owner, final Consumer<String> help) {
		pause.setRepeats(false);
		window = new JDialog(owner, form.command());
		window.setDefaultCloseOperation(JDialog.DO_NOTHING_ON_CLOSE);
		window.addWindowListener(new WindowAdapter() {

			@Override
			public void windowClosing(final WindowEvent e) {
				answer(false);
			}

			@Override
			public void windowActivated(final WindowEvent e) {
				// NB: another image may have come to the front.
				pause.restart();
			}
		});
		final Runnable changed = () -> {
			touched = true;
			changedSince = true;
			pause.restart();
		};
		final Map<String, String> all = form.complete(words);
		first = new FieldPanel(form.fields().subList(0, form.first()), all, 1, changed);
		others = new FieldPanel(form.fields().subList(form.first(), form.fields().size()), all, 2, changed);
		message = new TextPanel(switch (form.text()) {
			case VERIFY, CHART -> 4;
			case CONTAINER, PREVIEW -> 7;
			case CELLS, VIEW -> 9;
		});
		final JPanel page = new JPanel();
		page.setLayout(new BoxLayout(page, BoxLayout.Y_AXIS));
		for (final JComponent part : new JComponent[] { first.panel(), others.panel() }) {
			part.setAlignmentX(Component.LEFT_ALIGNMENT);
			page.add(part);
		}
		others.panel().setBorder(BorderFactory.createEmptyBorder(GAP, 0, 0, 0));
		others.panel().setVisible(false);
		scroll = new JScrollPane(page, JScrollPane.VERTICAL_SCROLLBAR_AS_NEEDED, JScrollPane.HORIZONTAL_SCROLLBAR_AS_NEEDED);
		scroll.setBorder(BorderFactory.createEmptyBorder());
		scroll.getVerticalScrollBar().setUnitIncrement(GAP * 2);
		final JPanel below = new JPanel(new BorderLayout(0, GAP));
		below.add(message.panel(), BorderLayout.CENTER);
		below.add(buttons(help), BorderLayout.SOUTH);
		final JPanel content = new JPanel(new BorderLayout(0, GAP));
		content.setBorder(BorderFactory.createEmptyBorder(GAP, GAP, GAP, GAP));
		content.add(scroll, BorderLayout.CENTER);
		content.add(below, BorderLayout.SOUTH);
		window.setContentPane(content);
		if (others.isChanged())
			more.setSelected(true);
		showOthers();
		OnScreen.center(window, scroll);
	}

	private JPanel buttons(final Consumer<String> help) {
		more = new JToggleButton("More…");
		more.setToolTipText("All other fields, which can stay as they are");
		more.addActionListener(e -> showOthers());
		more.setVisible(form.fields().size() > form.first());
		ok = new JButton("OK");
		ok.addActionListener(e -> answer(true));
		final JButton cancel = new JButton("Cancel");
		cancel.addActionListener(e -> answer(false));
		final JButton guide = new JButton("Help");
		guide.setToolTipText("Opens the guide's page about this dialog");
		guide.addActionListener(e -> help.accept(form.guide()));
		reset = new JButton("Reset");
		reset.setToolTipText("All fields as they were before anybody typed");
		reset.addActionListener(e -> {
			first.reset();
			others.reset();
			touched = false;
		});
		final JPanel row = new JPanel();
		row.setLayout(new BoxLayout(row, BoxLayout.X_AXIS));
		row.add(more);
		row.add(Box.createHorizontalStrut(more.isVisible() ? GAP : 0));
		row.add(reset);
		row.add(Box.createHorizontalGlue());
		for (final JButton button : new JButton[] { guide, cancel, ok }) {
			row.add(Box.createHorizontalStrut(GAP));
			row.add(button);
		}
		window.getRootPane().setDefaultButton(ok);
		window.getRootPane().getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0), "cancel");
		window.getRootPane().getActionMap().put("cancel", new AbstractAction() {

			private static final long serialVersionUID = 1L;

			@Override
			public void actionPerformed(final ActionEvent e) {
				answer(false);
			}
		});
		return row;
	}

	private void showOthers() {
		others.panel().setVisible(more.isSelected());
		more.setText(more.isSelected() ? "Less" : "More…");
		window.pack();
		OnScreen.fit(window, scroll);
	}

	private void answer(final boolean accepted) {
		if (!ok.isEnabled()) {
			// NB: the words are being looked at, or the job has begun.
			cancelled |= !accepted;
			return;
		}
		pause.stop();
		if (accepted) {
			setBusy(true);
			message.show(LiveText.of("Reading what is named …"));
		}
		if (!accepted || window.isModal())
			window.setVisible(false);
		answers.add(accepted);
	}

	private void setBusy(final boolean busy) {
		if (busy)
			focus = window.getFocusOwner();
		ok.setEnabled(!busy);
		reset.setEnabled(!busy);
		first.setEnabled(!busy);
		others.setEnabled(!busy);
		// NB: what is disabled hands the keys to the text below, where nothing can be typed.
		if (!busy && focus != null) {
			focus.requestFocusInWindow();
			focus = null;
		}
	}

	/**
	 * Shows the dialog, if it is not shown, and waits for an answer.
	 *
	 * @return whether it was OK; then it stays open until {@link #close}
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public boolean ask() throws InterruptedException {
		final boolean waits = EventQueue.isDispatchThread();
		cancelled = false;
		inEvents(() -> {
			setBusy(false);
			window.setModal(waits);
			if (!message.isWrong())
				refresh();
			window.setVisible(true);
		});
		return answers.take();
	}

	/**
	 * Says what is wrong with the words; {@link #ask} asks for others.
	 *
	 * @param problem in words
	 */
	public void reject(final String problem) {
		inEvents(() -> {
			touched = true;
			changedSince = false;
			setBusy(false);
			if (others.mark(problem) && !more.isSelected()) {
				more.setSelected(true);
				showOthers();
			}
			first.mark(problem);
			message.show(LiveText.wrong(problem));
			Toolkit.getDefaultToolkit().beep();
		});
	}

	/** @return whether the user pressed Cancel after OK */
	public boolean isCancelled() {
		return cancelled;
	}

	/** @return what stands in the fields, by key */
	public Map<String, String> words() {
		final Map<String, String> words = first.words();
		words.putAll(others.words());
		return words;
	}

	/** Puts the text on the screen anew, from any thread. */
	public void refreshLater() {
		EventQueue.invokeLater(this::refresh);
	}

	private void refresh() {
		if (!ok.isEnabled())
			return;
		final LiveText live = text.apply(words());
		if (message.isWrong() && !changedSince && touched)
			return; // what is wrong stays until something is changed
		// NB: nobody has done anything wrong yet.
		final LiveText shown = touched || !live.isWrong() ? live : LiveText.of(live.text());
		message.show(shown);
		first.mark(shown.isWrong() ? shown.text() : "");
		others.mark(shown.isWrong() ? shown.text() : "");
	}

	@Override
	public void close() {
		if (window.isDisplayable())
			SwingUtilities.invokeLater(() -> {
				pause.stop();
				window.dispose();
			});
	}

	private static void inEvents(final Runnable work) {
		if (EventQueue.isDispatchThread()) {
			work.run();
			return;
		}
		try {
			EventQueue.invokeAndWait(work);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		catch (final java.lang.reflect.InvocationTargetException e) {
			throw new IllegalStateException(e.getCause());
		}
	}
}
