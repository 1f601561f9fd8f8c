package org.labelupscaler.volume.precomputed;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.MortonCode;
import org.labelupscaler.store.Entry;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.ChunkKeys;
import org.labelupscaler.volume.Portions;
import org.labelupscaler.volume.ShardKeys;

import com.google.gson.JsonObject;

/**
 * The shards of a level ({@code neuroglancer_uint64_sharded_v1}): each a box of up to 512 chunks whose Morton codes differ only in
 * their lowest bits, with one minishard. A shard has as many as leave 64 shards to the level, but at least eight if the level has
 * them.
 *
 * @param prefix what the shards are below
 * @param grid the chunks
 * @param code their codes
 * @param bits how many bits of a code say which chunk of a shard it is
 */
record Sharding(Key prefix, BlockGrid grid, MortonCode code, int bits) implements ShardKeys {

	private static final int MOST_BITS = 9;
	private static final int LEAST_BITS = 3;
	private static final long FEWEST_SHARDS = 64;
	private static final Pattern NAME = Pattern.compile("(?<shard>[0-9a-f]{1,16})\\.shard");

	static Sharding of(final Key prefix, final BlockGrid grid) {
		final MortonCode code = new MortonCode(grid.gridSize());
		int bits = Math.min(MOST_BITS, code.bits());
		while (bits > LEAST_BITS && Portions.shardsByCode(grid, bits).count() < FEWEST_SHARDS)
			bits--;
		return new Sharding(prefix, grid, code, bits);
	}

	Portions portions() {
		return Portions.shardsByCode(grid, bits);
	}

	private int shardBits() {
		return code.bits() - bits;
	}

	/** What info says of them. */
	JsonObject json(final String dataEncoding) {
		final JsonObject json = new JsonObject();
		json.addProperty("@type", "neuroglancer_uint64_sharded_v1");
		json.addProperty("preshift_bits", bits);
		json.addProperty("hash", "identity");
		json.addProperty("minishard_bits", 0);
		json.addProperty("shard_bits", shardBits());
		json.addProperty("minishard_index_encoding", "gzip");
		json.addProperty("data_encoding", dataEncoding);
		return json;
	}

	/** The code of the first chunk of a shard. */
	long firstCode(final long[] shard) {
		final long[] box = code.box(bits);
		return code.number(shard[0] * box[0], shard[1] * box[1], shard[2] * box[2]);
	}

	@Override
	public Key key(final long[] shard) {
		return prefix.resolve(name(firstCode(shard) >>> bits));
	}

	private String name(final long number) {
		final String hex = Long.toHexString(number);
		return "0".repeat(Math.max(0, (shardBits() + 3) / 4 - hex.length())) + hex + ".shard";
	}

	/** Whether any shard of any volume has that name. */
	static boolean isName(final String name) {
		return NAME.matcher(name).matches();
	}

	@Override
	public void visit(final Store store, final ChunkKeys.Box wanted, final ChunkKeys.Visitor visitor) throws IOException {
		final long[] box = code.box(bits);
		for (final Entry entry : store.list(prefix)) {
			final Matcher matcher = NAME.matcher(entry.key().last());
			if (entry.kind() != Entry.Kind.BYTES || !matcher.matches())
				continue;
			final long number = Long.parseUnsignedLong(matcher.group("shard"), 16);
			if (number >>> shardBits() != 0 || !name(number).equals(entry.key().last()))
				continue;
			final long[] shard = code.position(number << bits);
			for (int d = 0; d < 3; d++)
				shard[d] /= box[d];
			if (wanted.mayHave(shard))
				visitor.visit(shard, entry.key());
		}
	}
}
