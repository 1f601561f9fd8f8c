package org.labelupscaler.view.bdv;

import java.lang.reflect.Array;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * The tiles that a window has looked at last, in at most a quarter of the memory that Java may use. Tiles are loaded by a
 * few threads, what was asked for last comes first: it is what is on the screen. Thread-safe.
 */
final class TileCache implements AutoCloseable {

	private record Key(Object image, long tile) {}

	private static final int MOST_THREADS = 4;

	private final ThreadPoolExecutor loaders;
	private final AsyncCache<Key, Object> tiles;
	private volatile boolean closed;

	TileCache() {
		final int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
		loaders = new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, new LastInFirstOut(), task -> {
			final Thread thread = new Thread(task, "label-upscaler-tiles");
			thread.setDaemon(true);
			return thread;
		}, (task, executor) -> task.run());
		loaders.allowCoreThreadTimeOut(true);
		// NB: throwing tiles out must not wait behind the loads of others.
		tiles = Caffeine.newBuilder().executor(Runnable::run).maximumWeight(Runtime.getRuntime().maxMemory() / 4).weigher(
			(final Key key, final Object array) -> 4 * Array.getLength(array)).buildAsync();
	}

	/**
	 * @param image the image the tile belongs to
	 * @param tile its number there
	 * @param load makes it, an array of int or float; must not fail
	 * @param blank what there is when the cache is closed
	 * @return the tile, or the promise of it, which is always kept
	 */
	CompletableFuture<Object> get(final Object image, final long tile, final Supplier<Object> load, final Object blank) {
		if (closed)
			return CompletableFuture.completedFuture(blank);
		return tiles.get(new Key(image, tile), (key, executor) -> CompletableFuture.supplyAsync(() -> closed ? blank : load
			.get(), loaders));
	}

	/** NB: tasks that wait are still run, and find nothing to do; a renderer may be waiting for them. */
	@Override
	public void close() {
		closed = true;
		loaders.shutdown();
		tiles.synchronous().invalidateAll();
	}

	private static final class LastInFirstOut extends LinkedBlockingDeque<Runnable> {

		private static final long serialVersionUID = 1L;

		@Override
		public boolean offer(final Runnable task) {
			return offerFirst(task);
		}
	}
}
