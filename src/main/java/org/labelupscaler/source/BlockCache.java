package org.labelupscaler.source;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;


import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;

/**
 * The blocks used last, decoded, of one or more volumes. Of equal neighbouring planes of a block, which are most planes
 * of an upscaled one, only one is kept. Thread-safe.
 */
public final class BlockCache {

	/** One for all that is open, so that it is bounded whatever is looked at: a quarter of Java's memory. */
	public static final BlockCache SHARED = new BlockCache(Runtime.getRuntime().maxMemory() / 4);

	/** A block without a file. */
	static final byte[][] MISSING = new byte[0][];

	private static final int MINUTES_KEPT = 5;

	private record Key(Chunks chunks, long block) {}

	private final long most;
	private final Cache<Key, byte[][]> blocks;

	/** @param bytes how much memory the blocks may take */
	public BlockCache(final long bytes) {
		most = bytes;
		blocks = Caffeine.newBuilder().maximumWeight(bytes).weigher((final Key key, final byte[][] planes) -> bytes(planes))
			.expireAfterAccess(MINUTES_KEPT, TimeUnit.MINUTES).scheduler(Scheduler.systemScheduler()).build();
	}

	/** @return how much memory the blocks may take */
	public long bytes() {
		return most;
	}

	/**
	 * @param chunks a volume
	 * @param block number of one of its blocks
	 * @param load reads the block if it is not there
	 * @return its planes along z, not to be changed; {@link #MISSING} if it has no file
	 */
	byte[][] planes(final Chunks chunks, final long block, final Supplier<byte[][]> load) {
		return blocks.get(new Key(chunks, block), key -> load.get());
	}

	/** Gives back the memory of a volume that nobody looks at any more. */
	void forget(final Chunks chunks) {
		blocks.asMap().keySet().removeIf(key -> key.chunks.equals(chunks));
	}

	/** The planes of a block along z; equal neighbours are the same array. */
	static byte[][] split(final byte[] voxels, final int count) {
		final byte[][] planes = new byte[count][];
		final int bytes = voxels.length / count;
		for (int z = 0; z < count; z++) {
			final int from = z * bytes;
			final boolean repeats = z > 0 && Arrays.equals(voxels, from, from + bytes, voxels, from - bytes, from);
			planes[z] = repeats ? planes[z - 1] : Arrays.copyOfRange(voxels, from, from + bytes);
		}
		return planes;
	}

	private static int bytes(final byte[][] planes) {
		int bytes = 64 + 8 * planes.length;
		for (int z = 0; z < planes.length; z++)
			bytes += z > 0 && planes[z] == planes[z - 1] ? 0 : planes[z].length;
		return bytes;
	}
}
