package org.labelupscaler.ij;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.util.Optional;

/** A screen for tests that open windows: one of its own if Xvfb is installed, else the one there is. */
public final class VirtualDisplay implements AutoCloseable {

	private final String name;
	private final Process server;

	private VirtualDisplay(final String name, final Process server) {
		this.name = name;
		this.server = server;
	}

	/** A display, or nothing if there is none. */
	public static Optional<VirtualDisplay> open() throws IOException {
		return open("1400x1000");
	}

	/** A display of so many pixels, or nothing if there is none. */
	public static Optional<VirtualDisplay> open(final String size) throws IOException {
		try {
			final Process server = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", size + "x24").redirectError(
				Redirect.DISCARD).start();
			final String number = new BufferedReader(new InputStreamReader(server.getInputStream())).readLine();
			if (number != null)
				return Optional.of(new VirtualDisplay(":" + number.strip(), server));
		}
		catch (final IOException e) {
			// NB: not installed.
		}
		return Optional.ofNullable(System.getenv("DISPLAY")).filter(d -> !d.isEmpty()).map(d -> new VirtualDisplay(d, null));
	}

	/** The value of the variable DISPLAY. */
	public String name() {
		return name;
	}

	@Override
	public void close() {
		if (server != null)
			server.destroy();
	}
}
