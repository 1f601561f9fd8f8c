package org.labelupscaler.store;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.campaign.Program;

/** A process of its own that takes the lease of a folder, and has it until its input ends. */
final class LeaseHolder implements AutoCloseable {

	private static final String LEASED = "leased";

	private final Process process;
	private final String said;

	/** @param folder the folder */
	LeaseHolder(final Path folder) throws Exception {
		this(folder, false);
	}

	/**
	 * @param folder the folder
	 * @param shared whether it shares the lease
	 */
	LeaseHolder(final Path folder, final boolean shared) throws Exception {
		final List<String> words = new ArrayList<>(Program.java(LeaseHolder.class));
		words.add(folder.toString());
		words.add(Boolean.toString(shared));
		process = new ProcessBuilder(words).redirectErrorStream(true).start();
		said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
	}

	public static void main(final String[] words) throws Exception {
		final LocalStore store = LocalStore.at(Path.of(words[0]));
		try (Lease lease = Boolean.parseBoolean(words[1]) ? store.share() : store.lease()) {
			System.out.println(LEASED);
			System.in.read();
			lease.check();
		}
		catch (final InvalidInputException e) {
			System.out.println(e.getMessage());
		}
	}

	boolean hasIt() {
		return LEASED.equals(said);
	}

	String said() {
		return said;
	}

	void kill() throws Exception {
		process.destroyForcibly().waitFor();
	}

	/** Lets it end by itself. */
	@Override
	public void close() throws Exception {
		process.getOutputStream().close();
		process.waitFor();
	}
}
