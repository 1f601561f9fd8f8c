package org.labelupscaler.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

import org.junit.jupiter.api.Test;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.MemoryStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.zarr.OmeZarr05;

/** OME-Zarr 0.5, with its shards, read by {@link PlainZarr} as well. */
class OmeZarr05Test extends AbstractFolderFormatTest {

	/** Of 2 × 2 × 2 chunks. */
	private static final int INDEX = 8 * 16 + 4;

	/** 64 shards of 2 × 2 × 2 chunks of 8 × 8 × 8 voxels. */
	private final VolumeSpec spec = new VolumeSpec(LabelType.UINT8, new long[] { 64, 64, 64 }, VoxelSize.UNKNOWN, new double[3],
		new int[] { 8, 8, 8 }, Compression.parse("raw"), Pyramid.single());
	private final int[] chunk = { 8, 8, 8 };
	private final MemoryStore store = MemoryStore.create();

	@Override
	VolumeFormat format() {
		return new OmeZarr05();
	}

	@Override
	Key key(final VolumeSpec spec, final int level, final long[] position) {
		// NB: of the volumes of these tests only the large one's first level has shards.
		final int edge = spec.grids().get(level).blocks() > 64 ? 2 : 1;
		return new Key(level + "/c/" + position[2] / edge + "/" + position[1] / edge + "/" + position[0] / edge);
	}

	@Override
	List<String> foreignKeys() {
		return List.of("README", "zarr.json.bak", "attributes.json", "setup0", "7", "00", "00/zarr.json", "0/0", "0/0/0/0", "0/c/00",
			"0/c/0/0/01", "0/c/0/0/0/0", "0/d", "0/c/-1", "0/.zarray", ".zattrs", "labels", "0/c/٣", "999999999999",
			"0/c/99999999999999999999", "0/c/zarr.json");
	}

	@Override
	long[] readPlainly(final Store store, final VolumeSpec ofVolume, final int level) throws Exception {
		return PlainZarr.read(store.path(format().level(level)).orElseThrow());
	}

	private byte[] shard(final RunBlock... blocks) throws Exception {
		final BlockSink sink = format().sink(store, spec, PLAIN);
		final Portions order = format().portions(spec, 0);
		assertTrue(order.whole());
		assertEquals(64, order.count());
		assertArrayEquals(new long[] { 2, 2, 2 }, order.blocks());
		for (int b = 0; b < blocks.length; b++)
			sink.put(0, order.position(b).orElseThrow(), blocks[b]);
		sink.end();
		return store.get(new Key("0/c/0/0/0")).map(ByteBuffer::array).orElse(null);
	}

	private RunBlock uniform(final int label) {
		return RunBlock.uniform(LabelType.UINT8, label, chunk);
	}

	private RunBlock half(final int label) {
		return RunBlock.of(LabelType.UINT8, new long[] { label, label + 1 }, new int[] { 4, 4 }, new int[] { 8 }, new int[] { 8 });
	}

	@Test
	void onlyBackgroundIsNoObject() throws Exception {
		assertEquals(null, shard(uniform(0), uniform(0), uniform(0), uniform(0), uniform(0), uniform(0), uniform(0), uniform(0)));
		assertEquals(List.of(), store.list(Key.ROOT));
		assertEquals(512 + INDEX, shard(uniform(0), uniform(0), uniform(0), uniform(5)).length);
		format().sink(store, spec, RESUMING).end();
		final BlockSink again = format().sink(store, spec, RESUMING);
		again.put(0, new long[3], uniform(0));
		again.end();
		assertFalse(store.exists(new Key("0/c/0/0/0")));
	}

