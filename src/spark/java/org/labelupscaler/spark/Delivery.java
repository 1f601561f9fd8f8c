package org.labelupscaler.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.store.Stores;
import org.labelupscaler.text.Quantities;

/**
 * Sees to it that workers have what they read: files that they reach by the same path are left where they are; a small one that some
 * do not have is sent. Whether what they open is the very source is for the work to check.
 */
final class Delivery {

	/** What is done: auto, shared or send. */
	private static final String HOW = "spark.labelupscaler.source";
	private static final long MOST_SENT = 4L << 30;
	/** NB: of a source of very many files the first ones tell enough. */
	private static final int MOST_LOOKED_AT = 100;
	private static final long TICK_MILLISECONDS = 100;

	private final JavaSparkContext spark;
	private final Consumer<String> log;
	private String sent;

	/**
	 * @param spark the cluster
	 * @param log takes sentences for the user
	 */
	Delivery(final JavaSparkContext spark, final Consumer<String> log) {
		this.spark = spark;
		this.log = log;
	}

	/** Name of the file that was sent. */
	Optional<String> sent() {
		return Optional.ofNullable(sent);
	}

	/**
	 * @param inputs the files, as they are here
	 * @param listener asked whether to stop
	 * @return false if the listener said so
	 * @throws InvalidInputException if workers do not have them, and they cannot be sent
	 */
	boolean deliver(final List<Path> inputs, final ProgressListener listener) throws InterruptedException {
		final String how = spark.getConf().get(HOW, "auto");
		if (!List.of("auto", "shared", "send").contains(how))
			throw new InvalidInputException(HOW + " is " + how + ", expected auto, shared or send");
		// NB: a file that is in no folder here is one that everybody fetches.
		final List<Path> files = inputs.stream().filter(file -> !Stores.isElsewhere(file) && Files.isRegularFile(file)).toList();
		if (files.isEmpty() || spark.sc().isLocal() || how.equals("shared"))
			return true;
		if (how.equals("send")) {
			send(files, "as " + HOW + " says");
			return true;
		}
		final Optional<SortedSet<String>> without = workersWithout(files, listener);
		without.filter(hosts -> !hosts.isEmpty()).ifPresent(hosts -> send(files, "for " + String.join(", ", hosts) + " " + (hosts.size() == 1
			? "does" : "do") + " not have it"));
		return without.isPresent();
	}

	private void send(final List<Path> files, final String why) {
		final Path file = files.get(0);
		final long size = size(file);
		if (files.size() > 1 || size > MOST_SENT)
			throw new InvalidInputException(file + " must be sent to the workers, " + why + ", but " + (files.size() > 1 ? "it is one of " +
				Quantities.count(files.size()) + " files" : "it is large (" + Quantities.bytes(size) + ")") +
				". Put it where all workers reach it by the same path.");
		log.accept(file + " (" + Quantities.bytes(size) + ") is sent to the workers, " + why + ".");
		spark.addFile(file.toUri().toString());
		sent = file.getFileName().toString();
	}

	private static long size(final Path file) {
		try {
			return Files.size(file);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + file + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	/** Which of the workers that are there by now do not have all files, of the same sizes; nothing if the listener said stop. */
	private Optional<SortedSet<String>> workersWithout(final List<Path> files, final ProgressListener listener) throws InterruptedException {
		final Map<String, Long> sizes = new HashMap<>();
		files.stream().limit(MOST_LOOKED_AT).forEach(file -> sizes.put(file.toAbsolutePath().toString(), size(file)));
		final int tasks = Math.max(2, 2 * spark.defaultParallelism());
		final JavaFutureAction<List<String>> looking = spark.parallelize(IntStream.range(0, tasks).boxed().toList(), tasks).map(new Look(sizes))
			.collectAsync();
		while (true)
			try {
				final SortedSet<String> hosts = new TreeSet<>(looking.get(TICK_MILLISECONDS, TimeUnit.MILLISECONDS));
				hosts.remove("");
				return Optional.of(hosts);
			}
			catch (final TimeoutException e) {
				if (listener.cancelled()) {
					looking.cancel(true);
					return Optional.empty();
				}
			}
			catch (final ExecutionException e) {
				throw TaskFailure.inWords(e.getCause());
			}
	}

	/** What a worker answers: its host if it does not have all files. */
	private static final class Look implements Function<Integer, String> {

		private static final long serialVersionUID = 1L;

		private final HashMap<String, Long> sizes;

		Look(final Map<String, Long> sizes) {
			this.sizes = new HashMap<>(sizes);
		}

		@Override
		public String call(final Integer any) {
			for (final Map.Entry<String, Long> file : sizes.entrySet())
				if (new File(file.getKey()).length() != file.getValue())
					return host();
			return "";
		}

		private static String host() {
			try {
				return InetAddress.getLocalHost().getHostName();
			}
			catch (final UnknownHostException e) {
				return "a worker";
			}
		}
	}
}
