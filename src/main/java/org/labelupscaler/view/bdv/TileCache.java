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
 * The tiles that a window has looked at last, in at most an eighth of the memory that Java may use. Tiles are loaded by a
 * few threads, what was asked for last comes first: it is what is on the screen. Thread-safe.
 */
final class TileCache implements AutoCloseable {

	private record Key(Object image, long tile) {}

	private static final int MOST_THREADS = 4;

	private final ThreadPoolExecutor loaders;
	private final AsyncCache<Key, Object> tiles;

	TileCache() {
		final int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
		loaders = new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, new LastInFirstOut(), task -> {
			final Thread thread = new Thread(task, "label-upscaler-tiles");
			thread.setDaemon(true);
			return thread;
		}, new ThreadPoolExecutor.DiscardPolicy());
		loaders.allowCoreThreadTimeOut(true);
		tiles = Caffeine.newBuilder().executor(loaders).maximumWeight(Runtime.getRuntime().maxMemory() / 8).weigher(
			(final Key key, final Object array) -> 4 * Array.getLength(array)).buildAsync();
	}

	/**
	 * @param image the image the tile belongs to
	 * @param tile its number there
	 * @param load makes it, an array of int or float; must not fail
	 * @return the tile, or the promise of it
	 */
	CompletableFuture<Object> get(final Object image, final long tile, final Supplier<Object> load) {
		return tiles.get(new Key(image, tile), key -> load.get());
	}

	@Override
	public void close() {
		loaders.shutdownNow();
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
