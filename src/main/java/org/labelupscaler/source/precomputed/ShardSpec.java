package org.labelupscaler.source.precomputed;

import java.math.BigDecimal;
import java.util.Optional;

import org.labelupscaler.json.JsonFile;

/**
 * In which file and which part of it a chunk is: neuroglancer_uint64_sharded_v1 (sharded.md in the documentation of
 * Neuroglancer).
 * Immutable.
 *
 * @param preshiftBits low bits of the number of a chunk that do not count
 * @param hashed whether what is left is hashed with MurmurHash3 x86 128
 * @param minishardBits bits that choose the minishard
 * @param shardBits bits that choose the file
 * @param indexGzipped whether the indices of minishards are compressed
 * @param dataGzipped whether chunks are compressed
 */
record ShardSpec(int preshiftBits, boolean hashed, int minishardBits, int shardBits, boolean indexGzipped,
	boolean dataGzipped)
{

	private static final String TYPE = "neuroglancer_uint64_sharded_v1";

	/** NB: a table of more minishards would be larger than any file. */
	private static final int MOST_MINISHARD_BITS = 32;

	/** Throws if it is not understood. */
	static ShardSpec of(final JsonFile json) {
		if (!json.text("@type").equals(TYPE))
			throw json.wrong("@type", "which cannot be read; expected " + TYPE);
		final String hash = json.text("hash");
		if (!hash.equals("identity") && !hash.equals("murmurhash3_x86_128"))
			throw json.wrong("hash", "expected identity or murmurhash3_x86_128");
		final int minishard = bits(json, "minishard_bits", MOST_MINISHARD_BITS);
		return new ShardSpec(bits(json, "preshift_bits", Long.SIZE), hash.startsWith("murmur"), minishard, bits(json,
			"shard_bits", Long.SIZE - minishard), gzipped(json, "minishard_index_encoding"), gzipped(json, "data_encoding"));
	}

	private static int bits(final JsonFile json, final String field, final int most) {
		json.require(field);
		final Optional<BigDecimal> number = JsonFile.number(json.get(field));
		if (number.isEmpty() || number.get().signum() < 0 || number.get().compareTo(BigDecimal.valueOf(most)) > 0 || number.get()
			.stripTrailingZeros().scale() > 0)
			throw json.wrong(field, "expected a whole number of 0 to " + most);
		return number.get().intValueExact();
	}

	private static boolean gzipped(final JsonFile json, final String field) {
		final String encoding = json.text(field, "raw");
		if (!encoding.equals("raw") && !encoding.equals("gzip"))
			throw json.wrong(field, "expected raw or gzip");
		return encoding.equals("gzip");
	}

	/**
	 * The number of a chunk: the bits of its position, taken in turn from x, y and z, lowest first, as long as an axis
	 * has any.
	 *
	 * @param position its position in the grid
	 * @param gridSize how many chunks there are along each axis
	 * @return its number
	 */
	static long number(final long[] position, final long[] gridSize) {
		long number = 0;
		int to = 0;
		for (int bit = 0; bit < Long.SIZE; bit++)
			for (int d = 0; d < 3; d++)
				if (gridSize[d] - 1 >>> bit != 0)
					number |= (position[d] >>> bit & 1) << to++;
		return number;
	}

	/**
	 * @param gridSize how many chunks there are along each axis
	 * @return how many bits their numbers have; more than 64 if they cannot be numbered
	 */
	static int bits(final long[] gridSize) {
		int bits = 0;
		for (final long n : gridSize)
			bits += Long.SIZE - Long.numberOfLeadingZeros(n - 1);
		return bits;
	}

	private long place(final long number) {
		final long shifted = preshiftBits == Long.SIZE ? 0 : number >>> preshiftBits;
		return hashed ? hash(shifted) : shifted;
	}

	/** The minishard of a chunk. */
	long minishard(final long number) {
		return place(number) & low(minishardBits);
	}

	/** The shard of a chunk. */
	long shard(final long number) {
		return place(number) >>> minishardBits & low(shardBits);
	}

	/** The name of the file that is a shard. */
	String file(final long shard) {
		final String hex = Long.toHexString(shard);
		return "0".repeat(Math.max(0, digits() - hex.length())) + hex + ".shard";
	}

	/** Whether a file can have chunks. */
	boolean isFile(final String name) {
		if (!name.matches("[0-9a-f]{" + digits() + "}\\.shard"))
			return false;
		final long shard = Long.parseUnsignedLong(name.substring(0, digits()), 16);
		return Long.compareUnsigned(shard, low(shardBits)) <= 0;
	}

	private int digits() {
		return Math.max(1, (shardBits + 3) / 4);
	}

	private static long low(final int bits) {
		return bits == 0 ? 0 : -1L >>> Long.SIZE - bits;
	}

	/** The low half of MurmurHash3 x86 128, seed 0, of the eight bytes of a number, lowest first. */
	static long hash(final long number) {
		final int c1 = 0x239B961B;
		final int c2 = 0xAB0E9789;
		final int c3 = 0x38B34AE5;
		// Eight bytes are a tail of fewer than 16: two words of it, and the other two are 0.
		int h1 = Integer.rotateLeft((int) number * c1, 15) * c2;
		int h2 = Integer.rotateLeft((int) (number >>> 32) * c2, 16) * c3;
		int h3 = 0;
		int h4 = 0;
		h1 ^= Long.BYTES;
		h2 ^= Long.BYTES;
		h3 ^= Long.BYTES;
		h4 ^= Long.BYTES;
		h1 += h2 + h3 + h4;
		h2 += h1;
		h3 += h1;
		h4 += h1;
		h1 = mixed(h1);
		h2 = mixed(h2);
		h3 = mixed(h3);
		h4 = mixed(h4);
		h1 += h2 + h3 + h4;
		h2 += h1;
		return (long) h2 << 32 | h1 & 0xFFFFFFFFL;
	}

	private static int mixed(final int hash) {
		int h = (hash ^ hash >>> 16) * 0x85EBCA6B;
		h = (h ^ h >>> 13) * 0xC2B2AE35;
		return h ^ h >>> 16;
	}

	@Override
	public String toString() {
		return String.join(" ", TYPE, Integer.toString(preshiftBits), hashed ? "murmurhash3_x86_128" : "identity", Integer
			.toString(minishardBits), Integer.toString(shardBits), Boolean.toString(indexGzipped), Boolean.toString(dataGzipped));
	}
}
