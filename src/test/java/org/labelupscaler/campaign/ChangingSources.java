package org.labelupscaler.campaign;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;

/** Sources that change under a run. */
final class ChangingSources implements Scenario {

	private static final int ROUNDS = 3;
	private static final List<String> OPTIONS = List.of("--size", "160,150,170", "--block", "10", "--threads", "2",
		"--compression", "lz4", "--background", "write");

	/** How a source is stored. */
	private enum Kind {
			MAPPED, GZIP, CHUNKED
	}

	/** What happens to its file. */
	private enum Change {
			REWRITTEN, TRUNCATED, EMPTIED, APPENDED, REPLACED, REPLACED_WITH_TIME, DELETED
	}

	@Override
	public String name() {
		return "sources";
	}

	@Override
	public String what() {
		return "A source (mapped, gzip, in chunks) that is rewritten, truncated, emptied, appended to, replaced by renaming or " +
			"deleted at random moments";
	}

	@Override
	public void run(final Setting setting, final Tally tally) throws Exception {
		final Random random = setting.random();
		for (final Kind kind : Kind.values()) {
			final Path folder = Files.createDirectory(setting.folder().resolve(kind.name()));
			final Job old = job(folder, kind, random, "old");
			final Job other = job(folder, kind, random, "new");
			for (int round = 0; round < setting.rounds(ROUNDS); round++)
				for (final Change change : Change.values()) {
					play(kind, change, old, other, random, tally);
					tally.round();
				}
		}
	}

	/** NB: both are read from one path, which the record of the job names; the state after it is kept elsewhere. */
	private static Job job(final Path folder, final Kind kind, final Random random, final String name) throws Exception {
		final Volume volume = Job.volume(random, 40, 36, 44);
		final Path kept = Files.createDirectory(folder.resolve(name));
		final Path source = folder.resolve("source" + (kind == Kind.CHUNKED ? ".n5" : ".nrrd"));
		PlainN5.delete(source);
		switch (kind) {
			case MAPPED -> Job.rawNrrd(volume, source);
			case GZIP -> TestSources.writeNrrd(volume, source);
			case CHUNKED -> {
				final Path nrrd = Job.rawNrrd(volume, kept.resolve("source.nrrd"));
				final Program.Ended ended = Program.run(List.of("upscale", nrrd.toString(), source.toString(), "--factors", "1",
					"--block", "16", "--levels", "none", "--background", "write", "--compression", "raw", "--existing", "overwrite", "--progress", "none"));
				if (ended.exitCode() != 0)
					throw new IOException(ended.said());
			}
		}
		final Job job = Job.of(Format.N5, folder, name, source, OPTIONS);
		EndState.copy(source, kept.resolve(source.getFileName()));
		return job;
	}

	/** The file that is changed: that of the voxels, or of some of them. */
	private static Path changed(final Kind kind, final Path source, final int chunk) {
		return kind == Kind.CHUNKED ? source.resolve("setup0/timepoint0/s0/" + chunk % 3 + "/" + chunk / 3 % 3 + "/" + chunk / 9 %
			3) : source;
	}

	private static void play(final Kind kind, final Change change, final Job old, final Job other, final Random random,
		final Tally tally) throws Exception
	{
		final Path base = old.whole().getParent();
		PlainN5.delete(old.source());
		EndState.copy(base.resolve("old").resolve(old.source().getFileName()), old.source());
		final int chunk = random.nextInt(27);
		final Path file = changed(kind, old.source(), chunk);
		final byte[] content = Files.readAllBytes(changed(kind, base.resolve("new").resolve(old.source().getFileName()),
			chunk));
		final Path folder = Files.createDirectory(base.resolve("target"));
		final Program program = Program.start(old.words(folder, "fail"));
		Moment.random(random, old, folder).await(program);
		change(change, file, content, random);
		final Program.Ended ended = program.end();
		final String words = kind.name().toLowerCase() + ", " + change.name().toLowerCase().replace('_', ' ');
		if (ended.exitCode() == 0) {
			final EndState end = EndState.of(folder);
			if (old.end().difference(end).isEmpty())
				tally.outcome("done with the old content, changed too late");
			else if (other.end().difference(end).isEmpty())
				tally.outcome("done with the new content, changed before it was read");
			else if (kind == Kind.CHUNKED && consistent(old, folder))
				tally.outcome("done with the new content, changed before it was read");
			else
				tally.fail(words + ": complete with content of no source");
		}
		else {
			final boolean named = ended.errors().stream().allMatch(line -> line.contains(old.source().getFileName().toString()));
			if (ended.unclean().isPresent() || !named)
				tally.fail(words + ": " + ended.unclean().orElse("does not name the source: " + ended.said()));
			else
				tally.outcome("one line that names the source");
		}
		PlainN5.delete(folder);
	}

	/** Whether a container is what its source, as it is now, says: its record and every voxel. */
	private static boolean consistent(final Job job, final Path folder) throws Exception {
		return Program.run(List.of("verify", Format.N5.target(folder).toString(), "--blocks", "all",
			"--progress", "none")).exitCode() == 0;
	}

	private static void change(final Change change, final Path file, final byte[] content, final Random random)
		throws IOException
	{
		final FileTime time = Files.getLastModifiedTime(file);
		switch (change) {
			case REWRITTEN -> Files.write(file, content);
			case TRUNCATED -> {
				try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
					channel.truncate((long) (random.nextDouble() * channel.size()));
				}
			}
			case EMPTIED -> Files.write(file, new byte[0]);
			case APPENDED -> Files.write(file, new byte[] { 1 }, StandardOpenOption.APPEND);
			case REPLACED, REPLACED_WITH_TIME -> {
				// NB: as long as the old one, so that only time or identity can tell.
				final Path next = Files.write(file.resolveSibling("next"), Arrays.copyOf(content, (int) Files.size(file)));
				if (change == Change.REPLACED_WITH_TIME)
					Files.setLastModifiedTime(next, time);
				Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
			}
			case DELETED -> Files.delete(file);
		}
	}
}
