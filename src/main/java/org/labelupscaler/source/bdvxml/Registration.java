package org.labelupscaler.source.bdvxml;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.VoxelEdges;

/**
 * Where the voxels of a view lie: an affine map from the index of a voxel, whose centre is meant, to space.
 *
 * @param matrix 12 numbers, rows of 4
 */
record Registration(BigDecimal[] matrix) {

	private static final int NUMBERS = 12;
	/** What rounding of decimals makes of equal numbers, relative. */
	private static final BigDecimal TOLERANCE = new BigDecimal("1e-6");
	private static final MathContext PRECISION = MathContext.DECIMAL128;

	/**
	 * Concatenates transformations as SpimData does (ViewRegistration.updateModel): the last is applied to the voxel first.
	 *
	 * @param affines 12 numbers each, in the order of the file
	 * @return the whole; nothing if one of them is no such text
	 */
	static Optional<Registration> of(final List<String> affines) {
		BigDecimal[] product = numbers("1 0 0 0 0 1 0 0 0 0 1 0");
		for (final String affine : affines) {
			final BigDecimal[] next = numbers(affine);
			if (next == null)
				return Optional.empty();
			product = multiply(product, next);
		}
		return Optional.of(new Registration(product));
	}

	/** Null if it is not 12 numbers. */
	private static BigDecimal[] numbers(final String text) {
		final String[] words = text.strip().split("\\s+");
		if (words.length != NUMBERS)
			return null;
		final BigDecimal[] numbers = Arrays.stream(words).map(word -> VoxelEdges.decimal(word).orElse(null)).toArray(
			BigDecimal[]::new);
		return Arrays.asList(numbers).contains(null) ? null : numbers;
	}

	private static BigDecimal[] multiply(final BigDecimal[] a, final BigDecimal[] b) {
		final BigDecimal[] product = new BigDecimal[NUMBERS];
		for (int row = 0; row < 3; row++)
			for (int column = 0; column < 4; column++) {
				BigDecimal sum = column == 3 ? a[4 * row + 3] : BigDecimal.ZERO;
				for (int i = 0; i < 3; i++)
					sum = sum.add(a[4 * row + i].multiply(b[4 * i + column], PRECISION), PRECISION);
				product[4 * row + column] = sum;
			}
		return product;
	}

	/**
	 * In BigStitcher's files space is often counted in voxels along x.
	 *
	 * @param edges edges of a voxel
	 * @return how many units of space the unit of the edges is, the same along all axes, exactly 1 if they are equal up to
	 *         rounding; nothing if the map does more than that to a voxel: turns, mirrors or stretches it
	 */
	Optional<BigDecimal> scale(final VoxelSize edges) {
		final BigDecimal scale = matrix[0].divide(BigDecimal.valueOf(edges.get(0)), PRECISION);
		if (scale.signum() <= 0)
			return Optional.empty();
		for (int row = 0; row < 3; row++)
			for (int column = 0; column < 3; column++) {
				final BigDecimal expected = scale.multiply(BigDecimal.valueOf(edges.get(row)), PRECISION);
				final BigDecimal found = matrix[4 * row + column];
				if (!isNear(found, row == column ? expected : BigDecimal.ZERO, expected))
					return Optional.empty();
			}
		return Optional.of(isNear(scale, BigDecimal.ONE, BigDecimal.ONE) ? BigDecimal.ONE : scale);
	}

	private static boolean isNear(final BigDecimal found, final BigDecimal expected, final BigDecimal size) {
		return found.subtract(expected).abs().compareTo(size.multiply(TOLERANCE)) <= 0;
	}

	/**
	 * @param scale units of space per unit of the voxel size
	 * @return where the centre of the first voxel lies, x, y, z, in the unit of the voxel size
	 */
	List<BigDecimal> offset(final BigDecimal scale) {
		final List<BigDecimal> offset = new ArrayList<>();
		for (int row = 0; row < 3; row++)
			offset.add(scale.equals(BigDecimal.ONE) ? matrix[4 * row + 3] : matrix[4 * row + 3].divide(scale, PRECISION));
		return offset;
	}

	/** Whether the map does nothing but give voxels their size. */
	boolean isPlain(final VoxelSize edges) {
		return scale(edges).filter(BigDecimal.ONE::equals).isPresent() && offset(BigDecimal.ONE).stream().allMatch(o -> o
			.signum() == 0);
	}

	/** How long it makes a voxel along x, y, z, in words. */
	String edges() {
		return VoxelSize.format(matrix[0].doubleValue()) + " x " + VoxelSize.format(matrix[5].doubleValue()) + " x " + VoxelSize
			.format(matrix[10].doubleValue());
	}

	/** The numbers, row after row, at most six digits of each. */
	@Override
	public String toString() {
		return Arrays.stream(matrix).map(n -> VoxelSize.format(n.doubleValue())).collect(Collectors.joining(" "));
	}
}
