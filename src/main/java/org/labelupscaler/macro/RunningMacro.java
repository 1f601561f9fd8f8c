package org.labelupscaler.macro;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;

/**
 * The macro that runs a command, if there is one, and the Esc key, which stops commands with and without a macro.
 * <p>
 * NB: at Esc ImageJ's thread of events waits two seconds for the macro to end. In Fiji a command cannot end that long, as SciJava tells of
 * its end in that very thread, and in plain ImageJ a block may take longer. Then ImageJ kills the thread of the macro, wherever it is, and
 * shows a window about that. So the macro ends here at once, while its command still comes to a proper end. Thread-safe.
 */
public final class RunningMacro implements AutoCloseable {

	/** No macro; there is still the Esc key. */
	public static final RunningMacro NONE = new RunningMacro(null);

	private static final long TICK_MILLISECONDS = 50;

	private final Interpreter macro;
	private volatile boolean stopped;
	private volatile boolean over;

	private RunningMacro(final Interpreter macro) {
		this.macro = macro;
	}

	/**
	 * Finds the macro that runs a command. NB: not any that runs, for there may be one in the background.
	 *
	 * @param caller the thread that runs the command, or that waits for it; null if there is none
	 * @return the macro if it gives words to the calling thread, or if it is the caller; else none
	 */
	public static RunningMacro find(final Thread caller) {
		final String words = Macro.getOptions();
		final boolean given = words != null && !words.isBlank();
		return given || caller != null && caller.getName().endsWith("Macro$") ? new RunningMacro(Interpreter.getInstance()) : NONE;
	}

	/**
	 * Forgets an Esc of before, and looks for the next.
	 *
	 * @return a watch; the caller closes it
	 */
	public RunningMacro watch() {
		IJ.resetEscape();
		final RunningMacro watched = new RunningMacro(macro);
		if (macro != null) {
			final Thread watch = new Thread(watched::watchMacro, "label-upscaler-macro");
			watch.setDaemon(true);
			watch.start();
		}
		return watched;
	}

	private void watchMacro() {
		try {
			while (!over && !isStopped())
				Thread.sleep(TICK_MILLISECONDS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		if (stopped)
			end(null);
	}

	/** @return whether the user has pressed Esc, or has ended the macro in another way */
	public boolean isStopped() {
		stopped |= IJ.escapePressed() || macro != null && macro.done();
		return stopped;
	}

	/**
	 * Ends the macro, if there is one and it still runs, as errors in ImageJ do, but shows nothing.
	 *
	 * @param message why
	 */
	public synchronized void end(final String message) {
		if (macro == null || Interpreter.getInstance() != macro)
			return;
		// NB: or it would show a message, and throw in this thread, which may not be its own.
		macro.setIgnoreErrors(true);
		macro.abort(message);
	}

	/** Looks no longer. */
	@Override
	public void close() {
		over = true;
	}
}
