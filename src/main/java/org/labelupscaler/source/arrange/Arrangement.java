package org.labelupscaler.source.arrange;

import java.io.Serializable;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Owned;
import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.grid.Box;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;

/**
 * What is done to a volume before it is scaled, in this order. Immutable.
 *
 * @param crop a box that is cut out, null for none; in voxels and axes of the file
 * @param axes how the axes are exchanged and turned round
 * @param labels which labels are kept; the others become 0
 * @param values what is written for them
 */
public record Arrangement(Box crop, AxisOrder axes, LabelSelection labels, Values values) implements Serializable {

	/** Nothing. */
	public static final Arrangement NONE = new Arrangement(null, AxisOrder.SAME, LabelSelection.ALL, Values.IDS);

	/**
	 * @param size voxels of the volume
	 * @return voxels afterwards; a new array
	 * @throws InvalidInputException if the volume does not have the box
	 */
	public long[] size(final long[] size) {
		return axes.size(crop == null ? size : crop(size).size());
	}

	private Box crop(final long[] size) {
		try {
			return crop.within(size);
		}
		catch (final IllegalArgumentException e) {
			throw new InvalidInputException("crop: " + e.getMessage(), e);
		}
	}

	/**
	 * @param voxelSize edges of a voxel
	 * @return its edges afterwards
	 */
	public VoxelSize voxelSize(final VoxelSize voxelSize) {
		return axes.voxelSize(voxelSize);
	}

	/**
	 * @param type type of the labels
	 * @return their type afterwards, as far as can be told without looking at them: for {@link Values#COMPACT} uint16
	 */
	public LabelType type(final LabelType type) {
		return switch (values) {
			case IDS -> type;
			case MASK -> LabelType.UINT8;
			case COMPACT -> LabelType.UINT16;
		};
	}

	/**
	 * @param source a volume; taken if nothing fails
	 * @return it, arranged, and closed with what is returned; the volume itself if there is nothing to do
	 * @throws InvalidInputException if the volume does not have the box, or too many labels to renumber
	 */
	public LabelSource of(final Owned<LabelSource> source) {
		final LabelSource arranged = over(source.get());
		source.take();
		return arranged;
	}

	/**
	 * @param source a volume; stays open
	 * @return it, arranged; not to be closed
	 * @throws InvalidInputException if the volume does not have the box, or too many labels to renumber
	 */
	public LabelSource over(final LabelSource source) {
		LabelSource labels = source;
		if (crop != null)
			labels = new CroppedSource(labels, crop(source.size()));
		if (!axes.equals(AxisOrder.SAME))
			labels = new ReorientedSource(labels, axes);
		if (!this.labels.isAll() || values == Values.MASK)
			labels = new SelectedSource(labels, this.labels, values == Values.MASK);
		return values == Values.COMPACT ? new CompactSource(labels) : labels;
	}

	/**
	 * Finds out before a volume is arranged whether anything of it would be left. Large volumes are not looked through.
	 *
	 * @param source the volume; stays open
	 * @param field the field of whoever selected the labels, for messages
	 * @param said what that says
	 * @throws InvalidInputException if it has none of the labels that are kept, and is not too large to be looked through; the
	 *           message names some of those that it has
	 */
	public void checkKept(final LabelSource source, final String field, final String said) {
		KeptLabels.check(crop == null ? source : new CroppedSource(source, crop(source.size())), labels, field, said);
	}

	/** @return box and axes as a user may want to see them; nothing if they are as they are in the file */
	public Optional<String> geometry() {
		final String cut = crop == null ? "" : "box " + crop;
		final String turned = axes.equals(AxisOrder.SAME) ? "" : (cut.isEmpty() ? "" : ", ") + "axes " + axes;
		return cut.isEmpty() && turned.isEmpty() ? Optional.empty() : Optional.of(cut + turned);
	}
}
