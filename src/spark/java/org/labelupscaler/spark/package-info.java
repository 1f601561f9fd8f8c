/**
 * Jobs on Apache Spark: {@code SparkUpscale} is the command line whose work {@code SparkExecutor} sends to a cluster. The driver reads
 * the options, holds the lease and adds up results; workers open source and target for themselves. Compiled in the profile
 * {@code spark} alone. Knows {@code cli}, {@code job} and Spark; nothing else of this program knows it.
 */
package org.labelupscaler.spark;
