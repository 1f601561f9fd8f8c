package org.labelupscaler.source.tiff;

import java.nio.file.Path;
import java.util.List;

import org.labelupscaler.Owned;
import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.source.DescribedFile;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.VolumeHeader;
import org.labelupscaler.source.arrange.Arrangement;
import org.labelupscaler.source.arrange.LabelSelection;
import org.labelupscaler.source.arrange.Values;

/**
 * A TIFF volume whose axes are not stored in the order x, y, z.
 *
 * @param header what the metadata say, of x, y, z
 * @param stored the volume as it is stored
 * @param axes which of its axes in the file become x, y, z
 */
record ReorderedTiff(VolumeHeader header, DescribedFile stored, StoredAxes axes) implements DescribedFile {

	@Override
	public DescribedFile withHeader(final VolumeHeader other) {
		return new ReorderedTiff(other, stored, axes);
	}

	@Override
	public List<Path> files() {
		return stored.files();
	}

	@Override
	public LabelSource open(final SourceOptions options) {
		final VolumeHeader inner = new VolumeHeader(header.path(), header.format(), header.type(), axes.stored(), axes.stored(header
			.voxelSize()), header.notes());
		final AxisOrder order = axes.order();
		try (Owned<LabelSource> source = Owned.of(stored.withHeader(inner).open(options))) {
			return new Arrangement(null, order, LabelSelection.ALL, Values.IDS).of(source);
		}
	}
}
