package org.labelupscaler.volume.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.BlockReader;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.tiff.TiffPages.Tile;

/** Reads the blocks of a file back, plane by plane. */
final class TiffReader implements BlockReader {

	private final Store store;
	private final VolumeSpec spec;
	private final boolean background;
	private final TiffFrame frame;
	private final ByteBuilder encoded = new ByteBuilder();
	private TiffPages pages;
	/** The tile that is only background, when it was found to be so. */
	private Tile zero;

	TiffReader(final Store store, final VolumeSpec spec, final boolean background) {
		this.store = store;
		this.spec = spec;
		this.background = background;
		frame = new TiffFrame(spec);
	}

	private TiffPages pages() throws IOException {
		if (pages == null)
			pages = TiffPages.read(store, spec);
		return pages;
	}

	private BlockGrid grid(final int level) {
		return spec.grids().get(level);
	}

	private Tile tile(final int level, final long[] position, final int plane) throws IOException {
		final BlockGrid grid = grid(level);
		return pages().tile(level, (int) grid.min(position, 2) + plane, (int) (position[1] * grid.gridSize()[0] + position[0]));
	}

	@Override
	public boolean isAsWritten(final int level, final long[] position, final RunBlock block) {
		try {
			if (block.isUniform() && block.label(0, 0, 0) == 0 && exists(level, position) != background)
				return false;
			int plane = 0;
			for (int k = 0; k < block.planes(); k++) {
				encoded.clear();
				frame.encode(block, k, encoded);
				Tile before = null;
				for (int r = 0; r < block.runZ(k); r++) {
					final Tile tile = tile(level, position, plane++);
					if (!tile.equals(before) && !(tile.length() == encoded.size() && pages.read(tile).equals(encoded.toByteBuffer())))
						return false;
					before = tile;
				}
			}
			return true;
		}
		catch (final IOException | LabelUpscalerException e) {
			return false; // what is wrong is told when it is decoded
		}
	}

	@Override
	public Optional<byte[]> voxels(final int level, final long[] position) {
		try {
			// NB: for other readers it is a tile like any other, so it must be what it is taken for.
			return !exists(level, position) && isZero(level, position) ? Optional.empty() : Optional.of(decode(level, position));
		}
		catch (final IOException e) {
			throw TiffPages.unreadable(store, e);
		}
	}

	private boolean isZero(final int level, final long[] position) throws IOException {
		final Tile tile = tile(level, position, 0);
		if (tile.equals(zero))
			return true;
		for (final byte voxel : plane(level, position, 0, tile, frame.tile()))
			if (voxel != 0)
				return false;
		zero = tile;
		return true;
	}

	private byte[] decode(final int level, final long[] position) throws IOException {
		final int[] size = grid(level).blockSize(position);
		final int[] one = { size[0], size[1], 1 };
		final int bytes = size[0] * size[1] * spec.type().bytes();
		final byte[] voxels = new byte[Math.multiplyExact(bytes, size[2])];
		Tile before = null;
		for (int plane = 0; plane < size[2]; plane++) {
			final Tile tile = tile(level, position, plane);
			if (tile.equals(before))
				System.arraycopy(voxels, (plane - 1) * bytes, voxels, plane * bytes, bytes);
			else
				System.arraycopy(plane(level, position, plane, tile, one), 0, voxels, plane * bytes, bytes);
			before = tile;
		}
		return voxels;
	}

	private byte[] plane(final int level, final long[] position, final int plane, final Tile tile, final int[] size) throws IOException {
		if (tile.length() > frame.most(size))
			throw damaged(level, position, plane, "it has " + tile.length() + " bytes, far more than its voxels need", null);
		final ByteBuffer stored = pages.read(tile);
		try {
			return frame.decode(stored, size);
		}
		catch (final IOException | RuntimeException e) {
			throw damaged(level, position, plane, LabelUpscalerException.reason(e), e);
		}
	}

	private LabelUpscalerException damaged(final int level, final long[] position, final int plane, final String why,
		final Exception cause)
	{
		return new LabelUpscalerException("The tile of page " + (grid(level).min(position, 2) + plane + 1) + " of block " + describe(level,
			position) + " is damaged: " + why + ".", Remedy.OVERWRITE, cause);
	}

	@Override
	public boolean exists(final int level, final long[] position) {
		if (background)
			return true;
		try {
			for (int plane = 0; plane < grid(level).length(position, 2); plane++)
				if (!pages().isBackground(tile(level, position, plane)))
					return true;
			return false;
		}
		catch (final IOException e) {
			throw TiffPages.unreadable(store, e);
		}
	}

	@Override
	public String describe(final int level, final long[] position) {
		return store.describe(FileStore.CONTENT) + ", level " + level + " (voxels " + grid(level).voxels(position) + ")";
	}
}
