package org.labelupscaler.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.labelupscaler.Message;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.job.Existing;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.VerifyJob;
import org.labelupscaler.job.VerifyOptions;
import org.labelupscaler.job.VerifyReport;
import org.labelupscaler.words.UpscaleWords;
import org.labelupscaler.words.VerifyKey;
import org.labelupscaler.words.VerifyWords;

/** Block files that are not as they were written. */
final class DamagedBlocks implements Scenario {

	private static final int ROUNDS = 20;
	private static final int HEADER = 16;

	/** What is wrong with a block file. */
	private enum Damage {
			FLIPPED_HEADER, FLIPPED_BODY, FLIPPED_END, TRUNCATED, LENGTHENED, EMPTY, MISSING, SWAPPED, EXTRA
	}

	@Override
	public String name() {
		return "damage";
	}

	@Override
	public String what() {
		return "One bit flipped in header, body or last bytes; a block cut short, longer, empty, missing, exchanged with another, " +
			"or there where there should be none: each codec, each level; `verify --blocks all`, then mended by a resume";
	}

	@Override
	public void run(final Setting setting, final Tally tally) throws Exception {
		final Random random = setting.random();
		for (final String codec : Job.CODECS) {
			final Volume volume = Job.volume(random, 20, 22, 24);
			Arrays.fill(volume.labels(), 0, 20 * 22 * 8, 0);
			final Path folder = Files.createDirectory(setting.folder().resolve(codec));
			final Path source = TestSources.writeNrrd(volume, folder.resolve("source.nrrd"));
			final Path whole = Files.createDirectory(folder.resolve("whole"));
			run(options(source, whole, codec, Existing.FAIL));
			final EndState end = EndState.of(whole);
			final Path copy = EndState.copy(whole, folder.resolve("copy"));
			for (int level = 0; Files.exists(level(whole, level)); level++)
				for (final Damage damage : Damage.values())
					for (int round = 0; round < setting.rounds(ROUNDS); round++) {
						final String name = damage(damage, end, copy, level, random);
						if (name == null)
							continue;
						final Optional<String> found = verify(copy);
						final String words = codec + ", " + name + ", " + damage.name().toLowerCase();
						if (found.isPresent())
							tally.check(found.get().contains(name.substring(name.indexOf("/s" + level))) || damage == Damage.SWAPPED, words +
								": another block is named: " + found.get());
						else if (!readsTheSame(copy, whole, level))
							tally.fail(words + ": not found by verify");
						tally.outcome(found.isPresent() ? "found" : "every voxel reads as before, so not found");
						run(options(source, copy, codec, Existing.RESUME));
						final Optional<String> difference = end.difference(EndState.of(copy));
						difference.ifPresent(what -> tally.fail(words + ": not mended by a resume: " + what));
						if (difference.isPresent()) {
							PlainN5.delete(copy);
							EndState.copy(whole, copy);
						}
						tally.round();
					}
		}
	}

	private static Path level(final Path folder, final int level) {
		return folder.resolve(EndState.CONTAINER + "/setup0/timepoint0/s" + level);
	}

	private static UpscaleOptions options(final Path source, final Path folder, final String codec,
		final Existing existing)
	{
		return UpscaleWords.builder().source(source.toString()).target(folder.resolve(EndState.CONTAINER).toString())
			.factors("3").block("24").levels("2,2,2;6,6,6").compression(codec).threads("2").existing(existing.name()
				.toLowerCase()).build();
	}

	private static void run(final UpscaleOptions options) throws Exception {
		UpscaleJob.run(options, ProgressListener.NONE);
	}

	private static Optional<String> verify(final Path folder) throws Exception {
		final VerifyOptions options = new VerifyWords().set(VerifyKey.INPUT, folder.resolve(EndState.CONTAINER).toString()).set(VerifyKey.BLOCKS, "all").set(VerifyKey.THREADS, "2").build();
		try (VerifyJob job = VerifyJob.open(options, Optional::empty, ProgressListener.NONE)) {
			final VerifyReport report = job.run(ProgressListener.NONE);
			return report.difference().map(Message::fact);
		}
	}

	/** By a reader that shares no code with the program. */
	private static boolean readsTheSame(final Path copy, final Path whole, final int level) {
		try {
			return Arrays.equals(PlainN5.read(level(copy, level)).labels(), PlainN5.read(level(whole, level)).labels());
		}
		catch (final IOException | RuntimeException e) {
			return false;
		}
	}

	/** Damages a block of a level; says which, or null if there is none to damage so. */
	private static String damage(final Damage damage, final EndState end, final Path copy, final int level,
		final Random random) throws IOException
	{
		final List<String> blocks = end.blocks().filter(name -> name.contains("/s" + level + "/")).toList();
		final String name = blocks.get(random.nextInt(blocks.size()));
		final Path file = copy.resolve(name);
		final byte[] bytes = Files.readAllBytes(file);
		final int tail = Math.min(8, bytes.length - HEADER);
		switch (damage) {
			case FLIPPED_HEADER -> Files.write(file, flip(bytes, random.nextInt(HEADER * 8)));
			case FLIPPED_BODY -> Files.write(file, flip(bytes, HEADER * 8 + random.nextInt((bytes.length - HEADER) * 8)));
			case FLIPPED_END -> Files.write(file, flip(bytes, (bytes.length - tail) * 8 + random.nextInt(tail * 8)));
			case TRUNCATED -> Files.write(file, Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length - 1)));
			case LENGTHENED -> Files.write(file, Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(9)));
			case EMPTY -> Files.write(file, new byte[0]);
			case MISSING -> Files.delete(file);
			case SWAPPED -> {
				final Path other = copy.resolve(blocks.get(random.nextInt(blocks.size())));
				final byte[] others = Files.readAllBytes(other);
				if (Arrays.equals(bytes, others))
					return null;
				Files.write(file, others);
				Files.write(other, bytes);
			}
			case EXTRA -> {
				final List<String> absent = absent(end, copy, level);
				if (absent.isEmpty())
					return null;
				final String extra = absent.get(random.nextInt(absent.size()));
				Files.createDirectories(copy.resolve(extra).getParent());
				Files.write(copy.resolve(extra), bytes);
				return extra;
			}
		}
		return name;
	}

	/** Blocks of a level that are background and have no file, in columns that have others. */
	private static List<String> absent(final EndState end, final Path copy, final int level) {
		final List<String> absent = new ArrayList<>();
		end.blocks().filter(name -> name.contains("/s" + level + "/")).map(name -> name.substring(0, name.lastIndexOf('/')) +
			"/0").filter(name -> !Files.exists(copy.resolve(name))).distinct().forEach(absent::add);
		return absent;
	}

	private static byte[] flip(final byte[] bytes, final int bit) {
		final byte[] flipped = bytes.clone();
		flipped[bit / 8] ^= (byte) (1 << bit % 8);
		return flipped;
	}
}
