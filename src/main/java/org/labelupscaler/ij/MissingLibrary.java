package org.labelupscaler.ij;

import java.util.LinkedHashMap;
import java.util.Map;

import org.labelupscaler.words.PlanText;

import ij.IJ;

/** Says which library is missing when a class is not found. */
final class MissingLibrary {

	/** What the classes of a library begin with, and what its jar is called. */
	private static final Map<String, String> LIBRARIES = new LinkedHashMap<>();

	static {
		LIBRARIES.put("com/google/gson", "gson");
		LIBRARIES.put("org/apache/commons/compress", "commons-compress");
		LIBRARIES.put("org/apache/commons/csv", "commons-csv");
		LIBRARIES.put("org/apache/commons/io", "commons-io");
		LIBRARIES.put("org/apache/commons/codec", "commons-codec");
		LIBRARIES.put("org/apache/commons/lang3", "commons-lang3");
		LIBRARIES.put("net/jpountz", "lz4-java");
		LIBRARIES.put("com/github/luben", "zstd-jni");
		LIBRARIES.put("com/github/benmanes/caffeine", "caffeine");
		LIBRARIES.put("net/imglib2", "imglib2");
	}

	private MissingLibrary() {}

	/**
	 * @param command the command that failed
	 * @param failure why
	 * @return whether it was a missing library, which has been said then
	 */
	static boolean report(final String command, final Throwable failure) {
		for (Throwable e = failure; e != null; e = e.getCause())
			if ((e instanceof NoClassDefFoundError || e instanceof ClassNotFoundException) && e.getMessage() != null) {
				IJ.error(command, PlanText.wrapped(message(e.getMessage().replace('.', '/'))));
				return true;
			}
		return false;
	}

	private static String message(final String name) {
		for (final Map.Entry<String, String> library : LIBRARIES.entrySet())
			if (name.contains(library.getKey()))
				return "The library " + library.getValue() + " is missing (" + library.getValue() + "-VERSION.jar). Copy the jars of " +
					"Label Upscaler's lib folder into ImageJ's plugins/jars folder and restart ImageJ.";
		return "The class " + name.replace('/', '.') + " is missing. Copy the jars of Label Upscaler's lib folder into ImageJ's " +
			"plugins/jars folder and restart ImageJ.";
	}
}
