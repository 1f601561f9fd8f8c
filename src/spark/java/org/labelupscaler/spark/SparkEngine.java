package org.labelupscaler.spark;

import java.io.PrintStream;
import java.util.OptionalInt;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.cli.Engine;
import org.labelupscaler.job.Executor;

/** A cluster that is asked for when there is work to be done, as {@code spark-submit} has set it. Used by one thread. */
final class SparkEngine implements Engine, AutoCloseable {

	private static final String CORES = "spark.executor.cores";

	private final PrintStream log;
	private JavaSparkContext spark;

	/** @param log takes lines about what is sent where */
	SparkEngine(final PrintStream log) {
		this.log = log;
	}

	@Override
	public Executor executor(final int threads) {
		if (spark == null)
			spark = new JavaSparkContext(settings());
		return new SparkExecutor(spark, line -> log.println("label-upscaler: " + line));
	}

	private static SparkConf settings() {
		final SparkConf settings = new SparkConf().setIfMissing("spark.app.name", "Label Upscaler")
			// NB: bars of Spark would be written over ours, and hundreds of lines around it.
			.setIfMissing("spark.ui.showConsoleProgress", "false").setIfMissing("spark.log.level", "WARN");
		if (!settings.contains("spark.master"))
			throw new InvalidInputException("There is no cluster: start this with spark-submit --master spark://HOST:7077, yarn, " +
				"k8s://… or local[*].");
		return settings;
	}

	/** NB: an executor has as many workers as cores. */
	@Override
	public OptionalInt threads() {
		final SparkConf settings = new SparkConf();
		return settings.contains(CORES) ? OptionalInt.of(settings.getInt(CORES, 1)) : OptionalInt.empty();
	}

	@Override
	public void close() {
		if (spark != null)
			spark.stop();
	}
}
