package org.labelupscaler.source.precomputed;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.json.JsonFile;
import org.labelupscaler.source.SourceType;

/**
 * The info file of a volume.
 *
 * @param json what it says
 * @param scale the scale that is meant
 */
record PrecomputedInfo(JsonFile json, Scale scale) {

	static final String FILE = "info";

	private static final String TYPE = "neuroglancer_multiscale_volume";

	/** Fields that such a file has, and other files that are called so have not. */
	private static final Pattern FIELDS = Pattern.compile("\"(@type|scales|num_channels|data_type|graph)\"");
	private static final int START = 1 << 16;

	/** How many folders a key may have. */
	private static final int DEEPEST = 8;

	/** Whether a folder has such a file, perhaps one that is damaged or of something else of Neuroglancer. */
	static boolean isIn(final Path folder) {
		final Path file = folder.resolve(FILE);
		if (!Files.isRegularFile(file))
			return false;
		try (InputStream in = Files.newInputStream(file)) {
			final String start = new String(in.readNBytes(START), StandardCharsets.ISO_8859_1);
			return start.contains("\"neuroglancer_") || FIELDS.matcher(start).results().map(r -> r.group()).distinct().count() > 1;
		}
		catch (final IOException e) {
			return false;
		}
	}

	/** The folder of the volume that a folder is, or is a scale of; nothing if it is neither. */
	static Optional<Path> root(final Path folder) {
		if (isIn(folder))
			return Optional.of(folder);
		Path above = folder.toAbsolutePath().normalize().getParent();
		for (int i = 0; i < DEEPEST && above != null; i++) {
			if (isIn(above) && hasScale(above, folder))
				return Optional.of(above);
			above = above.getParent();
		}
		return Optional.empty();
	}

	private static boolean hasScale(final Path root, final Path folder) {
		try {
			return JsonFile.read(root.resolve(FILE)).map(json -> json.objects("scales").stream().anyMatch(scale -> JsonFile.isText(
				scale.get("key")) && isFolder(root, scale.text("key"), folder))).orElse(false);
		}
		catch (final InvalidInputException e) {
			return false;
		}
	}

	private static boolean isFolder(final Path root, final String key, final Path folder) {
		try {
			return root.resolve(key).equals(folder.toAbsolutePath().normalize());
		}
		catch (final java.nio.file.InvalidPathException e) {
			return false;
		}
	}

	/**
	 * @param folder a volume, of which the finest scale is meant, or a scale
	 * @return its info file
	 * @throws InvalidInputException if it is damaged, or no volume
	 */
	static PrecomputedInfo open(final Path folder) {
		return scales(folder).get(0);
	}

	/** The same of all scales of a volume, the finest first, or of the one that is meant. */
	static List<PrecomputedInfo> scales(final Path folder) {
		final Path root = root(folder).orElseThrow(() -> new InvalidInputException(folder +
			" is neither a precomputed volume of Neuroglancer nor a scale of one"));
		final JsonFile json = JsonFile.read(root.resolve(FILE)).orElseThrow(() -> new InvalidInputException("Cannot read " + root
			.resolve(FILE)));
		checkVolume(json);
		final boolean all = root.equals(folder);
		final List<Scale> scales = json.objects("scales").stream().filter(scale -> all || JsonFile.isText(scale.get("key")) &&
			isFolder(root, scale.text("key"), folder)).map(Scale::of).toList();
		if (scales.isEmpty())
			throw new InvalidInputException(json.file() + ": the field 'scales' has no scale");
		final List<Scale> finestFirst = scales.stream().sorted(Comparator.comparing(Scale::volume)).toList();
		finestFirst.get(0).checkKey();
		return finestFirst.stream().map(scale -> new PrecomputedInfo(json, scale)).toList();
	}

	/** The folder of the volume. */
	Path volume() {
		final Path folder = json.file().getParent();
		return folder == null ? Path.of("") : folder;
	}

	private static void checkVolume(final JsonFile json) {
		final String type = json.text("@type", TYPE);
		if (!type.equals(TYPE))
			throw json.wrong("@type", kind(type) + "; name the folder of the volume");
		if (json.has("graph"))
			throw new InvalidInputException(json.file() + ": the field 'graph' says that labels come from a server of " +
				"supervoxels (graphene), which a file does not hold. Save the segmentation as a precomputed volume.");
		if (!json.has("scales"))
			throw new InvalidInputException(json.file() + ": the field 'scales' is missing, so that it is no volume");
	}

	private static String kind(final String type) {
		return switch (type) {
			case "neuroglancer_skeletons" -> "which holds skeletons and no voxels";
			case "neuroglancer_legacy_mesh", "neuroglancer_multilod_draco", "neuroglancer_multires_mesh" ->
				"which holds meshes and no voxels";
			case "neuroglancer_segment_properties" -> "which holds properties of segments and no voxels";
			default -> type.startsWith("neuroglancer_annotations") ? "which holds annotations and no voxels"
				: "expected " + TYPE;
		};
	}

	/** NB: Neuroglancer takes such words in any case. */
	private String word(final String field) {
		return json.text(field).toLowerCase(Locale.ROOT);
	}

	boolean isSegmentation() {
		final String type = word("type");
		if (!type.equals("segmentation") && !type.equals("image"))
			throw json.wrong("type", "expected segmentation or image");
		return type.equals("segmentation");
	}

	SourceType type() {
		return SourceType.byName(word("data_type")).orElseThrow(() -> json.wrong("data_type",
			"which holds no labels; expected an integer type, or float32"));
	}

	/** The number of channels. */
	long channels() {
		json.require("num_channels");
		final Optional<BigDecimal> number = JsonFile.number(json.get("num_channels"));
		if (number.isEmpty() || number.get().stripTrailingZeros().scale() > 0 || number.get().signum() <= 0 || number.get()
			.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0)
			throw json.wrong("num_channels", "expected a whole number from 1 on");
		return number.get().longValueExact();
	}
}
