package org.labelupscaler.source.tiff;

import java.math.BigDecimal;

import org.labelupscaler.source.VoxelEdges;

/**
 * What Zeiss's LSM files say in a field of their own, CZ_LSMINFO: sizes of five axes from byte 8 on, edges of a voxel in
 * metres from byte 40 on. Smaller copies stand between the planes; they are marked as such.
 */
final class LsmDescription {

	private static final int BYTES = 64;
	private static final BigDecimal MICROMETERS = BigDecimal.valueOf(1_000_000);

	private LsmDescription() {}

	static Description read(final TiffDirectory directory) {
		final TiffField field = directory.get(Tag.LSM_INFO);
		final Edges edges = new Edges(directory);
		if (field.valueBytes() != 1 || field.count() < BYTES)
			return Description.none(directory);
		final TiffReader reader = directory.reader();
		final long slices = Math.max(1, reader.integer(field, 16));
		final long channels = reader.integer(field, 20);
		final long times = reader.integer(field, 24);
		for (int d = 0; d < 3; d++) {
			final double meters = reader.decimal(field, 40 + 8 * d);
			if (Double.isFinite(meters))
				edges.set(d, VoxelEdges.decimal(meters).multiply(MICROMETERS), "um", Tag.LSM_INFO);
		}
		final String several = channels > 1 ? channels + " channels" : times > 1 ? times + " time points" : null;
		return Description.of("Zeiss LSM", slices, slices, several, edges);
	}
}
