package org.labelupscaler.view.bdv;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.Space;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.RealRandomAccessible;
import net.imglib2.interpolation.randomaccess.NearestNeighborInterpolatorFactory;
import net.imglib2.type.NativeType;
import net.imglib2.view.Views;

/** Makes sources for BigDataViewer, whose interface {@code bdv.viewer.Source} is bound by name. */
final class BdvSource {

	private BdvSource() {}

	/**
	 * A source of BigDataViewer. Level voxel i of a factor f lies at (i·f + (f − 1)/2) times the voxel size, as in the XML
	 * that goes with a container, from the offset of the space on; it is never interpolated but by the nearest voxel, whatever the viewer asks for.
	 */
	static <T extends NativeType<T>> Object of(final LabelPyramid pyramid, final Space space,
		final List<? extends RandomAccessibleInterval<?>> images, final Object type) throws ReflectiveOperationException
	{
		@SuppressWarnings("unchecked")
		final T blank = (T) type;
		final List<RealRandomAccessible<T>> nearest = new ArrayList<>();
		for (final RandomAccessibleInterval<?> image : images) {
			@SuppressWarnings("unchecked")
			final RandomAccessibleInterval<T> typed = (RandomAccessibleInterval<T>) image;
			nearest.add(Views.interpolate(Views.extendValue(typed, blank), new NearestNeighborInterpolatorFactory<>()));
		}
		final Object dimensions = Class.forName("mpicbg.spim.data.sequence.FinalVoxelDimensions").getConstructor(String.class,
			double[].class).newInstance(space.voxelSize().unit(), space.voxelSize().toArray());
		final Class<?> source = Class.forName("bdv.viewer.Source");
		return Proxy.newProxyInstance(source.getClassLoader(), new Class<?>[] { source }, (proxy, method, args) -> switch (method
			.getName()) {
			case "isPresent" -> (int) args[0] == 0;
			case "getSource" -> images.get((int) args[1]);
			case "getInterpolatedSource" -> nearest.get((int) args[1]);
			case "getSourceTransform" -> {
				args[2].getClass().getMethod("set", double[].class).invoke(args[2], transform(pyramid.factors((int) args[1]), space));
				yield null;
			}
			case "getType" -> type;
			case "getName" -> pyramid.name();
			case "getVoxelDimensions" -> dimensions;
			case "getNumMipmapLevels" -> images.size();
			case "equals" -> proxy == args[0];
			case "hashCode" -> System.identityHashCode(proxy);
			case "toString" -> pyramid.name();
			default -> InvocationHandler.invokeDefault(proxy, method, args);
		});
	}

	private static double[] transform(final double[] factors, final Space space) {
		final double[] affine = new double[12];
		for (int d = 0; d < 3; d++) {
			affine[5 * d] = space.voxelSize().get(d) * factors[d];
			affine[4 * d + 3] = space.offset()[d] + space.voxelSize().get(d) * 0.5 * (factors[d] - 1);
		}
		return affine;
	}
}
