package org.labelupscaler.volume.hdf5;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.labelupscaler.encode.Compression;
import org.labelupscaler.volume.VolumeSpec;

/** A dataset of little-endian numbers, in one piece or in chunks. */
public final class Hdf5Dataset implements Hdf5Object {

	/** Chunks that are in the file already. One that is missing is zeros. */
	private static final class Chunks {

		private final int[] size;
		private final OptionalInt deflate;
		private final long index;

		/**
		 * @param size numbers of a chunk along the axes, the slowest first
		 * @param deflate level of the compression; nothing if there is none
		 * @param index address of their index
		 */
		Chunks(final int[] size, final OptionalInt deflate, final long index) {
			this.size = size;
			this.deflate = deflate;
			this.index = index;
		}
	}

	private final long[] size;
	private final Hdf5Type type;
	/** If they are in one piece. */
	private final byte[] numbers;
	private final Optional<Chunks> chunks;

	private Hdf5Dataset(final long[] size, final Hdf5Type type, final byte[] numbers, final Optional<Chunks> chunks) {
		this.size = size.clone();
		this.type = type;
		this.numbers = numbers;
		this.chunks = chunks;
	}

	/**
	 * @param size numbers along its axes, the slowest first
	 * @param type what they are
	 * @param numbers all numbers; not copied
	 * @return a dataset in one piece
	 */
	public static Hdf5Dataset whole(final long[] size, final Hdf5Type type, final byte[] numbers) {
		return new Hdf5Dataset(size, type, numbers, Optional.empty());
	}

	/**
	 * @param spec a volume
	 * @param size numbers along x, y, z: voxels of one of its levels, or more
	 * @param index address of the index of its chunks, as {@link ChunkTreeWriter#write} tells it
	 * @return a dataset of the voxels of the level
	 */
	public static Hdf5Dataset of(final VolumeSpec spec, final long[] size, final long index) {
		final int[] block = spec.blockSize();
		final boolean deflated = spec.compression().kind() == Compression.Kind.GZIP;
		return new Hdf5Dataset(new long[] { size[2], size[1], size[0] }, Hdf5Type.of(spec.type()), new byte[0], Optional.of(new Chunks(
			new int[] { block[2], block[1], block[0] }, deflated ? OptionalInt.of(spec.compression().level()) : OptionalInt.empty(),
			index)));
	}

	@Override
	public long write(final Hdf5Bytes out) {
		final List<Hdf5Message> messages = new ArrayList<>(List.of(Hdf5Message.dataspace(size), Hdf5Message.datatype(type),
			Hdf5Message.fill(chunks.isPresent())));
		if (chunks.isPresent()) {
			messages.add(Hdf5Message.chunked(chunks.get().index, chunks.get().size, type.bytes()));
			chunks.get().deflate.ifPresent(level -> messages.add(Hdf5Message.deflate(level)));
		}
		else {
			messages.add(Hdf5Message.contiguous(out.align().address(), numbers.length));
			out.put(numbers);
		}
		return Hdf5Message.writeHeader(messages, out);
	}
}
