package org.labelupscaler.cells.output;

import java.nio.file.Path;

import org.labelupscaler.file.AtomicStream;

/** Makes one file. Used by one thread. */
abstract class FilePointsWriter implements CellPointsWriter {

	private final AtomicStream file;

	FilePointsWriter(final Path output) {
		file = new AtomicStream(output);
	}

	/** Takes what is written. */
	final AtomicStream file() {
		return file;
	}

	@Override
	public final void finish() {
		file.finish();
	}

	@Override
	public final long bytes() {
		return file.bytes();
	}

	@Override
	public void close() {
		file.close();
	}
}
