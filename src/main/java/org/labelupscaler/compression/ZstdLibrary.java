package org.labelupscaler.compression;

import org.labelupscaler.LabelUpscalerException;

import com.github.luben.zstd.util.Native;

/**
 * The native library of zstd. It lies in a jar and is unpacked into Java's folder for temporary files when it is used for the
 * first time, which fails where that folder is missing, full, or not allowed to hold programs. Thread-safe.
 */
public final class ZstdLibrary {

	private static volatile boolean loaded;

	private ZstdLibrary() {}

	/**
	 * To be called before anything of it is used.
	 *
	 * @throws LabelUpscalerException if it cannot be loaded
	 */
	public static void require() {
		if (loaded)
			return;
		try {
			Native.load();
			loaded = true;
		}
		catch (final LinkageError | RuntimeException e) {
			final String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
			throw new LabelUpscalerException("The library for zstd cannot be unpacked into the folder for temporary files, " + System
				.getProperty("java.io.tmpdir") + " (" + reason + "). Make that folder, or name another one to Java " +
				"(-Djava.io.tmpdir=FOLDER; on the command line: JAVA_OPTS=-Djava.io.tmpdir=FOLDER).", e);
		}
	}
}
