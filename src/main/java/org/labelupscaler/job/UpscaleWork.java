package org.labelupscaler.job;

import java.nio.file.Path;
import java.util.List;

import org.labelupscaler.label.RunBlock;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.volume.BlockSink;
import org.labelupscaler.volume.WriteMode;

/**
 * Samples, encodes and stores every block of every level. A piece is a portion of a level, so that no two workers write into one
 * folder or shard. The coarsest level comes first: its blocks are the longest to make, and short ones at the end keep all workers
 * busy.
 */
final class UpscaleWork implements Work<UpscaleTally> {

	private static final long serialVersionUID = 1L;

	/** NB: counts are handed over before they grow, so that only one table is ever large. */
	private static final int MOST_OWN_LABELS = 10_000;

	/** How often a worker tells how far it is. */
	private static final long TELL_NANOSECONDS = 50_000_000;

	private final PlannedVolume volume;
	private final SharedSource source;
	private final WriteMode mode;

	/**
	 * @param volume what is written
	 * @param source the plan's source
	 * @param mode how blocks are written
	 */
	UpscaleWork(final PlannedVolume volume, final SharedSource source, final WriteMode mode) {
		this.volume = volume;
		this.source = source;
		this.mode = mode;
	}

	@Override
	public long pieces() {
		return volume.pieces().count();
	}

	/** How many blocks a piece has. */
	long blocks(final long piece) {
		return volume.pieces().get(piece).blocks();
	}

	@Override
	public List<Path> inputs() {
		return source.files();
	}

	@Override
	public Work<UpscaleTally> reading(final Path copy) {
		return new UpscaleWork(volume, source.reading(copy), mode);
	}

	@Override
	public UpscaleTally newTally() {
		return new UpscaleTally();
	}

	@Override
	public Worker<UpscaleTally> open() {
		if (source.isElsewhere())
			TargetContainer.checkReached(volume.place().open(), volume.format());
		return new BlockWriter(source.open());
	}

	/** One worker: everything it needs is its own. */
	private final class BlockWriter implements Worker<UpscaleTally> {

		private final LevelPieces pieces = volume.pieces();
		private final BlockSampler sampler;
		private long told = System.nanoTime();
		private final BlockSink sink = volume.format().sink(volume.place().open(), volume.spec(), mode);

		BlockWriter(final LabelSource labels) {
			sampler = new BlockSampler(labels);
		}

		@Override
		public boolean run(final long piece, final Run<UpscaleTally> run) {
			UpscaleTally tally = new UpscaleTally();
			final LevelPieces.Piece blocks = pieces.get(piece);
			boolean whole = true;
			for (final long[] position : blocks) {
				whole = !run.isStopped();
				if (!whole)
					break;
				final UpscaleTally own = tally;
				BlockFailure.named(blocks.level().index(), position, () -> put(blocks.level(), position, own));
				final long now = System.nanoTime();
				if (tally.counts().size() > MOST_OWN_LABELS || now - told > TELL_NANOSECONDS) {
					run.add(tally);
					tally = new UpscaleTally();
					told = now;
				}
			}
			// NB: a part of a shard must not take the place of a whole one.
			tally.add(whole ? sink.end() : sink.abandon());
			run.add(tally);
			return whole;
		}

		private void put(final Level level, final long[] position, final UpscaleTally tally) {
			final RunBlock block = sampler.sample(level, position);
			if (level.index() == 0)
				tally.counts().add(block);
			sink.put(level.index(), position, block);
			tally.addBlock(block.bytes());
		}

		/** NB: a failed piece leaves nothing open. */
		@Override
		public void close() {
			sink.abandon();
			source.release();
		}
	}
}
