package org.labelupscaler.volume.hdf5;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A dataset of unsigned little-endian integers, in one piece or in chunks. */
public final class Hdf5Dataset implements Hdf5Object {

	/** Chunks that are in the file already. One that is missing is zeros. */
	public static final class Chunks {

		private final int[] size;
		private final OptionalInt deflate;
		private final long index;

		/**
		 * @param size numbers of a chunk along the axes, the slowest first; copied
		 * @param deflate level of the compression; nothing if there is none
		 * @param index address of their index, as {@link ChunkTreeWriter#write} tells it
		 */
		public Chunks(final int[] size, final OptionalInt deflate, final long index) {
			this.size = size.clone();
			this.deflate = deflate;
			this.index = index;
		}
	}

	private final long[] size;
	private final int bytesPerNumber;
	/** If they are in one piece. */
	private final byte[] numbers;
	private final Optional<Chunks> chunks;

	private Hdf5Dataset(final long[] size, final int bytesPerNumber, final byte[] numbers, final Optional<Chunks> chunks) {
		this.size = size.clone();
		this.bytesPerNumber = bytesPerNumber;
		this.numbers = numbers;
		this.chunks = chunks;
	}

	/**
	 * @param size numbers along its axes, the slowest first
	 * @param bytesPerNumber 1, 2, 4 or 8
	 * @param numbers all numbers; not copied
	 * @return a dataset in one piece
	 */
	public static Hdf5Dataset whole(final long[] size, final int bytesPerNumber, final byte[] numbers) {
		return new Hdf5Dataset(size, bytesPerNumber, numbers, Optional.empty());
	}

	/**
	 * @param size numbers along its axes, the slowest first
	 * @param bytesPerNumber 1, 2, 4 or 8
	 * @param chunks its chunks
	 * @return a dataset in chunks
	 */
	public static Hdf5Dataset chunked(final long[] size, final int bytesPerNumber, final Chunks chunks) {
		return new Hdf5Dataset(size, bytesPerNumber, new byte[0], Optional.of(chunks));
	}

	@Override
	public long write(final Hdf5Bytes out) {
		final List<Hdf5Message> messages = new ArrayList<>(List.of(Hdf5Message.dataspace(size), Hdf5Message.unsigned(bytesPerNumber),
			Hdf5Message.fill(chunks.isPresent())));
		if (chunks.isPresent()) {
			messages.add(Hdf5Message.chunked(chunks.get().index, chunks.get().size, bytesPerNumber));
			chunks.get().deflate.ifPresent(level -> messages.add(Hdf5Message.deflate(level)));
		}
		else {
			messages.add(Hdf5Message.contiguous(out.align().address(), numbers.length));
			out.put(numbers);
		}
		return Hdf5Message.writeHeader(messages, out);
	}
}
