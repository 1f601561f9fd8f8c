package org.labelupscaler.encode;

import java.io.Serializable;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.labelupscaler.grid.Decimals;

/**
 * A compression of blocks, with its level: what {@code --compression} says and what a volume records. Which kinds there are
 * in a container is for its format to say.
 *
 * @param kind the method
 * @param level gzip 1 … 9, zstd 1 … 22, blosc-zstd 1 … 9, higher is smaller and slower; 0 for the methods that have none
 */
public record Compression(Kind kind, int level) implements Serializable {

	/** The methods. */
	public enum Kind {
			/** RFC 1952. */
			GZIP(1, 9, 1),
			/** The LZ4Block stream of lz4-java, which N5 calls lz4. */
			LZ4(0, 0, 0),
			/** Zstandard. */
			ZSTD(1, 22, 1),
			/** None. */
			RAW(0, 0, 0),
			/** Blosc, version 1, with lz4 in it. */
			BLOSC_LZ4(0, 0, 0),
			/** Blosc, version 1, with zstd in it, whose levels blosc counts in its own way. */
			BLOSC_ZSTD(1, 9, 1);

		private final int least;
		private final int most;
		private final int usual;

		Kind(final int least, final int most, final int usual) {
			this.least = least;
			this.most = most;
			this.usual = usual;
		}

		/** @return the name on the command line and in N5's attributes, for example "blosc-lz4" */
		public String word() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

		/**
		 * @param kinds some of them
		 * @return how they are asked for, for messages: "gzip[:1-9], lz4 or raw"
		 */
		public static String words(final Collection<Kind> kinds) {
			final List<String> words = kinds.stream().map(k -> k.most == 0 ? k.word() : k.word() + "[:" + k.least + "-" + k.most +
				"]").collect(Collectors.toList());
			final String last = words.remove(words.size() - 1);
			return words.isEmpty() ? last : String.join(", ", words) + " or " + last;
		}
	}

	/** What is used unless said otherwise: gzip, level 1. */
	public static final Compression DEFAULT = new Compression(Kind.GZIP, 1);

	/** @throws IllegalArgumentException if the method does not have that level */
	public Compression {
		if (level < kind.least || level > kind.most)
			throw new IllegalArgumentException(kind.most == 0 ? kind.word() + " has no levels, and " + level + " was given"
				: "the level of " + kind.word() + " is " + kind.least + " to " + kind.most + ", not " + level);
	}

	/**
	 * @param text the word of a kind, for example "gzip" or "blosc-lz4"; a level may follow, as in "zstd:9"
	 * @return what it says
	 * @throws IllegalArgumentException if it says something else; the message is fit for users
	 */
	public static Compression parse(final String text) {
		final String[] parts = text.strip().split(":", 2);
		for (final Kind kind : Kind.values())
			if (kind.word().equalsIgnoreCase(parts[0].strip())) {
				try {
					return new Compression(kind, parts.length == 1 ? kind.usual : Math.toIntExact(Decimals.whole(parts[1].strip())));
				}
				catch (final NumberFormatException | ArithmeticException e) {
					throw new IllegalArgumentException(kind.most == 0 ? kind.word() + " has no levels, and '" + parts[1] + "' was given"
						: "the level of " + kind.word() + " is " + kind.least + " to " + kind.most + ", not '" + parts[1] + "'");
				}
			}
		throw new IllegalArgumentException("'" + text + "' is not " + Kind.words(EnumSet.allOf(Kind.class)));
	}

	/**
	 * @param order byte order of the voxels that it encodes
	 * @return a codec for one thread
	 */
	public BlockCodec newCodec(final ByteOrder order) {
		return switch (kind) {
			case GZIP -> new DeflateCodec(DeflateFrame.GZIP, order, level);
			case LZ4 -> new Lz4Codec(order);
			case ZSTD -> new ZstdCodec(order, level);
			case RAW -> new RawCodec(order);
			case BLOSC_LZ4 -> BloscCodec.lz4(order);
			case BLOSC_ZSTD -> BloscCodec.zstd(order, level);
		};
	}

	/**
	 * The codec of formats that have gzip's deflate as a zlib stream (RFC 1950), such as HDF5 and TIFF.
	 *
	 * @param order byte order of the voxels that it encodes
	 * @return a codec for one thread; but for gzip the same as {@link #newCodec}
	 */
	public BlockCodec newZlibCodec(final ByteOrder order) {
		return kind == Kind.GZIP ? new DeflateCodec(DeflateFrame.ZLIB, order, level) : newCodec(order);
	}

	/** @return the most bytes that a row of a block may have */
	public long mostRowBytes() {
		return kind == Kind.LZ4 ? Lz4Codec.LARGEST_CHUNK : Long.MAX_VALUE;
	}

	/** @return the most bytes that a plane of a block may have */
	public long mostPlaneBytes() {
		return kind == Kind.BLOSC_LZ4 || kind == Kind.BLOSC_ZSTD ? BloscCodec.LARGEST_BLOCK : Long.MAX_VALUE;
	}

	@Override
	public String toString() {
		return level == 0 ? kind.word() : kind.word() + ":" + level;
	}
}
