package org.labelupscaler.job;

import java.io.ObjectStreamException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.SentRecord;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.Sources;

/** How large the target shall be, in one of the ways a user can say it. */
public sealed interface TargetSize extends Serializable {

	/**
	 * Works out the target's size, exactly.
	 *
	 * @param source voxels of the source, x, y, z
	 * @param voxelSize edges of a source voxel
	 * @return voxels of the target, x, y, z, each 1 … 2^31 − 1
	 * @throws InvalidInputException if an axis is beyond the limits
	 */
	long[] resolve(long[] source, VoxelSize voxelSize);

	/**
	 * @param source voxels of the source, x, y, z
	 * @param voxelSize edges of a source voxel
	 * @param target voxels of the target, as {@link #resolve} says
	 * @return edges of a target voxel; usually such that the volume stays as large as it is
	 * @throws IllegalArgumentException if they are beyond all bounds
	 */
	default VoxelSize voxelSize(final long[] source, final VoxelSize voxelSize, final long[] target) {
		return voxelSize.resampled(source, target);
	}

	/**
	 * @param target edges of a target voxel, as {@link #voxelSize} says
	 * @return where the centre of the target's first voxel lies, x, y, z, in their unit; empty if nothing says
	 */
	default List<BigDecimal> offset(final VoxelSize target) {
		return List.of();
	}

	/**
	 * @return edges of a target voxel, if they have been said and are not only a result; the proportions matter, not the
	 *         unit
	 */
	default Optional<double[]> wantedEdges() {
		return Optional.empty();
	}

	/**
	 * Scale factors.
	 *
	 * @param factors one, or three for x, y, z; above 0; one factor leaves the z axis of a 2-D image alone
	 */
	record Factors(List<BigDecimal> factors) implements TargetSize {

		/** Copies the factors. */
		public Factors {
			factors = List.copyOf(factors);
		}

		@Override
		public long[] resolve(final long[] source, final VoxelSize voxelSize) {
			final long[] target = new long[3];
			for (int d = 0; d < 3; d++) {
				final boolean flat = d == 2 && source[2] == 1 && factors.size() == 1;
				final BigDecimal factor = flat ? BigDecimal.ONE : forAxis(factors, d);
				target[d] = checked(d, BigDecimal.valueOf(source[d]).multiply(factor));
			}
			return target;
		}
	}

	/**
	 * Voxels.
	 *
	 * @param size x, y, z
	 */
	record Size(long[] size) implements TargetSize {

		/** Copies the size. */
		public Size {
			size = size.clone();
		}

		@Override
		public long[] size() {
			return size.clone();
		}

		@Override
		public long[] resolve(final long[] source, final VoxelSize voxelSize) {
			for (int d = 0; d < 3; d++)
				checked(d, BigDecimal.valueOf(size[d]));
			return size.clone();
		}

		@Override
		public boolean equals(final Object other) {
			return other instanceof Size o && Arrays.equals(size, o.size);
		}

		@Override
		public int hashCode() {
			return Arrays.hashCode(size);
		}
	}

	/**
	 * Edges of a voxel. The size is rounded to whole voxels, so that the voxels come out as near as can be.
	 *
	 * @param edges one, or three for x, y, z; above 0; one edge leaves the z axis of a 2-D image alone
	 * @param unit their unit; if nothing, that of the source
	 */
	record Edges(List<BigDecimal> edges, Optional<String> unit) implements TargetSize {

		/** Copies the edges. */
		public Edges {
			edges = List.copyOf(edges);
		}

		@Override
		public long[] resolve(final long[] source, final VoxelSize voxelSize) {
			if (!voxelSize.known())
				throw new InvalidInputException("voxel size: the source does not say how large its voxels are, so it cannot be told how " +
					"many voxels that makes; use scale factors or a size in voxels");
			final BigDecimal conversion = conversion(voxelSize.unit());
			final long[] target = new long[3];
			for (int d = 0; d < 3; d++) {
				final boolean flat = d == 2 && source[2] == 1 && edges.size() == 1;
				final BigDecimal extent = BigDecimal.valueOf(source[d]).multiply(BigDecimal.valueOf(voxelSize.get(d)));
				target[d] = flat ? 1 : checked(d, extent.multiply(conversion).divide(forAxis(edges, d), MathContext.DECIMAL128));
			}
			return target;
		}

