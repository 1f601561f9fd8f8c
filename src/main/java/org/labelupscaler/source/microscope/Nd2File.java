package org.labelupscaler.source.microscope;

import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.VoxelEdges;

/**
 * The header of Nikon ND2 since version 3: chunks with names, of which a map is at the end of the file. A plane's size is in
 * ImageAttributesLV, a pixel's length, in micrometres, in ImageMetadataSeqLV|0, and how many planes there are, and how far from
 * each other, in the loops of ImageMetadataLV, one within the other. Not described by Nikon; as the library nd2 reads it.
 */
final class Nd2File {

	private static final String FORMAT = "ND2";
	private static final int MAGIC = 0x0ABECEDA;
	private static final int CHUNK = 16;
	private static final int SIGNATURE = 32;
	private static final String FILE = "ND2 FILE SIGNATURE CHUNK NAME01!";
	private static final String MAP = "ND2 CHUNK MAP SIGNATURE 0000001!";
	private static final int LONGEST_NAME = 255;
	private static final int LONGEST_CHUNK = 64 << 20;

	private static final String ATTRIBUTES = "ImageAttributesLV!";
	private static final String PICTURE = "ImageMetadataSeqLV|0!";
	private static final String EXPERIMENT = "ImageMetadataLV!";
	private static final String NEXT = "ppNextLevelEx";

	private static final Set<String> WANTED = Set.of("SLxImageAttributes", "uiWidth", "uiHeight", "uiSequenceCount",
		"SLxPictureMetadata", "dCalibration", "dAspect", "bCalibrated", "sPicturePlanes", "uiCount", "SLxExperiment", "eType",
		"uLoopPars", "dZStep", "dZLow", "dZHigh", NEXT);

	private static final int Z_LOOP = 4;
	private static final Map<Integer, String> LOOPS = Map.of(1, "time points", 2, "positions", 8, "time points");

	private final Path path;
	private final HeaderBytes bytes;
	private final Map<String, Long> chunks = new HashMap<>();

	private Nd2File(final Path path, final HeaderBytes bytes) {
		this.path = path;
		this.bytes = bytes;
	}

	static boolean starts(final byte[] start) {
		return start.length > CHUNK + SIGNATURE && ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt() == MAGIC &&
			new String(start, CHUNK, SIGNATURE, StandardCharsets.ISO_8859_1).equals(FILE);
	}

	static ImageSize measure(final Path path) {
		try (HeaderBytes bytes = new HeaderBytes(path)) {
			final Nd2File file = new Nd2File(path, bytes);
			file.readMap();
			return file.image();
		}
		catch (final IOException e) {
			throw HeaderBytes.unreadable(path, e);
		}
	}

	/** Keeps the places of the chunks that are needed; there is one for each plane besides. */
	private void readMap() throws IOException {
		if (bytes.length() < CHUNK + SIGNATURE + Long.BYTES)
			throw new InvalidInputException(path + " is truncated: it has only " + bytes.length() + " bytes, and does not end with " +
				"the map of its chunks");
		final ByteBuffer end = bytes.read(bytes.length() - SIGNATURE - Long.BYTES, SIGNATURE + Long.BYTES).order(
			ByteOrder.LITTLE_ENDIAN);
		if (!new String(end.array(), 0, SIGNATURE, StandardCharsets.ISO_8859_1).equals(MAP))
			throw new InvalidInputException(path + " is truncated: it does not end with the map of its chunks");
		final long position = end.getLong(SIGNATURE);
		final ByteBuffer header = header(position);
		if (header.getLong(8) < SIGNATURE)
			throw new InvalidInputException(path + " is damaged: the map of its chunks has " + header.getLong(8) + " bytes");
		try (DataInputStream in = new DataInputStream(bytes.stream(position + CHUNK + header.getInt(4), header.getLong(8)))) {
			for (String name = name(in); !name.equals(MAP); name = name(in)) {
				final long at = Long.reverseBytes(in.readLong());
				in.readLong(); // its length, which its own header says, too
				if (name.equals(ATTRIBUTES) || name.equals(PICTURE) || name.equals(EXPERIMENT))
					chunks.put(name, at);
			}
		}
	}

	private String name(final DataInputStream in) throws IOException {
		final StringBuilder name = new StringBuilder();
		while (name.length() == 0 || name.charAt(name.length() - 1) != '!') {
			if (name.length() > LONGEST_NAME)
				throw new InvalidInputException(path + " is damaged: the map of its chunks has a name that does not end");
			name.append((char) in.readUnsignedByte());
		}
		return name.toString();
	}

