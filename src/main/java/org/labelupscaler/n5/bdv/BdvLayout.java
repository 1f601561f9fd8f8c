package org.labelupscaler.n5.bdv;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.n5.Attributes;
import org.labelupscaler.n5.N5Dataset;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * The folders and attributes of one multi-resolution volume: {@code setup0/timepoint0/s0, s1, …} as BigDataViewer names
 * them, with what N5 Viewer (n5-universe) and Neuroglancer look for besides. BigDataViewer needs
 * {@code downsamplingFactors} and {@code dataType} of the setup; N5 Viewer {@code downsamplingFactors} and
 * {@code pixelResolution} of each level, the latter that of full resolution on all of them; Neuroglancer
 * {@code resolution} and {@code units} of the group, units being SI symbols or empty.
 */
public final class BdvLayout {

	/** The folder in the container that holds all of it. */
	public static final String SETUP = "setup0";

	/** Everything that stands below the setup's folder, also what a killed run leaves. */
	private static final Pattern OWN = Pattern.compile(SETUP + "(/attributes\\.json(\\.part)?|/timepoint0(/attributes\\.json" +
		"(\\.part)?|/s(?<level>\\d+)(/attributes\\.json(\\.part)?|/\\d+(/\\d+(/\\d+(\\.part)?)?)?)?)?)?");

	/** Below the setup's folder: timepoint0, s0, and a block's first two numbers. */
	private static final int DEPTH = 4;

	private BdvLayout() {}

	/**
	 * @param path a path in a container, with slashes
	 * @param levels how many levels there are
	 * @return whether it is a file or folder of this layout
	 */
	public static boolean contains(final String path, final int levels) {
		final Matcher matcher = OWN.matcher(path);
		return matcher.matches() && (matcher.group("level") == null || matcher.group("level").length() < 9 && Integer
			.parseInt(matcher.group("level")) < levels);
	}

	/**
	 * Looks at the folders of the layout, down to those of the blocks, but not at the blocks: these are replaced, never
	 * written to.
	 *
	 * @param container root of a container
	 * @return a link, or something else that is neither a folder nor a file, among them; through it what is written, or
	 *         removed, would be elsewhere
	 * @throws InvalidInputException if they cannot be listed
	 */
	public static Optional<Path> findLink(final Path container) {
		final Path setup = container.resolve(SETUP);
		if (!Files.exists(setup, LinkOption.NOFOLLOW_LINKS))
			return Optional.empty();
		final Path[] link = { null };
		try {
			Files.walkFileTree(setup, Set.of(), DEPTH, new SimpleFileVisitor<Path>() {

				@Override
				public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
					if (attributes.isDirectory() || attributes.isRegularFile())
						return FileVisitResult.CONTINUE;
					link[0] = file;
					return FileVisitResult.TERMINATE;
				}
			});
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + setup + ": " + LabelUpscalerException.reason(e), e);
		}
		return Optional.ofNullable(link[0]);
	}

	/**
	 * @param container root of the container
	 * @return the folder that holds the levels; open this one in N5 Viewer or Neuroglancer
	 */
	public static Path group(final Path container) {
		return container.resolve(SETUP).resolve("timepoint0");
	}

	/**
	 * @param container root of the container
	 * @param level 0 is full resolution
	 * @return the folder of the level's dataset
	 */
	public static Path level(final Path container, final int level) {
		return group(container).resolve("s" + level);
	}

	/**
	 * Writes the attributes of the groups and of all levels.
	 *
	 * @param container root of the container
	 * @param levels the datasets of the levels
	 * @param pyramid their downsampling factors
	 * @param voxelSize edges of a voxel at full resolution
	 */
	public static void writeAttributes(final Path container, final List<N5Dataset> levels, final Pyramid pyramid,
		final VoxelSize voxelSize)
	{
		final LabelType type = levels.get(0).type();
		final JsonArray factors = new JsonArray();
		for (int l = 0; l < pyramid.levels(); l++)
			factors.add(N5Dataset.array(pyramid.factors(l)));
		final JsonObject setup = new JsonObject();
		setup.add("downsamplingFactors", factors);
		setup.addProperty("dataType", type.n5Name());

		final boolean calibrated = LengthUnit.parse(voxelSize.unit()).isPresent();
		final JsonObject group = new JsonObject();
		group.addProperty("multiScale", true);
		group.add("axes", strings("x", "y", "z"));
		group.add("resolution", doubles(voxelSize.toArray()));
		final String unit = calibrated ? voxelSize.unit() : "";
		group.add("units", strings(unit, unit, unit));
		if (calibrated)
			group.add("pixelResolution", pixelResolution(voxelSize));
		group.add("downsamplingFactors", factors);

		for (int l = 0; l < levels.size(); l++) {
			final JsonObject level = new JsonObject();
			level.add("downsamplingFactors", N5Dataset.array(pyramid.factors(l)));
			if (calibrated)
				level.add("pixelResolution", pixelResolution(voxelSize));
			else {
				level.add("resolution", doubles(voxelSize.toArray()));
				level.addProperty("unit", voxelSize.unit());
			}
			levels.get(l).writeAttributes(level);
		}
		Attributes.write(group(container), group);
		Attributes.write(container.resolve(SETUP), setup);
	}

	private static JsonObject pixelResolution(final VoxelSize voxelSize) {
		final JsonObject json = new JsonObject();
		json.addProperty("unit", voxelSize.unit());
		json.add("dimensions", doubles(voxelSize.toArray()));
		return json;
	}

	private static JsonArray doubles(final double... values) {
		final JsonArray array = new JsonArray();
		for (final double value : values)
			array.add(value);
		return array;
	}

	private static JsonArray strings(final String... values) {
		final JsonArray array = new JsonArray();
		for (final String value : values)
			array.add(value);
		return array;
	}
}
