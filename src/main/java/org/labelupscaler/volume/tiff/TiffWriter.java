package org.labelupscaler.volume.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.volume.BlockSink;
import org.labelupscaler.volume.Display;
import org.labelupscaler.volume.VolumeRecord;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.WriteMode;
import org.labelupscaler.volume.Written;
import org.labelupscaler.volume.single.FileWriter;
import org.labelupscaler.volume.single.GrowingFile;

import com.google.gson.JsonObject;

/**
 * Writes a file: first the tiles, as they come, each distinct one of a block once, and one of a single label once in the file; then
 * tables, texts and directories. Of a tile no more is held in memory than where it is.
 */
final class TiffWriter implements FileWriter {

	static final String SOFTWARE = "Label Upscaler";

	private final GrowingFile file;
	private final VolumeSpec spec;
	private final String title;
	private final List<BlockGrid> grids;
	/** The blocks of each level that are not left out, by their numbers. */
	private final List<Map<Long, TileStack>> blocks = new ArrayList<>();
	/** Blocks of one label; all tiles have one size. */
	private final Map<Long, TileStack> uniform = new HashMap<>();

	TiffWriter(final GrowingFile file, final VolumeSpec spec, final String title) throws IOException {
		this.file = file;
		this.spec = spec;
		this.title = title;
		grids = spec.grids();
		for (int l = 0; l < grids.size(); l++)
			blocks.add(new ConcurrentHashMap<>());
		file.append(new TiffHeader(0, 0, 0, 0).write());
	}

	@Override
	public BlockSink sink(final WriteMode mode) {
		return new Sink(mode.background());
	}

	@Override
	public void finish(final VolumeRecord record, final Optional<Display> display) throws IOException {
		final PageWriter pages = new PageWriter(file, spec);
		final Sink missing = new Sink(true);
		for (int l = 0; l < grids.size(); l++)
			place(l, missing, pages);
		final JsonObject own = new JsonObject();
		own.add(VolumeRecord.NAME, record.json());
		final byte[] json = own.toString().getBytes(StandardCharsets.UTF_8);
		final long at = file.append(ByteBuffer.wrap(json));
		final long first = pages.write(OmeXml.text(spec, title), SOFTWARE);
		synchronized (uniform) {
			final TileStack background = uniform.get(0L);
			file.replace(0, new TiffHeader(first, at, json.length, background == null ? 0 : background.offsets()[0]).write());
		}
	}

	/** Says of all pages of a level where their tiles are, row by row. */
	private void place(final int level, final Sink missing, final PageWriter pages) throws IOException {
		final BlockGrid grid = grids.get(level);
		final long[] size = grid.gridSize();
		final int depth = grid.blockSize()[2];
		final long planes = grid.size()[2];
		final TileStack[] stacks = new TileStack[Math.toIntExact(grid.columns())];
		final long[] offsets = new long[stacks.length];
		final long[] lengths = new long[stacks.length];
		for (long z = 0; z < planes; z++) {
			final int plane = (int) (z % depth);
			for (int i = 0; i < stacks.length; i++) {
				if (plane == 0)
					stacks[i] = blocks.get(level).get(grid.block(i % size[0], i / size[0], z / depth));
				if (stacks[i] == null)
					stacks[i] = missing.uniform(0);
				final int k = stacks[i].tile(plane);
				offsets[i] = stacks[i].offsets()[k];
				lengths[i] = stacks[i].lengths()[k];
			}
			pages.plane(level, offsets, lengths);
		}
	}

	/** One worker's. */
	private final class Sink implements BlockSink {

		private final boolean withBackground;
		private final TiffFrame frame = new TiffFrame(spec);
		private final ByteBuilder tile = new ByteBuilder();
		/** The last tile of a block, and the number of the block below, if there is one. */
		private byte[] last = new byte[0];
		private long lastOffset;
		private int lastLevel = -1;
		private long below;
		private Written written = Written.NONE;

		Sink(final boolean withBackground) {
			this.withBackground = withBackground;
		}

		@Override
		public void put(final int level, final long[] position, final RunBlock block) {
			if (!withBackground && block.isUniform() && block.label(0, 0, 0) == 0) {
				written = written.plus(new Written(0, 0, 1, 0));
				return;
			}
			try {
				final long number = grids.get(level).block(position);
				blocks.get(level).put(number, block.isUniform() ? uniform(block.label(0, 0, 0))
					: stack(level, position, number, block));
				written = written.plus(new Written(1, 0, 0, 0));
			}
			catch (final IOException e) {
				throw new LabelUpscalerException("Cannot write the tiles of level " + level + ", voxels " + grids.get(level).voxels(
					position) + ": " + LabelUpscalerException.reason(e) + ".", e);
			}
		}

		private TileStack stack(final int level, final long[] position, final long number, final RunBlock block) throws IOException {
			final int count = block.planes();
			final TileStack stack = new TileStack(new int[count], new long[count], new int[count]);
			boolean lastIsUniform = false;
			for (int k = 0, end = 0; k < count; k++) {
				end += block.runZ(k);
				stack.ends()[k] = end;
				lastIsUniform = TiffFrame.isUniform(block, k);
				if (lastIsUniform) {
					final TileStack one = uniform(block.label(0, 0, k));
					stack.offsets()[k] = one.offsets()[0];
					stack.lengths()[k] = one.lengths()[0];
					continue;
				}
				tile.clear();
				frame.encodeMixed(block, k, tile);
				final boolean same = k == 0 && level == lastLevel && number == below && Arrays.equals(last, 0, last.length, tile.array(), 0,
					tile.size());
				stack.offsets()[k] = same ? lastOffset : append();
				stack.lengths()[k] = tile.size();
			}
			last = lastIsUniform ? new byte[0] : tile.toByteArray();
			lastOffset = stack.offsets()[count - 1];
			lastLevel = level;
			below = position[2] + 1 < grids.get(level).blocksPerColumn() ? number + 1 : -1;
			return stack;
		}

		private long append() throws IOException {
			written = written.plus(new Written(0, 0, 0, tile.size()));
			return file.append(tile.toByteBuffer());
		}

		/** The tile of one label, whose voxels beyond the page are of that label, too. */
		TileStack uniform(final long label) throws IOException {
			synchronized (uniform) {
				final TileStack known = uniform.get(label);
				if (known != null)
					return known;
				tile.clear();
				frame.encodeUniform(spec.type(), label, tile);
				final TileStack made = TileStack.of(append(), tile.size());
				uniform.put(label, made);
				return made;
			}
		}

		@Override
		public void removeOthers(final int level, final long from, final long to, final LongPredicate put) {
			// NB: nothing is there but what this run has put.
		}

		@Override
		public Written end() {
			final Written all = written;
			written = Written.NONE;
			return all;
		}

		@Override
		public Written abandon() {
			return end();
		}
	}
}
