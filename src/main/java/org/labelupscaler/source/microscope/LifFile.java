package org.labelupscaler.source.microscope;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.HeaderFields;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.VoxelEdges;

/**
 * The header of Leica LIF: a block at byte 0 with XML in UTF-16, in which the images are elements, perhaps in folders that are
 * elements, too. An image is named by its own name and those of the folders, with slashes between. Its axes have numbers: 1, 2
 * and 3 are x, y and z; the length of an axis is that from the first pixel's centre to the last one's.
 */
final class LifFile implements HeaderXml.Visitor {

	private static final String FORMAT = "LIF";
	private static final int BLOCK = 0x70;
	private static final int TEXT = 0x2A;
	private static final int XML = 13;
	private static final int LONGEST_XML = 256 << 20;
	private static final int MOST_IMAGES = 10_000;
	private static final int MOST_AXES = 16;
	private static final int SHOWN = 20;

	private static final Map<String, String> FIRST = Map.of("4", "time points", "5", "wavelengths", "9", "excitations");
	private static final String TILES = "10";

	private static final String IMAGE = "/Element/Data/Image";
	private static final String AXIS = IMAGE + "/ImageDescription/Dimensions/DimensionDescription";
	private static final String CHANNEL = IMAGE + "/ImageDescription/Channels/ChannelDescription";

	/** An image: its name, its axes by number, and how many channels it has. */
	private record Image(String name, Map<String, Map<String, String>> axes, int[] channels) {}

	private final Path path;
	private final Deque<String> names = new ArrayDeque<>();
	private final List<Image> images = new ArrayList<>();

	private LifFile(final Path path) {
		this.path = path;
	}

	static boolean starts(final byte[] start) {
		return start.length > XML && ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt() == BLOCK && start[8] == TEXT &&
			start[XML] == '<' && start[XML + 1] == 0;
	}

	static ImageSize measure(final SourceLocation location) {
		final Path path = location.file();
		final LifFile found = new LifFile(path);
		try (HeaderBytes bytes = new HeaderBytes(path)) {
			final int letters = bytes.read(0, XML).order(ByteOrder.LITTLE_ENDIAN).getInt(9);
			if (letters < 1 || letters > LONGEST_XML)
				throw new InvalidInputException(path + " is damaged: its header is said to have " + letters + " letters");
			try (Reader in = new InputStreamReader(bytes.stream(XML, 2L * letters), StandardCharsets.UTF_16LE)) {
				HeaderXml.read(path, in, found);
			}
		}
		catch (final IOException e) {
			throw HeaderBytes.unreadable(path, e);
		}
		final Image image = found.choose(location.inside());
		return found.size(image);
	}

	@Override
	public void start(final String elements, final Map<String, String> attributes) {
		if (elements.endsWith("/Element"))
			names.addLast(attributes.getOrDefault("Name", ""));
		else if (elements.endsWith(IMAGE)) {
			if (images.size() == MOST_IMAGES)
				throw new InvalidInputException(path + " has more than " + MOST_IMAGES + " images");
			// NB: the outermost element is the file; an image may also be that itself.
			images.add(new Image(names.stream().skip(names.size() > 1 ? 1 : 0).collect(Collectors.joining("/")),
				new LinkedHashMap<>(), new int[1]));
		}
		else if (elements.endsWith(CHANNEL))
			images.get(images.size() - 1).channels[0]++;
		else if (elements.endsWith(AXIS)) {
			final Map<String, Map<String, String>> axes = images.get(images.size() - 1).axes;
			if (axes.size() == MOST_AXES || axes.put(attributes.getOrDefault("DimID", ""), attributes) != null)
				throw new InvalidInputException(path + ": image " + HeaderFields.shown(images.get(images.size() - 1).name) +
					" has an axis (DimID) twice, or too many");
		}
	}

	@Override
	public void end(final String elements, final String text) {
		if (elements.endsWith("/Element"))
			names.removeLast();
	}

	/** The image of that name; of no name, the only one. */
	private Image choose(final String name) {
		images.removeIf(image -> image.axes.isEmpty());
		if (images.isEmpty())
			throw new InvalidInputException(path + " has no images");
		final List<Image> named = images.stream().filter(image -> name.isEmpty() || image.name.equals(name)).toList();
		if (named.size() == 1)
			return named.get(0);
		final String all = images.stream().limit(SHOWN).map(image -> HeaderFields.shown(image.name)).collect(Collectors.joining(
			", ")) + (images.size() > SHOWN ? " ..." : "");
		throw new InvalidInputException(path + (name.isEmpty() ? " has " + images.size() + " images; name one of them, as in " + path
			.getFileName() + "/" + HeaderFields.shown(images.get(0).name) + ": " : named.isEmpty() ? " has no image '" + name +
				"', but: " : " has " + named.size() + " images '" + name + "', which no name tells apart, among: ") + all);
	}

	private ImageSize size(final Image image) {
		final String where = "image " + HeaderFields.shown(image.name) + ", ";
		final long[] size = { 1, 1, 1 };
		final VoxelEdges edges = new VoxelEdges();
		final Map<String, Long> first = new LinkedHashMap<>();
		first.put("channels", (long) image.channels[0]);
		image.axes.forEach((id, axis) -> {
			final long n = Measured.count(path, where + "NumberOfElements", axis.getOrDefault("NumberOfElements", ""));
			final String unit = axis.getOrDefault("Unit", "");
			if (id.matches("[123]")) {
				final int d = id.charAt(0) - '1';
				size[d] = n;
				final BigDecimal length = Measured.length(path, where + "Length", axis.getOrDefault("Length", "0"));
				if (n > 1)
					edges.set(d, Measured.micrometers(length.divide(BigDecimal.valueOf(n - 1), MathContext.DECIMAL128), unit), unit
						.equals("m") ? "um" : unit);
			}
			else if (n > 1 && id.equals(TILES))
				throw new InvalidInputException(path + ": " + where.replace(",", "") + "is a mosaic of " + n + " tiles that are not " +
					"merged; merge them in LAS X");
			else if (n > 1)
				first.put(FIRST.getOrDefault(id, "positions along an axis without a name"), n);
		});
		final String name = images.size() == 1 ? path.toString() : path + "/" + HeaderFields.shown(image.name);
		return Measured.of(path, Measured.name(name, first), FORMAT, size, edges, List.of());
	}
}
