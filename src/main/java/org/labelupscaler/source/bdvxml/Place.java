package org.labelupscaler.source.bdvxml;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.VoxelSize;

/**
 * What the registration of a view says of where it lies, as far as that is a shift.
 *
 * @param offset where the centre of the first voxel lies, x, y, z, in the unit of the voxel size; empty if there is no
 *          registration, or if it does more than shift
 * @param notes what the user should know; sentences
 */
record Place(List<BigDecimal> offset, List<String> notes) {

	private static final Place NOWHERE = new Place(List.of(), List.of());

	/**
	 * @param edges edges of a voxel of level 0
	 * @param factors by how much the level is coarser, x, y, z; as BigDataViewer has it, its first voxel is as far from the edge
	 *          of the first of level 0 as half of what it is larger
	 * @throws InvalidInputException if the registration is damaged
	 */
	static Place of(final Path file, final SpimData data, final View view, final VoxelSize edges, final double[] factors) {
		final Optional<Registration> found = registration(file, data, view);
		if (found.isEmpty())
			return NOWHERE;
		final Optional<BigDecimal> scale = found.get().scale(edges);
		if (scale.isEmpty())
			return new Place(List.of(), List.of("The registration of " + words(view) + " does more than shift voxels of " + edges +
				": it turns, mirrors or scales the image. Its matrix is " + found.get() + ". So where the image lies is not used, " +
				"and labels of this size would not lie over it."));
		// NB: if the file says inches, the edges are in millimetres, and the scale tells.
		final List<BigDecimal> shift = found.get().offset(scale.get());
		final List<BigDecimal> offset = new ArrayList<>();
		for (int d = 0; d < 3; d++)
			offset.add(shift.get(d).add(BigDecimal.valueOf(edges.get(d)).multiply(BigDecimal
				.valueOf(factors[d]).subtract(BigDecimal.ONE)).multiply(new BigDecimal("0.5"))));
		final boolean shifts = shift.stream().anyMatch(o -> o.signum() != 0);
		return new Place(offset, scale.get().equals(BigDecimal.ONE) ? List.of() : List.of("The registration of " + words(view) +
			" counts space in units of which one voxel is " + found.get().edges() + ", not " + edges + (shifts
				? "; where the image lies was converted" : "") +
			". In BigDataViewer labels of this size do not lie over it unless they are given the same registration."));
	}

	/** For labels, which are taken as they are stored. */
	static List<String> notApplied(final Path file, final SpimData data, final View view, final VoxelSize edges) {
		return registration(file, data, view).filter(found -> !found.isPlain(edges)).map(found -> List.of("The registration of " +
			words(view) + " is not applied: its matrix is " + found + "; labels are taken as they are stored.")).orElse(List.of());
	}

	private static String words(final View view) {
		return "setup " + view.setup().id() + ", time point " + view.timepoint();
	}

	private static Optional<Registration> registration(final Path file, final SpimData data, final View view) {
		final List<String> affines = data.registrations().get(view.key());
		if (affines == null)
			return Optional.empty();
		return Optional.of(Registration.of(affines).orElseThrow(() -> new InvalidInputException(file + ": the <ViewRegistration> of " +
			words(view) + " has a <ViewTransform> without an <affine> of 12 numbers, so nobody can say where the image lies; remove it")));
	}
}
