package org.labelupscaler.volume;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;

import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.MortonCode;

/**
 * The order in which the blocks of a level are written. A portion is a box of blocks that one worker writes, one after the other:
 * those that lie in one folder, or in one shard. Blocks are numbered portion by portion, in each z fastest, then y, then x, or as
 * their Morton codes are, and the portions likewise z fastest. Where the last portion of an axis reaches beyond the grid, numbers are
 * left out. Immutable.
 */
public final class Portions implements Serializable {

	private static final long serialVersionUID = 1L;

	private final BlockGrid grid;
	private final BlockGrid portions;
	private final long[] blocks;
	private final boolean whole;
	/** The order of the blocks of a portion; null if z is fastest. */
	private final MortonCode code;

	private Portions(final BlockGrid grid, final long[] blocks, final boolean whole, final MortonCode code) {
		this.code = code;
		this.grid = grid;
		this.blocks = blocks;
		this.whole = whole;
		portions = new BlockGrid(grid.gridSize(), Arrays.stream(blocks).mapToInt(Math::toIntExact).toArray());
	}

	/**
	 * @param grid the blocks of a level
	 * @return a portion for each place in x and y, of all blocks along z
	 */
	public static Portions columns(final BlockGrid grid) {
		return new Portions(grid, new long[] { 1, 1, grid.gridSize()[2] }, false, null);
	}

	/**
	 * @param grid the blocks of a level
	 * @return a portion for each place in y and z, of all blocks along x
	 */
	public static Portions rows(final BlockGrid grid) {
		return new Portions(grid, new long[] { grid.gridSize()[0], 1, 1 }, false, null);
	}

	/**
	 * @param grid the blocks of a level
	 * @param blocks the blocks of a portion along x, y, z
	 * @return such portions, each to be written by one worker alone
	 */
	public static Portions shards(final BlockGrid grid, final long... blocks) {
		return new Portions(grid, blocks.clone(), true, null);
	}

	/**
	 * @param grid the blocks of a level
	 * @param bits how many lowest bits of their Morton codes differ in a portion
	 * @return such portions, each to be written by one worker alone, in the order of the codes
	 */
	public static Portions shardsByCode(final BlockGrid grid, final int bits) {
		final long[] blocks = new MortonCode(grid.gridSize()).box(bits);
		// NB: in a box the code is that of the grid, but for bits that all of its blocks have in common.
		return new Portions(grid, blocks, true, new MortonCode(blocks));
	}

	/** @return whether a portion must be written by one worker; else that is only better */
	public boolean whole() {
		return whole;
	}

	/** @return whether blocks that differ only in z are numbered one after the other all along z */
	public boolean areColumns() {
		return blocks[0] == 1 && blocks[1] == 1 && blocks[2] == grid.gridSize()[2];
	}

	/** @return blocks of a portion along x, y, z; a copy */
	public long[] blocks() {
		return blocks.clone();
	}

	/** @return the blocks */
	public BlockGrid grid() {
		return grid;
	}

	/** @return how many portions there are */
	public long count() {
		return portions.blocks();
	}

	/** @return how many numbers a portion has */
	public long numbers() {
		return blocks[0] * blocks[1] * blocks[2];
	}

	/**
	 * @param number number of a portion, 0 … {@code count() − 1}
	 * @return how many blocks it has
	 */
	public long blocks(final long number) {
		final long[] position = portions.position(number);
		long count = 1;
		for (int d = 0; d < 3; d++)
			count *= Math.min(blocks[d], grid.gridSize()[d] - position[d] * blocks[d]);
		return count;
	}

	/**
	 * @param position grid position of a block
	 * @return grid position of its portion, x, y, z
	 */
	public long[] portion(final long[] position) {
		return new long[] { position[0] / blocks[0], position[1] / blocks[1], position[2] / blocks[2] };
	}

	/**
	 * @param portion grid position of a portion
	 * @return the first of its numbers
	 */
	public long firstNumber(final long[] portion) {
		return portions.block(portion) * numbers();
	}

	/**
	 * @param position grid position of a block
	 * @return its number
	 */
	public long number(final long... position) {
		return firstNumber(portion(position)) + within(position);
	}

	private long within(final long[] position) {
		if (code != null)
			return code.number(position);
		long within = 0;
		for (int d = 0; d < 3; d++)
			within = within * blocks[d] + position[d] % blocks[d];
		return within;
	}

	/**
	 * @param number a number, 0 … {@code count() · numbers() − 1}
	 * @return the grid position of the block; nothing if there is none of that number
	 */
	public Optional<long[]> position(final long number) {
		final long[] position = portions.position(number / numbers());
		final long[] within = within(number % numbers());
		for (int d = 0; d < 3; d++) {
			position[d] = position[d] * blocks[d] + within[d];
			if (position[d] >= grid.gridSize()[d])
				return Optional.empty();
		}
		return Optional.of(position);
	}

	private long[] within(final long number) {
		if (code != null)
			return code.position(number);
		return new long[] { number / (blocks[2] * blocks[1]), number / blocks[2] % blocks[1], number % blocks[2] };
	}
}
