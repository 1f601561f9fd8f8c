package org.labelupscaler.volume.imaris;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.json.JsonText;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.BlockFrame;
import org.labelupscaler.volume.BlockReader;
import org.labelupscaler.volume.Portions;
import org.labelupscaler.volume.VolumeRecord;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.hdf5.ChunkTable;
import org.labelupscaler.volume.hdf5.ChunkTreeWriter;
import org.labelupscaler.volume.hdf5.Hdf5Frame;
import org.labelupscaler.volume.hdf5.Hdf5Start;
import org.labelupscaler.volume.single.FileWriter;
import org.labelupscaler.volume.single.GrowingFile;
import org.labelupscaler.volume.single.SingleFileFormat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;

/**
 * Imaris 5.5: an HDF5 file with a dataset for each level, in chunks that are compressed with deflate; what Imaris, BigDataViewer
 * (8 and 16 bit), napari and whatever knows HDF5 open. The record of the job is a dataset of the root group, which none of them looks at.
 */
public final class ImarisFormat extends SingleFileFormat {

	private static final Set<LabelType> TYPES = EnumSet.of(LabelType.UINT8, LabelType.UINT16, LabelType.UINT32);
	/** Of which the table that is kept in memory has twelve bytes each. */
	private static final long MOST_BLOCKS = 1L << 32;
	/** What HDF5 says the length of a chunk with. */
	private static final long LARGEST_CHUNK = 0xFFFFFFFFL;

	@Override
	public String word() {
		return "imaris";
	}

	@Override
	public String title() {
		return "Imaris file";
	}

	@Override
	public List<String> endings() {
		return List.of(".ims");
	}

	@Override
	public Set<Compression.Kind> compressions() {
		return EnumSet.of(Compression.Kind.GZIP, Compression.Kind.RAW);
	}

	/** NB: 1 MiB of uint32 is what Imaris reads at once, and as much as HDF5 keeps of a dataset unless it is told to keep more. */
	@Override
	public int[] usualBlockSize() {
		return new int[] { 64, 64, 64 };
	}

	@Override
	public Optional<String> obstacle(final VolumeSpec spec) {
		if (!TYPES.contains(spec.type()))
			return Optional.of("type: an Imaris file holds labels of uint8, uint16 or uint32, not of " + spec.type().n5Name() +
				"; let the labels be numbered from 1 (values: compact), or choose one of these types if they fit");
		final int[] block = spec.blockSize();
		if ((double) block[0] * block[1] * block[2] * spec.type().bytes() > LARGEST_CHUNK)
			return Optional.of("block: a block of an Imaris file has less than 4 GiB; use smaller blocks");
		if (spec.grids().stream().mapToDouble(BlockGrid::blocks).sum() > MOST_BLOCKS)
			return Optional.of("block: an Imaris file is written with at most " + MOST_BLOCKS + " blocks; use larger blocks");
		return super.obstacle(spec);
	}

	@Override
	public Portions portions(final VolumeSpec spec, final int level) {
		return Portions.columns(spec.grids().get(level));
	}

	@Override
	public Optional<VolumeRecord> record(final Store store) {
		try {
			final Optional<Hdf5Start> start = Hdf5Start.read(store);
			if (start.isEmpty())
				return Optional.empty();
			final JsonElement json = JsonText.parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(start.get().record(store)))
				.toString());
			return json.isJsonObject() ? VolumeRecord.of(json.getAsJsonObject()) : Optional.empty();
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + store.describe(FileStore.CONTENT) + ": " + LabelUpscalerException.reason(e),
				e);
		}
		catch (final JsonParseException e) {
			throw new InvalidInputException(store.describe(FileStore.CONTENT) + " is damaged: " + e.getMessage(), e);
		}
	}

	@Override
	public long indexBytes(final VolumeSpec spec, final int level, final double blocks, final long planes) {
		return ChunkTreeWriter.bytes(blocks);
	}

	@Override
	public long indexMemory(final VolumeSpec spec) {
		return spec.grids().stream().mapToLong(grid -> ChunkTable.bytes(grid.blocks())).sum();
	}

	@Override
	protected FileWriter newWriter(final GrowingFile file, final VolumeSpec spec, final String title) throws IOException {
		return new ImarisWriter(file, spec, title);
	}

	@Override
	public BlockFrame newFrame(final VolumeSpec spec) {
		return Hdf5Frame.of(spec);
	}

	@Override
	public BlockReader reader(final Store store, final VolumeSpec spec, final boolean background) {
		return new ImarisReader(store, spec, background);
	}

	@Override
	public void checkMetadata(final Store store, final VolumeSpec spec) {
		final String name = store.describe(FileStore.CONTENT);
		try {
			final Hdf5Start start = Hdf5Start.read(store).orElseThrow(() -> new InvalidInputException(name +
				" was not made by this program."));
			if (start.indices().length != spec.pyramid().levels())
				throw new InvalidInputException(name + " has " + start.indices().length + " levels, but the job was " + spec.pyramid().levels() +
					".", Remedy.OVERWRITE);
			if (!start.isUnchanged(store))
				throw new InvalidInputException(name + ": its groups and attributes are not what was written; another program may have " +
					"changed the file, or it is damaged.", Remedy.OVERWRITE);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + name + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	@Override
	public String howToOpen(final Store store) {
		return store.describe(FileStore.CONTENT) + " in Imaris or BigDataViewer";
	}
}
