package org.labelupscaler.cells.output.precomputed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.labelupscaler.Message;
import org.labelupscaler.cells.output.CellPointsFormat;
import org.labelupscaler.cells.output.CellPointsWriter;
import org.labelupscaler.cells.output.CellSpace;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/**
 * Precomputed annotations of Neuroglancer, by annotations.md and sharded.md of its sources: points with the region's id and colour as
 * properties, related to the region as a segment. Coordinates are voxels of the labels, of which voxel i is i ≤ x &lt; i + 1, as in
 * Neuroglancer's precomputed volumes; the labels' offset is where the corner of the first voxel lies, as it is there. All indices are
 * sharded, so that there are a few files only.
 */
public final class PrecomputedPoints implements CellPointsFormat {

	/** From there on a float cannot tell neighbouring voxels apart. */
	private static final double MOST_VOXELS = 1 << 23;
	private static final Pattern INDEX = Pattern.compile("by_id|region|spatial\\d+");
	private static final int LONGEST_INFO = 64 << 20;

	/** Made by the list of formats. */
	public PrecomputedPoints() {}

	@Override
	public String word() {
		return "precomputed";
	}

	@Override
	public String title() {
		return "precomputed annotations of Neuroglancer";
	}

	@Override
	public List<String> endings() {
		return List.of(".precomputed");
	}

	@Override
	public List<String> needed() {
		return List.of();
	}

	@Override
	public Optional<Message> refusal(final CellSpace space) {
		final double[] origin = AnnotationInfo.origin(space);
		for (int d = 0; d < 3; d++)
			if (Math.max(Math.abs(origin[d]), Math.abs(origin[d] + space.size()[d])) > MOST_VOXELS)
				return Optional.of(Message.of("as: points of Neuroglancer are 32-bit floats, which cannot tell voxels apart beyond " + (long) MOST_VOXELS +
					" from 0; choose another program"));
		return Optional.empty();
	}

	@Override
	public boolean isOwn(final Path existing) {
		if (!Files.isDirectory(existing, LinkOption.NOFOLLOW_LINKS))
			return false;
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(existing)) {
			for (final Path entry : entries) {
				final String name = entry.getFileName().toString();
				if (!(name.equals(AnnotationInfo.FILE) ? isMarked(entry) : INDEX.matcher(name).matches() && isIndex(entry)))
					return false;
			}
			return Files.exists(existing.resolve(AnnotationInfo.FILE), LinkOption.NOFOLLOW_LINKS);
		}
		catch (final IOException e) {
			return false;
		}
	}

	private static boolean isMarked(final Path info) throws IOException {
		if (!Files.isRegularFile(info, LinkOption.NOFOLLOW_LINKS) || Files.size(info) > LONGEST_INFO)
			return false;
		try {
			return JsonParser.parseString(Files.readString(info, StandardCharsets.UTF_8)) instanceof JsonObject json && json.has(AnnotationInfo.MARK);
		}
		catch (final JsonParseException e) {
			return false;
		}
	}

	private static boolean isIndex(final Path folder) throws IOException {
		if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
			return false;
		try (DirectoryStream<Path> shards = Files.newDirectoryStream(folder)) {
			for (final Path shard : shards)
				if (!shard.getFileName().toString().matches("[0-9a-f]+\\.shard") || !Files.isRegularFile(shard, LinkOption.NOFOLLOW_LINKS))
					return false;
			return true;
		}
	}

	@Override
	public CellPointsWriter writer(final CellSpace space, final Path output, final Path temporaryFolder) {
		return new AnnotationWriter(space, output, temporaryFolder);
	}

	@Override
	public List<String> notes(final CellSpace space, final Path output) {
		final String offset = Arrays.stream(space.offset()).allMatch(o -> o == 0) ? "" : ", beginning at their offset";
		return List.of("Coordinates are voxels of the labels" + offset + ", as in a precomputed volume of them. Serve the folder and add the layer " +
			"precomputed://http://.../" + output.getFileName() + "; link its relationship region to the layer of labels, and write " +
				"setColor(prop_color()); in its shader.");
	}
}
