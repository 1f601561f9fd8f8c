package org.labelupscaler.cells.output.precomputed;

import com.google.gson.JsonObject;

/**
 * How the keys of an index are spread over shards and the minishards in these, by the specification of Neuroglancer's sharded format:
 * {@code neuroglancer_uint64_sharded_v1} with hash {@code identity}. Keys in ascending order go through minishards and shards in
 * ascending order.
 *
 * @param preshift lowest bits of a key, which are the place in a minishard
 * @param minishard bits above these, which are the minishard
 * @param shard bits above these, which are the shard
 */
record Sharding(int preshift, int minishard, int shard) {

	private static final int PRESHIFT = 12;
	private static final int MOST_MINISHARD = 9;

	/** All keys in one minishard. */
	static final Sharding ONE = new Sharding(0, 0, 0);

	/** For keys from 0 to a largest one, most of them in use. */
	static Sharding upTo(final long largest) {
		final int more = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(largest) - PRESHIFT);
		final int minishard = Math.min(MOST_MINISHARD, more);
		return new Sharding(PRESHIFT, minishard, more - minishard);
	}

	int minishards() {
		return 1 << minishard;
	}

	int minishardOf(final long key) {
		return (int) (key >>> preshift & minishards() - 1);
	}

	long shardOf(final long key) {
		return shard == 0 ? 0 : key >>> preshift + minishard & (1L << shard) - 1;
	}

	/** The name of a shard's file: its number in hexadecimal, a digit for each four bits. */
	String file(final long number) {
		final String digits = Long.toHexString(number);
		return "0".repeat(Math.max(0, (shard + 3) / 4 - digits.length())) + digits + ".shard";
	}

	JsonObject json() {
		final JsonObject json = new JsonObject();
		json.addProperty("@type", "neuroglancer_uint64_sharded_v1");
		json.addProperty("hash", "identity");
		json.addProperty("preshift_bits", preshift);
		json.addProperty("minishard_bits", minishard);
		json.addProperty("shard_bits", shard);
		json.addProperty("minishard_index_encoding", "gzip");
		json.addProperty("data_encoding", "raw");
		return json;
	}
}
