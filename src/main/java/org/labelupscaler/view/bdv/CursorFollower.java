package org.labelupscaler.view.bdv;

import java.awt.Component;
import java.awt.Point;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.lang.reflect.Method;
import java.util.function.Consumer;

import javax.swing.Timer;

/**
 * Tells where in the volume the cursor is. By a timer, because what is under the cursor also changes when the cursor rests
 * and the view moves. Used by the thread of the windows.
 */
final class CursorFollower extends MouseAdapter {

	private static final int FOLLOW_MILLISECONDS = 80;

	private final Component viewer;
	private final Method toGlobal;
	private final Consumer<double[]> places;
	private final Timer timer = new Timer(FOLLOW_MILLISECONDS, e -> tell());
	private Point cursor;

	/**
	 * @param viewer a {@code bdv.viewer.ViewerPanel}
	 * @param places hears of the places, x, y, z, as long as the cursor is over the display
	 */
	CursorFollower(final Component viewer, final Consumer<double[]> places) throws ReflectiveOperationException {
		this.viewer = viewer;
		this.places = places;
		toGlobal = viewer.getClass().getMethod("displayToGlobalCoordinates", double[].class);
		final Component display = (Component) viewer.getClass().getMethod("getDisplay").invoke(viewer);
		display.addMouseMotionListener(this);
		display.addMouseListener(this);
		timer.start();
	}

	void stop() {
		timer.stop();
	}

	private void tell() {
		if (cursor == null)
			return;
		final double[] place = { cursor.x, cursor.y, 0 };
		try {
			toGlobal.invoke(viewer, place);
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException("BigDataViewer does not tell where the cursor is", e);
		}
		places.accept(place);
	}

	@Override
	public void mouseMoved(final MouseEvent e) {
		cursor = e.getPoint();
	}

	@Override
	public void mouseDragged(final MouseEvent e) {
		cursor = e.getPoint();
	}

	@Override
	public void mouseExited(final MouseEvent e) {
		cursor = null;
	}
}
