package org.labelupscaler.compression;

import java.io.IOException;
import java.io.InputStream;

import org.labelupscaler.LabelUpscalerException;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;

/**
 * The native library of zstd. It lies in a jar and is unpacked into Java's folder for temporary files when it is used for the
 * first time, which fails where that folder is missing, full, or not allowed to hold programs. Thread-safe.
 */
public final class ZstdLibrary {

	private static volatile boolean loaded;

	private ZstdLibrary() {}

	/**
	 * @param in a zstd stream
	 * @return it, decoded; closed with it
	 * @throws IOException if it cannot be read
	 * @throws LabelUpscalerException if the library cannot be loaded
	 */
	public static InputStream decoded(final InputStream in) throws IOException {
		require();
		return new ZstdInputStreamNoFinalizer(in);
	}

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
