package org.labelupscaler.view.bdv;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.view.LabelPyramid;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.Volatile;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.NativeType;

/**
 * The levels of a volume as imglib2 images whose tiles are made when they are looked at: one image a level that waits for
 * its tiles, and one that shows empty, invalid pixels until they are there.
 *
 * @param <T> type of a pixel
 * @param <V> its volatile type
 */
final class LazyImages<T extends NativeType<T>, V extends Volatile<T> & NativeType<V>> {

	private static final int TILE = 32;

	private final LabelPyramid pyramid;
	private final Pixels<T, V> pixels;
	private final TileCache cache;
	private final Consumer<String> problems;
	private final List<RandomAccessibleInterval<T>> images = new ArrayList<>();
	private final List<RandomAccessibleInterval<V>> volatileImages = new ArrayList<>();

	/**
	 * @param pyramid the levels
	 * @param pixels what their voxels become
	 * @param cache keeps the tiles
	 * @param problems hears of tiles that cannot be read; they stay empty
	 */
	LazyImages(final LabelPyramid pyramid, final Pixels<T, V> pixels, final TileCache cache,
		final Consumer<String> problems)
	{
		this.pyramid = pyramid;
		this.pixels = pixels;
		this.cache = cache;
		this.problems = problems;
		for (int l = 0; l < pyramid.levels(); l++) {
			final Level level = new Level(pyramid.level(l));
			images.add(level.image());
			volatileImages.add(level.volatileImage());
		}
	}

	LabelPyramid pyramid() {
		return pyramid;
	}

	T type() {
		return pixels.type();
	}

	V volatileType() {
		return pixels.volatileType();
	}

	List<RandomAccessibleInterval<T>> images() {
		return images;
	}

	List<RandomAccessibleInterval<V>> volatileImages() {
		return volatileImages;
	}

	private final class Level {

		private final LabelSource labels;
		private final CellGrid grid;
		/** What is shown of a tile until it is there, one for all. */
		private final Object blank = pixels.blank(TILE * TILE * TILE);

		Level(final LabelSource labels) {
			this.labels = labels;
			grid = new CellGrid(labels.size(), new int[] { TILE, TILE, TILE });
		}

		// NB: LazyCellImg wants one access type; what the kind of pixels gives for its type is it.
		@SuppressWarnings({ "unchecked", "rawtypes" })
		RandomAccessibleInterval<T> image() {
			return new LazyCellImg(grid, pixels.type(), tile -> cell((long) tile, pixels.access(tile((long) tile).join())));
		}

		@SuppressWarnings({ "unchecked", "rawtypes" })
		RandomAccessibleInterval<V> volatileImage() {
			return new LazyCellImg(grid, pixels.volatileType(), tile -> {
				final Object array = tile((long) tile).getNow(null);
				return cell((long) tile, array == null ? pixels.volatileAccess(blank, false) : pixels.volatileAccess(array, true));
			});
		}

		private <A> Cell<A> cell(final long tile, final A access) {
			final long[] min = new long[3];
			final int[] size = new int[3];
			grid.getCellDimensions(tile, min, size);
			return new Cell<>(size, min, access);
		}

		private CompletableFuture<Object> tile(final long tile) {
			return cache.get(this, tile, () -> read(tile), blank);
		}

		private Object read(final long tile) {
			final long[] min = new long[3];
			final int[] size = new int[3];
			grid.getCellDimensions(tile, min, size);
			try {
				return pixels.read(labels, min, size);
			}
			catch (final RuntimeException | OutOfMemoryError e) {
				problems.accept(e instanceof OutOfMemoryError ? "Out of memory" : LabelUpscalerException.say(e, Remedy.Dialect.DIALOG));
				return blank;
			}
		}
	}
}
