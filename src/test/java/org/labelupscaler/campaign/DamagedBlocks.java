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
	/** Bytes at the end of voxels, where checksums and end marks of codecs are. */
	private static final int TAIL = 8;

	/** What is wrong with a block file. */
	private enum Damage {
			FLIPPED_HEADER, FLIPPED_BODY, FLIPPED_END, FLIPPED_INDEX, FLIPPED_CHECKSUM,
			TRUNCATED, LENGTHENED, EMPTY, MISSING, SWAPPED, EXTRA
	}

	@Override
	public String name() {
		return "damage";
	}

	@Override
	public String what() {
		return "One bit flipped in header, body, last bytes, or a shard's index or its checksum; a block (shard) cut short, longer, " +
			"empty, missing, exchanged with another, or there where there should be none: each codec, each level; " +
			"`verify --blocks all`, then mended by a resume";
	}

	@Override
	public boolean plays(final Format format) {
		return format.isReadPlainly();
	}

	@Override
	public void run(final Setting setting, final Tally tally) throws Exception {
		final Random random = setting.random();
		final Format format = setting.format();
		for (final String codec : format.codecs()) {
			final Volume volume = beginningWithBackground(random, format.axisInFolder());
			final Path folder = Files.createDirectory(setting.folder().resolve(codec));
			final Path source = TestSources.writeNrrd(volume, folder.resolve("source.nrrd"));
			final Path whole = Files.createDirectory(folder.resolve("whole"));
			run(options(format, source, whole, codec, Existing.FAIL));
			final EndState end = EndState.of(whole);
			final Path copy = EndState.copy(whole, folder.resolve("copy"));
			for (int level = 0; Files.exists(format.level(whole, level)); level++)
				for (final Damage damage : Damage.values())
					for (int round = 0; round < setting.rounds(ROUNDS); round++) {
						final String name = damage(damage, format, end, copy, level, random);
						if (name == null)
							continue;
						final Optional<String> found = verify(format.target(copy));
						final String words = codec + ", " + name + ", " + damage.name().toLowerCase();
						if (found.isPresent())
							tally.check(found.get().contains(name) || damage == Damage.SWAPPED, words +
								": another block is named: " + found.get());
						else if (!readsTheSame(format, copy, whole, level))
							tally.fail(words + ": not found by verify");
						tally.outcome(found.isPresent() ? "found" : "every voxel reads as before, so not found");
						run(options(format, source, copy, codec, Existing.RESUME));
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

	/** The first third along an axis has no labels. */
	private static Volume beginningWithBackground(final Random random, final int axis) {
		final Volume volume = Job.volume(random, 20, 22, 24);
		final int step = axis == 0 ? 1 : 20 * 22;
		for (int i = 0; i < volume.labels().length; i++)
			if (i / step % volume.size()[axis] < 8)
				volume.labels()[i] = 0;
		return volume;
	}

	private static UpscaleOptions options(final Format format, final Path source, final Path folder, final String codec,
		final Existing existing)
	{
		return UpscaleWords.builder().source(source.toString()).target(format.target(folder).toString()).format(format.word())
			.factors("3").block("" + format.smallBlock()).levels("2,2,2;6,6,6").compression(codec).threads("2").existing(existing.name()
				.toLowerCase()).build();
	}

	private static void run(final UpscaleOptions options) throws Exception {
		UpscaleJob.run(options, ProgressListener.NONE);
	}

	private static Optional<String> verify(final Path target) throws Exception {
		final VerifyOptions options = new VerifyWords().set(VerifyKey.INPUT, target.toString()).set(VerifyKey.BLOCKS, "all").set(
			VerifyKey.THREADS, "2").build();
		try (VerifyJob job = VerifyJob.open(options, Optional::empty, ProgressListener.NONE)) {
			final VerifyReport report = job.run(ProgressListener.NONE);
			return report.difference().map(Message::fact);
		}
	}

	/** By a reader that shares no code with the program. */
	private static boolean readsTheSame(final Format format, final Path copy, final Path whole, final int level) {
		try {
			return Arrays.equals(format.read(copy, level), format.read(whole, level));
		}
		catch (final IOException | RuntimeException e) {
			return false;
		}
	}

	/** Damages a block of a level; says which, or null if there is none to damage so. */
	private static String damage(final Damage damage, final Format format, final EndState end, final Path copy, final int level,
		final Random random) throws IOException
	{
		final Format.Parts parts = format.parts(copy, level);
		if (damage == Damage.FLIPPED_HEADER && parts.header() == 0 || parts.index() == 0 && (damage == Damage.FLIPPED_INDEX ||
			damage == Damage.FLIPPED_CHECKSUM))
			return null;
		final List<String> blocks = end.blocks(format).filter(name -> format.isBlock(name, level)).toList();
		final String name = blocks.get(random.nextInt(blocks.size()));
		final Path file = copy.resolve(name);
		final byte[] bytes = Files.readAllBytes(file);
		final int body = bytes.length - parts.index();
		final int checksum = bytes.length - Format.CHECKSUM;
		switch (damage) {
			case FLIPPED_HEADER -> Files.write(file, flip(bytes, 0, parts.header(), random));
			case FLIPPED_BODY -> Files.write(file, flip(bytes, parts.header(), body, random));
			case FLIPPED_END -> Files.write(file, flip(bytes, Math.max(parts.header(), body - TAIL), body, random));
			case FLIPPED_INDEX -> Files.write(file, flip(bytes, body, checksum, random));
			case FLIPPED_CHECKSUM -> Files.write(file, flip(bytes, checksum, bytes.length, random));
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
				final List<String> absent = absent(format, end, copy, level);
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

	/** Blocks of a level that are background and have no file, in folders that have others. */
	private static List<String> absent(final Format format, final EndState end, final Path copy, final int level) {
		final List<String> absent = new ArrayList<>();
		end.blocks(format).filter(name -> format.isBlock(name, level)).map(Format::firstInFolder).filter(name -> !Files.exists(copy.resolve(name))).distinct().forEach(absent::add);
		return absent;
	}

	/** Another bit of one of some bytes. */
	private static byte[] flip(final byte[] bytes, final int from, final int to, final Random random) {
		final byte[] flipped = bytes.clone();
		final int bit = from * 8 + random.nextInt((to - from) * 8);
		flipped[bit / 8] ^= (byte) (1 << bit % 8);
		return flipped;
	}
}
