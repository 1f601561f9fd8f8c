package org.labelupscaler.volume.tiff;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.BlockFrame;
import org.labelupscaler.volume.BlockReader;
import org.labelupscaler.volume.Portions;
import org.labelupscaler.volume.VolumeRecord;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.single.FileWriter;
import org.labelupscaler.volume.single.GrowingFile;
import org.labelupscaler.volume.single.SingleFileFormat;

/**
 * OME-TIFF (docs.openmicroscopy.org, the OME-TIFF specification): always BigTIFF, little-endian, a tiled page for each plane along
 * z. The smaller copies of a page are its SubIFDs, largest first. By the specification, and in Bio-Formats and tifffile, levels are
 * smaller along x and y only and all have the same planes; so other levels are refused, and those that nobody has asked for halve x
 * and y together.
 * <p>
 * ImageJ's own description would stand where the OME-XML does, and ImageJ by itself reads neither BigTIFF nor tiles, so there is none;
 * Fiji reads the file with Bio-Formats. Tiles that are only background are one tile, stored once: a table with holes is GDAL's
 * alone. There is no LZW: unlike Deflate and Zstandard it is not made of run lengths, so every tile would have to be expanded.
 */
public final class OmeTiff extends SingleFileFormat {

	/** A page each; more than any reader of today can have. */
	private static final long MOST_PLANES = 1 << 20;
	/** The table of a page is held in memory by readers. */
	private static final long MOST_TILES = 1 << 22;

	@Override
	public String word() {
		return "ome-tiff";
	}

	@Override
	public String title() {
		return "OME-TIFF";
	}

	@Override
	public List<String> endings() {
		return List.of(".ome.tif", ".ome.tiff", ".tif", ".tiff");
	}

	@Override
	public int[] usualBlockSize() {
		return new int[] { 512, 512, 64 };
	}

	@Override
	public Pyramid automaticLevels(final long[] size, final VoxelSize voxelSize, final int[] blockSize) {
		return Pyramid.automatic(new long[] { size[0], size[1], 1 }, VoxelSize.UNKNOWN, new int[] { blockSize[0], blockSize[1], 1 });
	}

	@Override
	public Set<Compression.Kind> compressions() {
		return EnumSet.of(Compression.Kind.GZIP, Compression.Kind.ZSTD, Compression.Kind.RAW);
	}

	@Override
	public Optional<String> obstacle(final VolumeSpec spec) {
		if (spec.type().bytes() > 4)
			return Optional.of("type: an OME-TIFF has integers of at most 32 bits, and these are " + spec.type().n5Name() +
				"; number the labels anew (compact), or choose another format");
		if (spec.size()[2] > MOST_PLANES)
			return Optional.of("size: an OME-TIFF has a page for each plane along z, here at most " + MOST_PLANES + ", not " + spec
				.size()[2] + "; choose another format");
		for (int l = 1; l < spec.pyramid().levels(); l++)
			if (spec.pyramid().factors(l)[2] != 1)
				return Optional.of("levels: those of an OME-TIFF are smaller along x and y only; let the factor along z be 1, as in " +
					"2,2,1");
		final BlockGrid grid = spec.grids().get(0);
		for (int d = 0; d < 2; d++)
			if (grid.gridSize()[d] > 1 && spec.blockSize()[d] % TiffFrame.EDGE != 0)
				return Optional.of("block: tiles of a TIFF are a multiple of " + TiffFrame.EDGE + " long along x and y, and " + spec
					.blockSize()[d] + " is none");
		if (grid.columns() > MOST_TILES)
			return Optional.of("block: a plane would have more than " + MOST_TILES + " tiles; use blocks larger along x or y");
		return super.obstacle(spec);
	}

	/** NB: the last tile of a block is often the first one of the block below it, which who writes them in order sees. */
	@Override
	public Portions portions(final VolumeSpec spec, final int level) {
		return Portions.columns(spec.grids().get(level));
	}

	@Override
	public Optional<VolumeRecord> record(final Store store) {
		return TiffHeader.read(store).flatMap(header -> header.record(store));
	}

	@Override
	public BlockFrame newFrame(final VolumeSpec spec) {
		return new TiffFrame(spec);
	}

	@Override
	protected FileWriter newWriter(final GrowingFile file, final VolumeSpec spec, final String title) throws IOException {
		return new TiffWriter(file, spec, title);
	}

	@Override
	public BlockReader reader(final Store store, final VolumeSpec spec, final boolean background) {
		return new TiffReader(store, spec, background);
	}

	@Override
	public void checkMetadata(final Store store, final VolumeSpec spec) {
		try {
			final TiffPages pages = TiffPages.read(store, spec);
			if (!OmeXml.describes(pages.description(), spec))
				throw new InvalidInputException(pages.place() +
					": its OME-XML does not describe the volume of the job. It was changed.");
		}
		catch (final IOException e) {
			throw TiffPages.unreadable(store, e);
		}
	}

	@Override
	public String howToOpen(final Store store) {
		return store.describe(FileStore.CONTENT) + " in Fiji (Bio-Formats), QuPath or napari";
	}
}
