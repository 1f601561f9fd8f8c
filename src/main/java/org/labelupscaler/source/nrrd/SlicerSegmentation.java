package org.labelupscaler.source.nrrd;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;

/**
 * What 3D Slicer adds to a NRRD that is one of its segmentations ({@code .seg.nrrd}), as keys and values. Its segments are
 * labels, the values of voxels, as long as they do not overlap; those that do are in layers along a first axis.
 */
final class SlicerSegmentation {

	private static final Pattern SEGMENT = Pattern.compile("Segment[0-9]+_ID");
	private static final String EXTENT_OFFSET = "Segmentation_ReferenceImageExtentOffset";
	private static final Pattern NUMBERS = Pattern.compile("-?[0-9]{1,9}( +-?[0-9]{1,9}){2}");
	private static final String ADVICE = "In Slicer export it as a label map (module Segmentations, Export/import models and " +
		"labelmaps, Labelmap), and use that.";

	private final NrrdHeader header;
	private final Map<String, String> keys;

	SlicerSegmentation(final NrrdHeader header) {
		this.header = header;
		keys = header.keys();
	}

	private boolean isOne() {
		return keys.keySet().stream().anyMatch(key -> SEGMENT.matcher(key).matches() || key.startsWith("Segmentation_"));
	}

	/** Throws if it has segments that one label image cannot hold. */
	void requireOneLayer(final NrrdAxes axes) {
		if (!isOne())
			return;
		for (final String representation : List.of("Segmentation_MasterRepresentation", "Segmentation_SourceRepresentation"))
			if (keys.getOrDefault(representation, "").startsWith("Fractional"))
				throw new InvalidInputException(header.fields().path() + " is a segmentation of 3D Slicer whose voxels belong to a " +
					"segment in part ('" + representation + "' is fractional), so they are no labels. " + ADVICE);
		if (!axes.images().isEmpty())
			throw new InvalidInputException(header.fields().path() + " is a segmentation of 3D Slicer with " + axes.images() +
				" layers, because its segments overlap, but a voxel has one label. " + ADVICE);
	}

	/** What the user should know of it. */
	List<String> notes() {
		final String offset = keys.getOrDefault(EXTENT_OFFSET, "").replaceAll("\\s+", " ");
		if (!isOne() || !NUMBERS.matcher(offset).matches() || offset.equals("0 0 0"))
			return List.of();
		final String[] words = offset.split(" ");
		final StringBuilder voxel = new StringBuilder();
		for (final String word : words)
			voxel.append(voxel.isEmpty() ? "" : ", ").append(new BigInteger(word));
		return List.of("It is a segmentation of 3D Slicer that is cropped to its segments: it begins at voxel (" + voxel +
			") of the image it was drawn on, so what is made of it covers that part of the image only.");
	}
}
