package org.labelupscaler.spark;

import org.labelupscaler.cli.Main;

/**
 * The command line on a cluster:
 *
 * <pre>
 * spark-submit --class org.labelupscaler.spark.SparkUpscale label-upscaler-spark.jar upscale SOURCE TARGET --factors 8
 * </pre>
 *
 * Commands and options are those of {@link Main}. Blocks of {@code upscale}, {@code cellvolume} and {@code verify --blocks all}, and the
 * voxels that {@code cells} counts, are done by the executors; all else by the driver.
 */
public final class SparkUpscale {

	private SparkUpscale() {}

	/** @param args words of the command line */
	public static void main(final String[] args) {
		final int code;
		try (SparkEngine engine = new SparkEngine(System.err)) {
			code = Main.run(engine, args);
		}
		// NB: not for 0, so that a driver that a cluster manager has started ends in its way.
		if (code != 0)
			System.exit(code);
	}
}
