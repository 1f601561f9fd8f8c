package org.labelupscaler.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.labelupscaler.Message;
import org.labelupscaler.source.LabelSource;

/** Compares every block of every level with what it should be. A piece is a portion of a level. */
final class VerifyWork implements Work<VerifyTally> {

	private static final long serialVersionUID = 1L;

	/** About so many blocks are decoded, even if all hold the right bytes, if there are as many. */
	private static final long DECODED = 200;
	private static final long DECODED_OF_LEVEL = 8;

	private final PlannedVolume volume;
	private final SharedSource source;
	private final boolean decodeAll;

	/**
	 * @param volume what is looked at
	 * @param source the source of the plan that made it
	 * @param decodeAll whether to decode every block and compare every voxel
	 */
	VerifyWork(final PlannedVolume volume, final SharedSource source, final boolean decodeAll) {
		this.volume = volume;
		this.source = source;
		this.decodeAll = decodeAll;
	}

	@Override
	public long pieces() {
		return volume.pieces().count();
	}

	@Override
	public List<Path> inputs() {
		return source.files();
	}

	@Override
	public Work<VerifyTally> reading(final Path copy) {
		return new VerifyWork(volume, source.reading(copy), decodeAll);
	}

	@Override
	public VerifyTally newTally() {
		return new VerifyTally();
	}

	@Override
	public Comparer open() {
		// NB: where there is no container, every block would be missing.
		if (source.isElsewhere())
			volume.format().checkMetadata(volume.place().open(), volume.spec());
		return new Comparer(source.open());
	}

	/** One worker. */
	final class Comparer implements Worker<VerifyTally> {

		private final LevelPieces pieces = volume.pieces();
		private final long allBlocks = volume.plan().blocks();
		private final BlockComparison comparison;

		Comparer(final LabelSource labels) {
			comparison = new BlockComparison(volume.plan(), labels, volume.format().reader(volume.place().open(), volume.spec(), volume
				.plan().writeBackground()));
		}

		@Override
		public boolean run(final long piece, final Run<VerifyTally> run) {
			final LevelPieces.Piece blocks = pieces.get(piece);
			for (final long[] position : blocks) {
				if (run.isStopped())
					return false;
				final VerifyTally tally = new VerifyTally();
				BlockFailure.named(blocks.level().index(), position, () -> compare(blocks.level(), position, decodeAll || isSample(blocks
					.level(), position), tally));
				run.add(tally);
			}
			return true;
		}

		/** Always the same blocks, scattered over the level. */
		private boolean isSample(final Level level, final long[] position) {
			final long of = level.grid().blocks();
			final long step = Math.max(1, Math.min(allBlocks / DECODED, of / DECODED_OF_LEVEL));
			return new SplittableRandom(level.grid().block(position)).nextLong(step) == 0;
		}

		/** Compares a block, and decodes it if that is wanted, or if it has other bytes than the job writes. */
		void compare(final Level level, final long[] position, final boolean decode, final VerifyTally tally) {
			Optional<Message> difference = Optional.empty();
			final boolean decoded = decode || !comparison.isAsWritten(level, position);
			if (decoded)
				difference = comparison.differenceOfVoxels(level, position);
			difference.ifPresent(what -> tally.addDifference(level.index(), level.grid().block(position), what));
			if (difference.isEmpty() && !comparison.exists(level, position))
				tally.addMissing();
			final int[] size = level.grid().blockSize(position);
			tally.addBlock((long) size[0] * size[1] * size[2], decoded);
		}

		@Override
		public void close() {
			source.release();
		}
	}
}
