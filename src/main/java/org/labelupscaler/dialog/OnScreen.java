package org.labelupscaler.dialog;

import java.awt.Dimension;
import java.awt.GraphicsConfiguration;
import java.awt.Insets;
import java.awt.Rectangle;
import java.awt.Toolkit;
import java.awt.Window;

import javax.swing.JScrollPane;

/** Where a window is put, and how large it may be. Used by the thread of events. */
final class OnScreen {

	/** Left free above and below. */
	private static final int MARGIN = 32;

	private OnScreen() {}

	/** What the screen has room for, without the bars of the desktop. */
	private static Rectangle room(final Window window) {
		final GraphicsConfiguration screen = window.getGraphicsConfiguration();
		final Rectangle room = screen.getBounds();
		final Insets bars = Toolkit.getDefaultToolkit().getScreenInsets(screen);
		return new Rectangle(room.x + bars.left, room.y + bars.top, room.width - bars.left - bars.right, room.height - bars.top -
			bars.bottom);
	}

	/** NB: what is too high gets a scroll bar; its buttons, which are not in it, stay in sight. */
	static void fit(final Window window, final JScrollPane scroll) {
		final Rectangle room = room(window);
		final Dimension size = window.getSize();
		if (size.height > room.height - MARGIN)
			size.width += scroll.getVerticalScrollBar().getPreferredSize().width;
		window.setSize(Math.min(size.width, room.width), Math.min(size.height, room.height - MARGIN));
		window.setLocation(Math.max(room.x, Math.min(window.getX(), room.x + room.width - window.getWidth())), Math.max(room.y, Math.min(window
			.getY(), room.y + room.height - window.getHeight())));
	}

	/** In the middle, but for the height. */
	static void center(final Window window, final JScrollPane scroll) {
		final Rectangle room = room(window);
		window.setLocation(room.x + (room.width - window.getWidth()) / 2, room.y + (room.height - window.getHeight()) / 3);
		fit(window, scroll);
	}
}
