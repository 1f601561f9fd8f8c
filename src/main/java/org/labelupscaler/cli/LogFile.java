package org.labelupscaler.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

/**
 * A file that takes what a command says, each line with its time (UTC). Appended to, so that a job that is resumed has one log; but
 * only if it is a log of this program. Thread-safe.
 */
final class LogFile implements AutoCloseable {

	private static final String MARK = " label-upscaler log";
	private static final int MARK_BYTES = 200;

	private final Writer writer;
	private final Path file;
	private final Clock clock;
	private boolean failed;

	private LogFile(final Path file, final Writer writer, final Clock clock) {
		this.file = file;
		this.writer = writer;
		this.clock = clock;
	}

	/**
	 * @throws InvalidInputException if there is something else of that name, or it cannot be written
	 */
	static LogFile open(final Path file, final Clock clock) {
		if (file.toString().isBlank())
			throw new InvalidInputException("log: name a file");
		try {
			if (Files.exists(file) && !(Files.isRegularFile(file) && (Files.size(file) == 0 || isOwn(file))))
				throw new InvalidInputException("log: " + file + " exists and is no log of this program, so it is not touched. Choose another name.");
			final LogFile log = new LogFile(file, Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE,
				StandardOpenOption.APPEND), clock);
			log.line("label-upscaler log");
			return log;
		}
		catch (final IOException e) {
			throw new InvalidInputException("log: Cannot write " + file + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	private static boolean isOwn(final Path file) throws IOException {
		try (var in = Files.newInputStream(file)) {
			return new String(in.readNBytes(MARK_BYTES), StandardCharsets.UTF_8).lines().findFirst().filter(line -> line.matches(
				"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ" + MARK)).isPresent();
		}
	}

	/** Takes a line, or several. A log that cannot be written, as on a full disk, is said once and does not end the work. */
	synchronized void line(final String lines) {
		if (failed)
			return;
		try {
			final Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
			for (final String line : lines.lines().toList())
				writer.write((now + " " + line).stripTrailing() + "\n");
			writer.flush();
		}
		catch (final IOException e) {
			failed = true;
			System.err.println("label-upscaler: The log " + file + " cannot be written: " + LabelUpscalerException.reason(e));
		}
	}

	@Override
	public synchronized void close() {
		try {
			writer.close();
		}
		catch (final IOException e) {
			// NB: each line has been written out already.
		}
	}
}
