package org.labelupscaler.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * How many cores there are, or may come to be.
 *
 * @param spark the cluster
 */
record Cores(JavaSparkContext spark) {

	/** Tasks a core; more make the tail shorter, and cost some 10 ms each. */
	private static final String PER_CORE = "spark.labelupscaler.tasksPerCore";
	private static final int USUAL_PER_CORE = 6;
	/** NB: executors register one after the other, so that too few may be known yet. */
	private static final int LEAST_TASKS = 32;
	private static final int MOST_TASKS = 200_000;

	/** How many tasks to make of a work. */
	int tasks() {
		final SparkConf settings = spark.getConf();
		final long perCore = Math.max(1, settings.getInt(PER_CORE, USUAL_PER_CORE));
		final long perExecutor = settings.getInt("spark.executor.cores", 1);
		final long cores = Math.max(Math.max(spark.defaultParallelism(), settings.getInt("spark.cores.max", 0)), perExecutor * Math.max(
			settings.getInt("spark.executor.instances", 0), settings.getInt("spark.dynamicAllocation.maxExecutors", 0)));
		return (int) Math.min(MOST_TASKS, Math.max(cores * perCore, spark.sc().isLocal() ? 1 : LEAST_TASKS));
	}
}
