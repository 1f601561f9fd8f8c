package org.labelupscaler.source.tiff;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;

import org.labelupscaler.compression.ZstdLibrary;
import org.labelupscaler.source.SourceType;
import org.tukaani.xz.XZInputStream;


/** The ways to compress a strip or tile that keep every voxel as it is. */
enum TiffCompression {

		/** As they are. */
		NONE("uncompressed", 1),
		/** LZW, most significant bit first. 4096 codes of 12 bits stand for 3,840 bytes each at the very most. */
		LZW("LZW", 2600),
		/** A zlib stream. */
		DEFLATE("Deflate", 1040),
		/** Runs of bytes. */
		PACKBITS("PackBits", 64),
		/** A Zstandard frame. 4 bytes stand for 128 KiB at the very most. */
		ZSTD("ZSTD", 1 << 15),
		/** An xz stream. */
		LZMA("LZMA", 1 << 14);

	/** A longer row is in no image; the rows of compressed ones are held in memory. */
	private static final long LONGEST_ROW = 1 << 24;

	private final String title;
	private final int most;

	TiffCompression(final String title, final int most) {
		this.title = title;
		this.most = most;
	}

	/**
	 * @param directory the page, for messages
	 * @param layout its layout
	 * @param type type of its voxels
	 * @return how it is compressed
	 * @throws org.labelupscaler.InvalidInputException if that, or the predictor, is not supported
	 */
	static TiffCompression of(final TiffDirectory directory, final PageLayout layout, final SourceType type) {
		final TiffCompression compression = of(layout.compression());
		if (compression == null)
			throw directory.wrong(Tag.COMPRESSION, "is " + layout.compression() + name(layout.compression()) +
				"; save the labels with LZW, Deflate, or without compression");
		if (compression == NONE && !layout.isPacked())
			return compression;
		final long predictor = compression == NONE ? 1 : layout.predictor();
		final boolean known = predictor == 1 || compression != PACKBITS && (predictor == 2 && !layout.isPacked() || predictor == 3 &&
			type.isFloat());
		if (!known)
			throw directory.wrong(Tag.PREDICTOR, "is " + predictor + ", which is not supported for " + type + " and " + compression);
		if (layout.segmentWidth() > LONGEST_ROW / type.bytes())
			throw directory.wrong(Tag.IMAGE_WIDTH, "is " + layout.width() + ": rows of more than " + LONGEST_ROW +
				" bytes are not supported if they are compressed or packed");
		return compression;
	}

	/** The one with a number; null if it is not supported. */
	static TiffCompression of(final int code) {
		return switch (code) {
			case 1 -> NONE;
			case 5 -> LZW;
			case 8, 32946 -> DEFLATE;
			case 32773 -> PACKBITS;
			case 50000 -> ZSTD;
			case 34925 -> LZMA;
			default -> null;
		};
	}

	private static String name(final int code) {
		return switch (code) {
			case 2, 3, 4 -> " (CCITT), which is not for labels";
			case 6, 7 -> " (JPEG), which changes labels";
			case 33003, 33004, 33005, 34712 -> " (JPEG 2000), which is not supported";
			default -> ", which is not supported";
		};
	}

	/** How many bytes one byte can stand for at the very most. */
	static long most(final PageLayout layout) {
		return of(layout.compression()).most * (layout.isPacked() ? 8 / layout.bits() : 1);
	}

	/** The decoded bytes of a strip or tile. */
	InputStream decode(final InputStream in) throws IOException {
		return switch (this) {
			case NONE -> in;
			case LZW -> new LzwStream(in);
			case DEFLATE -> new InflaterInputStream(in);
			case PACKBITS -> new PackBitsStream(in);
			case ZSTD -> ZstdLibrary.decoded(in);
			case LZMA -> new XZInputStream(in, (int) Math.min(1 << 20, Runtime.getRuntime().maxMemory() >> 12));
		};
	}

	@Override
	public String toString() {
		return title;
	}
}