	@Test
	void equalChunksShareTheirBytes() throws Exception {
		final byte[] shard = shard(uniform(5), uniform(5), half(1), uniform(6), uniform(5), uniform(0), uniform(6), half(1));
		assertEquals(4 * 512 + INDEX, shard.length);
		final BlockReader reader = format().reader(store, spec, false);
		for (final long x : new long[] { 0, 1 })
			assertEquals(5, reader.voxels(0, new long[] { x, 0, 0 }).orElseThrow()[511]);
		assertEquals(Optional.empty(), reader.voxels(0, new long[] { 1, 0, 1 }));
		assertEquals(6, reader.voxels(0, new long[] { 0, 1, 1 }).orElseThrow()[0]);
	}

	@Test
	void chunksOfTheIndexStandXFastest() throws Exception {
		// NB: blocks are put z first, so the second is the one above.
		final byte[] shard = shard(uniform(1), uniform(2));
		final ByteBuffer index = ByteBuffer.wrap(shard).order(ByteOrder.LITTLE_ENDIAN);
		final int start = shard.length - INDEX;
		assertEquals(0, index.getLong(start));
		assertEquals(512, index.getLong(start + 8));
		assertEquals(512, index.getLong(start + 4 * 16));
		for (final int missing : new int[] { 1, 2, 3, 5, 6, 7 })
			assertEquals(-1, index.getLong(start + missing * 16));
	}

	@Test
	void damagedShardsAreRefused() throws Exception {
		final byte[] good = shard(half(1), half(3), half(5), half(7), half(9), half(11), half(13), half(15));
		for (final int length : new int[] { 0, 1, INDEX - 1, INDEX, INDEX + 512, good.length - 1, good.length - 512 })
			assertRefused(Arrays.copyOf(good, length), "");
		assertRefused(Arrays.copyOf(good, INDEX - 1), "it has only 131 bytes");
		final byte[] noChecksum = good.clone();
		noChecksum[good.length - 1] ^= 1;
		assertRefused(noChecksum, "checksum");
		final byte[] otherIndex = good.clone();
		otherIndex[good.length - 5] ^= 1;
		assertRefused(otherIndex, "checksum");
		for (final long[] entry : new long[][] { { 0, good.length - INDEX + 1 }, { good.length, 1 }, { -2, 512 }, { 0, -2 }, { -1, 512 },
			{ 0, -1 }, { Long.MAX_VALUE, Long.MAX_VALUE }, { Long.MAX_VALUE, 512 }, { 512, Long.MAX_VALUE }, { Long.MIN_VALUE, 512 } })
			assertRefused(withIndex(good, entry[0], entry[1]), "outside");
		assertRefused(withIndex(good, 0, 511), "");
		assertRefused(withIndex(good, 0, 0), "");
	}

	private static byte[] withIndex(final byte[] good, final long offset, final long length) {
		final byte[] changed = good.clone();
		final ByteBuffer index = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
		final int start = good.length - INDEX;
		index.putLong(start, offset).putLong(start + 8, length);
		final CRC32C crc = new CRC32C();
		crc.update(changed, start, INDEX - 4);
		index.putInt(good.length - 4, (int) crc.getValue());
		return changed;
	}

	private void assertRefused(final byte[] shard, final String why) throws Exception {
		store.put(new Key("0/c/0/0/0"), ByteBuffer.wrap(shard));
		final BlockReader reader = format().reader(store, spec, false);
		assertFalse(reader.isAsWritten(0, new long[3], half(1)));
		final LabelUpscalerException e = assertThrows(LabelUpscalerException.class, () -> reader.voxels(0, new long[3]));
		assertOneLine(e);
		assertTrue(e.getMessage().contains(why) && e.getMessage().contains("0/c/0/0/0"), e.getMessage());
	}

	/** A chunk that cannot be: its length is checked before memory is taken. */
	@Test
	void chunksFarTooLongAreRefused() throws Exception {
		final byte[] shard = shard(half(1));
		final byte[] large = new byte[(1 << 20) + INDEX];
		System.arraycopy(shard, 512, large, 1 << 20, INDEX);
		assertRefused(withIndex(large, 0, 1 << 20), "far more than its voxels need");
	}
}