		@Override
		public Optional<double[]> wantedEdges() {
			return Optional.of(new double[] { forAxis(edges, 0).doubleValue(), forAxis(edges, 1).doubleValue(), forAxis(edges, 2)
				.doubleValue() });
		}

		/** How many of the wanted unit make one of the source's. */
		private BigDecimal conversion(final String sourceUnit) {
			if (unit.isEmpty() || unit.get().equalsIgnoreCase(sourceUnit))
				return BigDecimal.ONE;
			final Optional<LengthUnit> from = LengthUnit.parse(sourceUnit);
			final Optional<LengthUnit> to = LengthUnit.parse(unit.get());
			if (from.isEmpty() || to.isEmpty())
				throw new InvalidInputException("The voxel size is given in " + unit.get() + ", the source's in " + sourceUnit +
					"; these cannot be converted. Use scale factors or a size in voxels.");
			return from.get().in(to.get());
		}

		private Object writeReplace() throws ObjectStreamException {
			return SentRecord.of(this);
		}
	}

	/**
	 * That of another image.
	 *
	 * @param file where the image is
	 * @param image what it is
	 */
	record Match(Path file, ImageSize image) implements TargetSize {

		/**
		 * Reads how large an image is.
		 *
		 * @param file where the image is
		 * @param unit the unit of its voxel size, if it names none
		 * @return its size
		 * @throws InvalidInputException if it cannot be read; the message begins with "match"
		 */
		public static Match of(final Path file, final Optional<String> unit) {
			try {
				final ImageSize image = Sources.measure(file);
				final VoxelSize found = image.voxelSize();
				return new Match(file, image.withVoxelSize(found.known() ? unit.map(found::withDefaultUnit).orElse(found) : found));
			}
			catch (final InvalidInputException e) {
				throw e.in("match");
			}
		}

		@Override
		public long[] resolve(final long[] source, final VoxelSize voxelSize) {
			for (int d = 0; d < 3; d++)
				checked(d, BigDecimal.valueOf(image.size()[d]));
			return image.size();
		}

		/** That of the image, if it is known; numbers without a unit are no better than what the source says in one. */
		@Override
		public VoxelSize voxelSize(final long[] source, final VoxelSize voxelSize, final long[] target) {
			final boolean vague = image.voxelSize().unit().equals(VoxelSize.PIXEL) && LengthUnit.parse(voxelSize.unit()).isPresent();
			return vague || !image.voxelSize().known() ? voxelSize.resampled(source, target) : image.voxelSize();
		}

		/** NB: counted in voxels, since the target may be in another unit than the image. */
		@Override
		public List<BigDecimal> offset(final VoxelSize target) {
			final List<BigDecimal> offset = new ArrayList<>();
			for (int d = 0; d < image.offset().size(); d++) {
				final BigDecimal edge = BigDecimal.valueOf(image.voxelSize().get(d));
				final boolean same = image.voxelSize().equals(target);
				offset.add(same ? image.offset().get(d) : image.offset().get(d).multiply(BigDecimal.valueOf(target.get(d))).divide(edge,
					MathContext.DECIMAL128));
			}
			return offset;
		}

		@Override
		public Optional<double[]> wantedEdges() {
			return !image.voxelSize().known() ? Optional.empty() : Optional.of(image.voxelSize().toArray());
		}

		private Object writeReplace() throws ObjectStreamException {
			return SentRecord.of(this);
		}
	}

	private static BigDecimal forAxis(final List<BigDecimal> values, final int axis) {
		return values.get(values.size() == 1 ? 0 : axis);
	}

	/** Rounded to whole voxels, halves up, at least 1. */
	private static long checked(final int axis, final BigDecimal voxels) {
		final BigInteger rounded = voxels.setScale(0, RoundingMode.HALF_UP).toBigInteger().max(BigInteger.ONE);
		if (rounded.compareTo(BigInteger.valueOf(AxisMap.MAX_SIZE)) > 0)
			throw new InvalidInputException("The target would have " + rounded + " voxels along " + "xyz".charAt(axis) +
				"; at most " + AxisMap.MAX_SIZE + " are possible");
		return rounded.longValueExact();
	}
}
