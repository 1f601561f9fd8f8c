package org.labelupscaler.source.nifti;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.VoxelEdges;
import org.labelupscaler.source.VoxelEdges.Stated;

/**
 * How large the voxels of a NIfTI file are: from the matrix of the sform if there is one, else from pixdim; what nibabel's
 * voxel_sizes says of the affine. Where they differ by no more than the rounding of the matrix, pixdim is the rounder number;
 * where they differ by more, that is said.
 */
final class NiftiVoxelSize {

	private static final Map<Integer, String> UNITS = Map.of(0, "", 1, LengthUnit.METER.symbol(), 2, LengthUnit.MILLIMETER
		.symbol(), 3, LengthUnit.MICROMETER.symbol());

	/** How much the column of a turned matrix of 32-bit floats may be longer or shorter than it should be. */
	private static final double ROUNDING = 1e-6;

	private NiftiVoxelSize() {}

	static Stated of(final NiftiHeader header, final long[] size) {
		boolean sform = header.hasSform();
		for (int d = 0; d < 3; d++)
			// NB: a matrix of zeros is one that was never set.
			sform &= header.sformStep(d) != 0;
		final String unit = UNITS.getOrDefault(header.spaceUnit(), "xyzt_units " + header.spaceUnit());
		final VoxelEdges edges = new VoxelEdges();
		final List<String> notes = new ArrayList<>();
		boolean differ = false;
		for (int d = 0; d < 3; d++) {
			final double pixdim = Math.abs(header.pixdim(d));
			final double step = header.sformStep(d);
			final boolean alike = Math.abs(step - pixdim) < ROUNDING * pixdim;
			final double edge = sform && !alike ? step : pixdim;
			// NB: bounds that leave room for any scale factor and unit; 0 is what many programs write for an axis that a flat
			// image has not.
			if (edge != 0 && !VoxelEdges.isWithinReason(edge))
				throw header.wrong(sform ? "srow_x, srow_y, srow_z" : "pixdim[" + (d + 1) + "]", edge,
					"but a voxel must have a size above 0 and within reason");
			edges.set(d, BigDecimal.valueOf(edge), unit);
			differ |= sform && !alike && pixdim != 0 && size[d] > 1;
		}
		if (differ)
			notes.add("The header says two voxel sizes: " + said(header::sformStep) + " by its matrix (sform), which is taken, and " +
				said(header::pixdim) + " by pixdim.");
		final Stated stated = edges.stated(size);
		notes.addAll(0, stated.notes());
		return new Stated(stated.voxelSize(), notes);
	}

	private static String said(final IntToDoubleFunction length) {
		return IntStream.range(0, 3).mapToDouble(length).mapToObj(l -> Double.isFinite(l) ? VoxelSize.format(Math.abs(l)) : Double
			.toString(l)).collect(Collectors.joining(" x "));
	}
}
