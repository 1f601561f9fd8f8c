package org.labelupscaler.volume.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.json.JsonText;
import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.BlockFrame;
import org.labelupscaler.volume.BlockReader;
import org.labelupscaler.volume.Portions;
import org.labelupscaler.volume.VolumeRecord;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.single.SingleFileFormat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;

/**
 * A format whose volumes are HDF5 files with a dataset for each level, in chunks that are compressed with deflate. The record of the
 * job is a dataset of the root group, at which other programs do not look; it says which format the file is of.
 */
public abstract class Hdf5VolumeFormat extends SingleFileFormat {

	private static final String FORMAT = "format";
	/** Of which the table that is kept in memory has twelve bytes each. */
	private static final long MOST_BLOCKS = 1L << 32;
	/** What HDF5 says the length of a chunk with. */
	private static final long LARGEST_CHUNK = 0xFFFFFFFFL;

	@Override
	public final Set<Compression.Kind> compressions() {
		return EnumSet.of(Compression.Kind.GZIP, Compression.Kind.RAW);
	}

	/** NB: 1 MiB of uint32 is as much as HDF5 keeps of a dataset unless it is told to keep more, and what Imaris reads at once. */
	@Override
	public final int[] usualBlockSize() {
		return new int[] { 64, 64, 64 };
	}

	@Override
	public Optional<String> obstacle(final VolumeSpec spec) {
		final int[] block = spec.blockSize();
		if ((double) block[0] * block[1] * block[2] * spec.type().bytes() > LARGEST_CHUNK)
			return Optional.of("block: a block of " + aTitle() + " has less than 4 GiB; use smaller blocks");
		if (spec.grids().stream().mapToDouble(BlockGrid::blocks).sum() > MOST_BLOCKS)
			return Optional.of("block: " + aTitle() + " is written with at most " + MOST_BLOCKS + " blocks; use larger blocks");
		return super.obstacle(spec);
	}

	@Override
	public final Portions portions(final VolumeSpec spec, final int level) {
		return Portions.rows(spec.grids().get(level));
	}

	/**
	 * @param record what the job was asked to do
	 * @return the bytes of the dataset that records it
	 */
	final byte[] bytes(final VolumeRecord record) {
		final JsonObject attributes = new JsonObject();
		attributes.addProperty(FORMAT, word());
		attributes.add(VolumeRecord.NAME, record.json());
		return attributes.toString().getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public final Optional<VolumeRecord> record(final Store store) {
		try {
			final Optional<Hdf5Start> start = Hdf5Start.read(store);
			if (start.isEmpty())
				return Optional.empty();
			final JsonElement json = JsonText.parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(start.get().record(store)))
				.toString());
			return json instanceof JsonObject attributes && new JsonPrimitive(word()).equals(attributes.get(FORMAT)) ? VolumeRecord.of(
				attributes) : Optional.empty();
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
	public final BlockFrame newFrame(final VolumeSpec spec) {
		return Hdf5Frame.of(spec);
	}

	@Override
	public final BlockReader reader(final Store store, final VolumeSpec spec, final boolean background) {
		return new Hdf5Reader(store, spec, background);
	}

	@Override
	public final void checkMetadata(final Store store, final VolumeSpec spec) {
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
}