	private ByteBuffer header(final long position) throws IOException {
		final ByteBuffer header = bytes.read(position, CHUNK).order(ByteOrder.LITTLE_ENDIAN);
		if (header.getInt(0) != MAGIC || header.getInt(4) < 0 || header.getLong(8) < 0)
			throw new InvalidInputException(path + " is damaged: at byte " + position + " there is no chunk");
		return header;
	}

	/** The values of a chunk, within the level that all of them are in; none if there is no such chunk. */
	private Map<String, Object> values(final String chunk, final String level) throws IOException {
		final Long position = chunks.get(chunk);
		if (position == null)
			return Map.of();
		final ByteBuffer header = header(position);
		if (header.getLong(8) > LONGEST_CHUNK)
			throw new InvalidInputException(path + ": " + chunk + " has " + header.getLong(8) + " bytes, more than any metadata");
		final Map<String, Object> all = LimLevels.read(bytes.read(position + CHUNK + header.getInt(4), (int) header.getLong(8)),
			WANTED);
		return all.containsKey(level) ? level(all, level) : all;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> level(final Map<String, Object> values, final String name) {
		return values.get(name) instanceof Map<?, ?> level ? (Map<String, Object>) level : Map.of();
	}

	private static double number(final Map<String, Object> values, final String name) {
		return values.get(name) instanceof Number number ? number.doubleValue() : 0;
	}

	private ImageSize image() throws IOException {
		if (!chunks.containsKey(ATTRIBUTES))
			throw new InvalidInputException(path + " is an ND2 file of a version before 3, of which not even the size is read; in " +
				"NIS-Elements export it as TIFF, or open it in Fiji (File > Import > Bio-Formats) and save it as OME-TIFF");
		final Map<String, Object> attributes = values(ATTRIBUTES, "SLxImageAttributes");
		final Map<String, Object> picture = values(PICTURE, "SLxPictureMetadata");
		final long[] size = { (long) number(attributes, "uiWidth"), (long) number(attributes, "uiHeight"), 1 };
		final VoxelEdges edges = new VoxelEdges();
		final double pixel = number(picture, "dCalibration");
		// NB: the program writes 1, and that it is not calibrated, where nobody has told it.
		final double aspect = number(picture, "dAspect");
		final boolean square = aspect <= 0 || aspect == 1;
		final boolean calibrated = number(picture, "bCalibrated") != 0 && pixel > 0 && square;
		if (calibrated) {
			edges.set(0, length("dCalibration", pixel), "um");
			edges.set(1, length("dCalibration", pixel), "um");
		}
		final Map<String, Long> first = new LinkedHashMap<>();
		first.put("channels", (long) number(level(picture, "sPicturePlanes"), "uiCount"));
		boolean stack = false;
		for (Map<String, Object> loop = values(EXPERIMENT, "SLxExperiment"); !loop.isEmpty(); loop = next(loop)) {
			final Map<String, Object> parameters = loop.containsKey("uLoopPars") ? level(loop, "uLoopPars") : Map.of();
			final Map<String, Object> said = parameters.containsKey("0") ? level(parameters, "0") : parameters;
			final int type = (int) number(loop, "eType");
			final long count = (long) number(said, "uiCount");
			if (type == Z_LOOP && count > 0) {
				if (stack)
					throw new InvalidInputException(path + " has several loops along z; export it as TIFF");
				stack = true;
				size[2] = count;
				final double step = number(said, "dZStep") != 0 || count < 2 ? number(said, "dZStep") : (number(said, "dZHigh") - number(
					said, "dZLow")) / (count - 1);
				// NB: no length of a pixel can be told from that between planes.
				if (calibrated && step != 0)
					edges.set(2, length("dZStep", Math.abs(step)), "um");
			}
			else if (LOOPS.containsKey(type))
				first.merge(LOOPS.get(type), count, Math::max);
		}
		final long planes = (long) number(attributes, "uiSequenceCount");
		if (planes < size[2])
			throw new InvalidInputException(path + " was not finished: it has " + planes + " planes of a stack of " + size[2]);
		return Measured.of(path, Measured.name(path.toString(), first), FORMAT, size, edges, square ? List.of() : List.of(
			"The voxel size cannot be used: the file says that pixels are not square (dAspect " + aspect + "), but not which way."));
	}

	/** The loop within a loop; the same one may be said for each turn of the outer one. */
	private Map<String, Object> next(final Map<String, Object> loop) {
		final Map<String, Object> within = level(loop, NEXT);
		if (within.values().stream().distinct().count() > 1)
			throw new InvalidInputException(path + " has several different loops within one, of which none is that of the volume; " +
				"export the volume as TIFF");
		final Map<String, Object> next = level(within, "0");
		return next.containsKey("SLxExperiment") ? level(next, "SLxExperiment") : next;
	}

	private BigDecimal length(final String field, final double value) {
		return Measured.length(path, field, Double.toString(value));
	}
}
