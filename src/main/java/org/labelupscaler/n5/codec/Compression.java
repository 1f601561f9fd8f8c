package org.labelupscaler.n5.codec;

import java.io.Serializable;
import java.util.Locale;

import org.labelupscaler.grid.Decimals;

/**
 * A compression that N5 knows, with its level: what {@code --compression} says and what a dataset's attributes record.
 *
 * @param kind the method
 * @param level gzip 1 … 9, zstd 1 … 22, higher is smaller and slower; 0 for the methods that have none
 */
public record Compression(Kind kind, int level) implements Serializable {

	/** The methods. */
	public enum Kind {
			/** RFC 1952, read by every N5 library. */
			GZIP(1, 9, 1),
			/** The LZ4Block stream of lz4-java. */
			LZ4(0, 0, 0),
			/** Zstandard. */
			ZSTD(1, 22, 1),
			/** None. */
			RAW(0, 0, 0);

		private final int least;
		private final int most;
		private final int usual;

		Kind(final int least, final int most, final int usual) {
			this.least = least;
			this.most = most;
			this.usual = usual;
		}

		/** @return the name in N5 attributes and on the command line */
		public String n5Name() {
			return name().toLowerCase(Locale.ROOT);
		}
	}

	/** What is used unless said otherwise: gzip, level 1. */
	public static final Compression DEFAULT = new Compression(Kind.GZIP, 1);

	/** @throws IllegalArgumentException if the method does not have that level */
	public Compression {
		if (level < kind.least || level > kind.most)
			throw new IllegalArgumentException(kind.most == 0 ? kind.n5Name() + " has no levels, and " + level + " was given"
				: "the level of " + kind.n5Name() + " is " + kind.least + " to " + kind.most + ", not " + level);
	}

	/**
	 * @param text "gzip", "gzip:6", "lz4", "zstd", "zstd:9" or "raw"
	 * @return what it says
	 * @throws IllegalArgumentException if it says something else; the message is fit for users
	 */
	public static Compression parse(final String text) {
		final String[] parts = text.strip().split(":", 2);
		for (final Kind kind : Kind.values())
			if (kind.n5Name().equalsIgnoreCase(parts[0].strip())) {
				try {
					return new Compression(kind, parts.length == 1 ? kind.usual : Math.toIntExact(Decimals.whole(parts[1].strip())));
				}
				catch (final NumberFormatException | ArithmeticException e) {
					throw new IllegalArgumentException(kind.most == 0 ? kind.n5Name() + " has no levels, and '" + parts[1] + "' was given"
						: "the level of " + kind.n5Name() + " is " + kind.least + " to " + kind.most + ", not '" + parts[1] + "'");
				}
			}
		throw new IllegalArgumentException("'" + text + "' is not gzip, gzip:1..9, lz4, zstd, zstd:1..22 or raw");
	}

	/** @return a codec for one thread */
	public BlockCodec newCodec() {
		return switch (kind) {
			case GZIP -> new GzipCodec(level);
			case LZ4 -> new Lz4Codec();
			case ZSTD -> new ZstdCodec(level);
			case RAW -> new RawCodec();
		};
	}

	@Override
	public String toString() {
		return level == 0 ? kind.n5Name() : kind.n5Name() + ":" + level;
	}
}
