package org.labelupscaler.dialog;

import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;

import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JTextField;

/** Plays the user of a dialog on a screen: looks for it, types, presses, and waits. Knows nothing but Java, so that it can run beside any program. */
public final class DialogUser {

	private static final long PATIENCE_MILLISECONDS = 60_000;

	private DialogUser() {}

	/** The dialogs that are to be seen. */
	public static List<JDialog> dialogs() {
		return Arrays.stream(Window.getWindows()).filter(w -> w instanceof JDialog && w.isShowing()).map(w -> (JDialog) w).toList();
	}

	/** Sets the text of the field with that key. */
	public static void set(final JDialog dialog, final String key, final String words) throws Exception {
		EventQueue.invokeAndWait(() -> find(dialog, JTextField.class, field -> key.equals(field.getName())).setText(words));
	}

	/** Presses a button. */
	public static void press(final JDialog dialog, final String label) throws Exception {
		EventQueue.invokeAndWait(() -> find(dialog, JButton.class, b -> b.getText().equals(label)).doClick());
	}

	/** The first component of a kind. */
	public static <T> T find(final Container container, final Class<T> kind, final Predicate<T> which) {
		return components(container).stream().filter(kind::isInstance).map(kind::cast).filter(which).findFirst().orElseThrow(
			() -> new AssertionError("there is no such " + kind.getSimpleName()));
	}

	/** All that is in it, however deep. */
	public static List<Component> components(final Container container) {
		final List<Component> all = new ArrayList<>();
		for (final Component component : container.getComponents()) {
			all.add(component);
			if (component instanceof Container inner)
				all.addAll(components(inner));
		}
		return all;
	}

	/** Fails unless a condition holds. */
	public static void check(final boolean condition, final String what) {
		if (!condition)
			throw new AssertionError(what);
	}

	/** Waits until there is something; fails, with what else is to be known, if there never is. */
	public static <T> T waitFor(final String what, final Callable<T> condition, final Supplier<String> known) throws Exception {
		final long end = System.currentTimeMillis() + PATIENCE_MILLISECONDS;
		while (System.currentTimeMillis() < end) {
			final T found = condition.call();
			if (found != null)
				return found;
			Thread.sleep(20);
		}
		throw new AssertionError("waited in vain for: " + what + known.get());
	}
}
