package org.labelupscaler.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.labelupscaler.campaign.Program;

/** Does pieces of work in a process of its own, which is told of the work by a file alone. */
public final class PieceProgram {

	private static final long LONGEST_SECONDS = 120;

	private PieceProgram() {}

	/** Work, results, and the numbers of the pieces. */
	public static void main(final String[] words) throws Exception {
		final List<Long> pieces = Arrays.stream(words).skip(2).map(Long::valueOf).toList();
		Files.write(Path.of(words[1]), done(Files.readAllBytes(Path.of(words[0])), pieces));
	}

	private static <T extends Tally<T>> byte[] done(final byte[] work, final List<Long> pieces) throws Exception {
		final ArrayList<byte[]> results = new ArrayList<>();
		for (final Optional<byte[]> result : new SerialisingExecutor(0).<T>perform(work, pieces))
			results.add(result.orElse(null));
		return SerialisingExecutor.bytes(results);
	}

	/** Sends work to such processes. */
	public static final class Processes extends SerialisingExecutor {

		private final Path folder;
		private int started;

		/** Files of work and results are kept in the folder. */
		public Processes(final long seed, final Path folder) {
			super(seed);
			this.folder = folder;
		}

		/** How many processes there were. */
		public int started() {
			return started;
		}

		@Override
		int batch() {
			return Integer.MAX_VALUE - 1;
		}

		@Override
		<T extends Tally<T>> List<Optional<byte[]>> perform(final byte[] work, final List<Long> pieces)
			throws InterruptedException
		{
			try {
				final Path sent = Files.write(folder.resolve("work" + started), work);
				final Path results = folder.resolve("results" + started);
				final Path said = folder.resolve("said" + started++);
				final List<String> words = new ArrayList<>(Program.java(PieceProgram.class));
				words.add(sent.toString());
				words.add(results.toString());
				words.addAll(pieces.stream().map(String::valueOf).collect(Collectors.toList()));
				final Process process = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
				if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
					process.destroyForcibly();
					throw new AssertionError("It said: " + Files.readString(said, StandardCharsets.UTF_8));
				}
				return SerialisingExecutor.<List<byte[]>>object(Files.readAllBytes(results)).stream().map(Optional::ofNullable).toList();
			}
			catch (final IOException e) {
				throw new AssertionError(e);
			}
		}
	}
}
