package org.labelupscaler.job;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

import org.labelupscaler.volume.Portions;

/** The blocks of some levels in numbered pieces, each a portion of a level, the last level first. Thread-safe. */
final class LevelPieces {

	/**
	 * A piece.
	 *
	 * @param level its level
	 * @param order the order of the level's blocks
	 * @param portion which portion of it
	 */
	record Piece(Level level, Portions order, long portion) implements Iterable<long[]> {

		/** How many blocks it has. */
		long blocks() {
			return order.blocks(portion);
		}

		/** Positions of blocks in their order; each array is the caller's. */
		@Override
		public Iterator<long[]> iterator() {
			return new Iterator<>() {

				private final long end = (portion + 1) * order.numbers();
				private long number = portion * order.numbers();
				private Optional<long[]> next = advance();

				private Optional<long[]> advance() {
					while (number < end) {
						final Optional<long[]> position = order.position(number++);
						if (position.isPresent())
							return position;
					}
					return Optional.empty();
				}

				@Override
				public boolean hasNext() {
					return next.isPresent();
				}

				@Override
				public long[] next() {
					final long[] position = next.orElseThrow(NoSuchElementException::new);
					next = advance();
					return position;
				}
			};
		}
	}

	private final List<Level> levels;
	private final List<Portions> orders;

	/**
	 * @param levels the levels
	 * @param order tells the order of a level's blocks
	 */
	LevelPieces(final List<Level> levels, final Function<Level, Portions> order) {
		this.levels = levels;
		orders = levels.stream().map(order).toList();
	}

	/** How many pieces there are. */
	long count() {
		return orders.stream().mapToLong(Portions::count).sum();
	}

	/** A piece by its number, from 0. */
	Piece get(final long number) {
		int l = levels.size() - 1;
		long portion = number;
		while (portion >= orders.get(l).count())
			portion -= orders.get(l--).count();
		return new Piece(levels.get(l), orders.get(l), portion);
	}
}
