package org.labelupscaler.store.s3;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who has a lease.
 *
 * @param token tells runs apart
 * @param who user, host and process, in words
 * @param machine tells what can see the process from what cannot; empty where the system does not say
 * @param process number and start of the process
 */
record S3Holder(String token, String who, String machine, String process) {

	private static final String HEAD = "Label Upscaler is writing here";
	private static final int MOST = 200;
	/** Tokens of the runs of this process that have a lease, or ask for one. */
	private static final Set<String> LIVE = ConcurrentHashMap.newKeySet();

	/** A new one, of this process, until {@link #end}. */
	static S3Holder here() {
		final ProcessHandle own = ProcessHandle.current();
		final String token = UUID.randomUUID().toString();
		LIVE.add(token);
		return new S3Holder(token, line(System.getProperty("user.name") + " on " + host() + ", process " + own.pid()),
			thisMachine(), process(own));
	}

	private static String process(final ProcessHandle handle) {
		return handle.pid() + " " + handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
	}

	private static String host() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (final IOException e) {
			return "an unknown host";
		}
	}

	/** NB: containers on one machine have processes of the same numbers, but not the same table of them. */
	private static String thisMachine() {
		try {
			return line(Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + " " + Files.readSymbolicLink(Path.of(
				"/proc/self/ns/pid")));
		}
		catch (final IOException | UnsupportedOperationException e) {
			return "";
		}
	}

	private static String line(final String text) {
		final String clean = text.replaceAll("\\p{Cntrl}", "?");
		return clean.substring(0, Math.min(MOST, clean.length()));
	}

	/** What stands in the object. */
	String text() {
		return String.join("\n", HEAD, token, who, machine, process) + "\n";
	}

	/** Reads it; nothing if it is something else. */
	static Optional<S3Holder> of(final String text) {
		final List<String> lines = text.lines().toList();
		return lines.size() == 5 && lines.get(0).equals(HEAD) ? Optional.of(new S3Holder(lines.get(1), line(lines.get(2)), lines.get(3), lines
			.get(4))) : Optional.empty();
	}

	/** Says that this run of this process has no lease any more, whatever stands in the bucket. */
	void end() {
		LIVE.remove(token);
	}

	/** Whether the process is known to have ended, or this process's run. NB: what it could not delete stays there. */
	boolean isGone() {
		if (machine.isEmpty() || !machine.equals(thisMachine()) || !process.matches("[0-9]{1,18} [0-9]{1,18}"))
			return false;
		if (process.equals(process(ProcessHandle.current())))
			return !LIVE.contains(token);
		return ProcessHandle.of(Long.parseLong(process.substring(0, process.indexOf(' ')))).map(S3Holder::process).filter(process::equals)
			.isEmpty();
	}
}
