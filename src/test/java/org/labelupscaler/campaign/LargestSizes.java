package org.labelupscaler.campaign;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;

/** Axes of 2^31 - 1 voxels, nearly all of them background. */
final class LargestSizes implements Scenario {

	private static final long MOST = Integer.MAX_VALUE;
	private static final int VOXELS = 1024;

	@Override
	public String name() {
		return "sizes";
	}

	@Override
	public String what() {
		return "An axis of 2^31 - 1 voxels, along x, y, z, blocks of background skipped: the far ends, levels, verify, resume; " +
			"plans of more than 2^31 blocks; 2^31 refused";
	}

	@Override
	public void run(final Setting setting, final Tally tally) throws Exception {
		for (int axis = 0; axis < 3; axis++)
			alongOneAxis(setting.folder(), axis, tally);
		manyBlocks(setting.folder(), tally);
	}

	/** The voxels of a line of labels of which only the first, one in the middle, and the last are not background. */
	private static void alongOneAxis(final Path base, final int axis, final Tally tally) throws Exception {
		final long[] target = { 1, 1, 1 };
		final int[] size = { 1, 1, 1 };
		final int[] block = { 1, 1, 1 };
		target[axis] = MOST;
		size[axis] = VOXELS;
		block[axis] = 1 << 20;
		final long[] labels = new long[VOXELS];
		labels[0] = 614_454_277;
		labels[VOXELS / 2] = 16_777_217;
		labels[VOXELS - 1] = 4_294_967_295L;
		final Volume volume = new Volume(LabelType.UINT32, size, labels);
		final String name = "" + "xyz".charAt(axis);
		final Path source = TestSources.writeNrrd(volume, base.resolve(name + ".nrrd"));
		final Job job = Job.of(Format.N5, base, name, source, List.of("--size", words(target), "--block", words(block[0], block[1],
			block[2]), "--levels", "none", "--threads", "2"));
		final Path container = Format.N5.target(job.whole());
		final Path level = container.resolve("setup0/timepoint0/s0");
		final long blocks = (MOST - 1 >> 20) + 1;
		for (final long number : new long[] { 0, 1, 2, blocks / 2 - 1, blocks / 2, blocks / 2 + 1, blocks / 2 + 2, blocks - 3,
			blocks - 2, blocks - 1 })
		{
			final long from = number << 20;
			final int length = (int) Math.min(1 << 20, MOST - from);
			final long[] found = line(level.resolve((axis == 0 ? number : 0) + "/" + (axis == 1 ? number : 0) + "/" + (axis == 2
				? number : 0)), length);
			// NB: beginnings and ends, where labels change; each voxel between costs unlimited integers.
			for (int i = 0; i < length; i += i < 100 || i > length - 100 ? 1 : 97) {
				final long[] voxel = new long[3];
				voxel[axis] = from + i;
				final long expected = SlowReference.label(volume, target, new long[] { 1, 1, 1 }, voxel);
				if (found[i] != expected) {
					tally.fail(name + ": voxel " + (from + i) + " is " + found[i] + ", expected " + expected);
					break;
				}
			}
			tally.outcome("blocks read");
		}
		final Program.Ended verified = Program.run(List.of("verify", container.toString(), "--blocks", "300", "--progress",
			"none"));
		tally.check(verified.exitCode() == 0, name + ": " + verified.said());
		final List<String> last = job.blocks();
		Files.delete(job.whole().resolve(last.get(last.size() - 1)));
		job.completes(job.whole(), tally, "a block removed");
		tally.round();
		target[axis]++;
		refused(source, base, target, tally);
	}

	/** A 32-bit line of voxels in a gzip block. */
	private static long[] line(final Path file, final int length) throws IOException {
		final long[] labels = new long[length];
		if (!Files.exists(file))
			return labels;
		try (DataInputStream header = new DataInputStream(Files.newInputStream(file))) {
			header.skipBytes(16);
			final DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(new GZIPInputStream(header)));
			for (int i = 0; i < length; i++)
				labels[i] = in.readInt() & 0xFFFFFFFFL;
		}
		return labels;
	}

	private static void refused(final Path source, final Path base, final long[] target, final Tally tally)
		throws Exception
	{
		final Program.Ended ended = Program.run(List.of("upscale", source.toString(), base.resolve("refused.n5").toString(),
			"--size", words(target)));
		ended.unclean().ifPresentOrElse(why -> tally.fail("2^31 voxels: " + why), () -> tally.outcome("2^31 refused"));
		tally.check(ended.exitCode() == 2 && !Files.exists(base.resolve("refused.n5")), "2^31 voxels: " + ended.said());
		tally.round();
	}

	/** Plans that no disk holds: worked out, begun, stopped, told of. */
	private static void manyBlocks(final Path base, final Tally tally) throws Exception {
		final Path source = TestSources.writeNrrd(new Volume(LabelType.UINT8, new int[] { 2, 2, 2 }, new long[8]), base
			.resolve("empty.nrrd"));
		for (final String size : List.of(MOST + ",64,64", MOST + ",1000000,1000", MOST + "," + MOST + "," + MOST)) {
			final String target = base.resolve("many.n5").toString();
			final List<String> words = new ArrayList<>(List.of("upscale", source.toString(), target, "--size", size, "--block",
				"16", "--threads", "2", "--progress", "bar"));
			final Program program = Program.start(words);
			Thread.sleep(2500);
			program.interrupt();
			final Program.Ended ended = program.end();
			tally.check(ended.exitCode() == 130 || ended.unclean().isEmpty(), size + ": exit code " + ended.exitCode() + ": " +
				ended.said());
			tally.check(!ended.said().matches("(?s).*(NaN|Infinity|\\s-\\d|\\tat ).*"), size + ": " + ended.said());
			tally.outcome(ended.exitCode() == 130 ? "begun and stopped" : "refused with one line");
			final Path attributes = Path.of(target).resolve("attributes.json");
			if (ended.exitCode() == 130 && Files.exists(attributes)) {
				// NB: what is missing is background, so it is whole but for its word; and only whole ones are verified.
				Files.writeString(attributes, Files.readString(attributes).replace("\"running\"", "\"complete\""));
				final Program.Ended verified = Program.run(List.of("verify", target, "--blocks", "300", "--progress", "none"));
				tally.check(verified.exitCode() == 0, size + ": " + verified.said());
				tally.outcome("verified at 300 blocks of it");
			}
			PlainN5.delete(base.resolve("many.n5"));
			tally.round();
		}
	}

	private static String words(final long... size) {
		return size[0] + "," + size[1] + "," + size[2];
	}
}
