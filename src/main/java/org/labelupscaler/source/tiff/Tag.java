package org.labelupscaler.source.tiff;

import java.util.HashMap;
import java.util.Map;

/** The fields of a directory that matter here. */
enum Tag {

		NEW_SUBFILE_TYPE("NewSubfileType", 254),
		SUBFILE_TYPE("SubfileType", 255),
		IMAGE_WIDTH("ImageWidth", 256),
		IMAGE_LENGTH("ImageLength", 257),
		BITS_PER_SAMPLE("BitsPerSample", 258),
		COMPRESSION("Compression", 259),
		PHOTOMETRIC("PhotometricInterpretation", 262),
		FILL_ORDER("FillOrder", 266),
		IMAGE_DESCRIPTION("ImageDescription", 270),
		STRIP_OFFSETS("StripOffsets", 273),
		ORIENTATION("Orientation", 274),
		SAMPLES_PER_PIXEL("SamplesPerPixel", 277),
		ROWS_PER_STRIP("RowsPerStrip", 278),
		STRIP_BYTE_COUNTS("StripByteCounts", 279),
		X_RESOLUTION("XResolution", 282),
		Y_RESOLUTION("YResolution", 283),
		RESOLUTION_UNIT("ResolutionUnit", 296),
		PREDICTOR("Predictor", 317),
		COLOR_MAP("ColorMap", 320),
		TILE_WIDTH("TileWidth", 322),
		TILE_LENGTH("TileLength", 323),
		TILE_OFFSETS("TileOffsets", 324),
		TILE_BYTE_COUNTS("TileByteCounts", 325),
		SAMPLE_FORMAT("SampleFormat", 339),
		IMAGE_DEPTH("ImageDepth", 32997),
		STK_PLANES("UIC2Tag of MetaMorph", 33629),
		PIXEL_SCALE("ModelPixelScale of GeoTIFF", 33550),
		TIE_POINT("ModelTiepoint of GeoTIFF", 33922),
		LSM_INFO("CZ_LSMINFO", 34412),
		GDAL_METADATA("GDAL_METADATA", 42112),
		GDAL_NODATA("GDAL_NODATA", 42113);

	private static final Map<Integer, Tag> BY_CODE = new HashMap<>();

	static {
		for (final Tag tag : values())
			BY_CODE.put(tag.code, tag);
	}

	private final String title;
	private final int code;

	Tag(final String title, final int code) {
		this.title = title;
		this.code = code;
	}

	/** The field with that number; null if it does not matter. */
	static Tag of(final int code) {
		return BY_CODE.get(code);
	}

	/** As the format calls it. */
	@Override
	public String toString() {
		return title;
	}
}
