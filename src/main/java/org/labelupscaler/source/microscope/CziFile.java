package org.labelupscaler.source.microscope;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.VoxelEdges;

/**
 * The header of Zeiss CZI: a segment at byte 0 says where the segment with the metadata is, XML in which sizes are under
 * Information/Image and the lengths of voxels, always in metres, under Scaling. Described in the ZEISS CZI image format's
 * design specification.
 */
final class CziFile implements HeaderXml.Visitor {

	private static final String FORMAT = "CZI";
	private static final String FILE = "ZISRAWFILE";
	private static final String METADATA = "ZISRAWMETADATA";
	/** Before the data of a segment: its name, and two lengths. */
	private static final int SEGMENT = 32;
	private static final int PART = SEGMENT + 48;
	private static final int METADATA_POSITION = SEGMENT + 60;
	/** Before the XML in the data of its segment. */
	private static final int XML = 256;
	private static final int LONGEST_XML = 256 << 20;

	private static final String IMAGE = "/ImageDocument/Metadata/Information/Image/Size";
	private static final String DISTANCE = "/ImageDocument/Metadata/Scaling/Items/Distance";

	private final Map<String, String> sizes = new HashMap<>();
	private final Map<String, String> lengths = new HashMap<>();
	private String axis = "";

	private CziFile() {}

	static boolean starts(final byte[] start) {
		return new String(start, 0, Math.min(start.length, 11), StandardCharsets.ISO_8859_1).equals(FILE + "\0");
	}

	static ImageSize measure(final Path path) {
		final CziFile found = new CziFile();
		try (HeaderBytes bytes = new HeaderBytes(path)) {
			final ByteBuffer file = bytes.read(0, METADATA_POSITION + 8).order(ByteOrder.LITTLE_ENDIAN);
			if (file.getInt(PART) != 0)
				throw new InvalidInputException(path + " is part " + (file.getInt(PART) + 1L) + " of a CZI in several files; name " +
					"the first of them");
			final long position = file.getLong(METADATA_POSITION);
			final ByteBuffer metadata = bytes.read(position, SEGMENT + XML).order(ByteOrder.LITTLE_ENDIAN);
			if (!new String(metadata.array(), 0, METADATA.length(), StandardCharsets.ISO_8859_1).equals(METADATA))
				throw new InvalidInputException(path + " is damaged: at byte " + position + " there is no segment " + METADATA);
			final int length = metadata.getInt(SEGMENT);
			if (length < 1 || length > LONGEST_XML)
				throw new InvalidInputException(path + " is damaged: its metadata are said to have " + length + " bytes");
			try (Reader in = new InputStreamReader(bytes.stream(position + SEGMENT + XML, length), StandardCharsets.UTF_8)) {
				HeaderXml.read(path, in, found);
			}
		}
		catch (final IOException e) {
			throw HeaderBytes.unreadable(path, e);
		}
		return found.image(path);
	}

	@Override
	public void start(final String path, final Map<String, String> attributes) {
		if (path.equals(DISTANCE))
			axis = attributes.getOrDefault("Id", "");
	}

	@Override
	public void end(final String path, final String text) {
		if (path.startsWith(IMAGE))
			sizes.put(path.substring(IMAGE.length()), text);
		else if (path.equals(DISTANCE + "/Value"))
			lengths.put(axis, text);
	}

	private ImageSize image(final Path path) {
		final long[] size = new long[3];
		final VoxelEdges edges = new VoxelEdges();
		for (int d = 0; d < 3; d++) {
			final String name = "XYZ".substring(d, d + 1);
			if (d < 2 && !sizes.containsKey(name))
				throw new InvalidInputException(path + ": its metadata have no Size" + name);
			size[d] = count(path, name);
			final String length = lengths.get(name);
			if (length != null)
				edges.set(d, Measured.micrometers(Measured.length(path, "the distance " + name, length), "m"), "um");
		}
		if (count(path, "S") > 1)
			throw new InvalidInputException(path + " has " + count(path, "S") + " scenes, which lie beside each other in one area; in " +
				"ZEN split it into its scenes and name one of them");
		final Map<String, Long> first = new LinkedHashMap<>();
		first.put("channels", count(path, "C"));
		first.put("time points", count(path, "T"));
		first.put("views", count(path, "V"));
		first.put("phases", count(path, "H"));
		first.put("illuminations", count(path, "I"));
		first.put("rotations", count(path, "R"));
		first.put("blocks", count(path, "B"));
		final List<String> notes = new ArrayList<>();
		if (count(path, "M") > 1)
			notes.add("The file has a mosaic of " + count(path, "M") + " tiles; its size is that of the whole area.");
		return Measured.of(path, Measured.name(path.toString(), first), FORMAT, size, edges, notes);
	}

	/** How many there are along an axis, 1 of one that is not named. */
	private long count(final Path path, final String name) {
		return Measured.count(path, "Size" + name, sizes.getOrDefault(name, "1"));
	}
}
