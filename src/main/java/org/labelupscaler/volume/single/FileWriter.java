package org.labelupscaler.volume.single;

import java.io.IOException;
import java.util.Optional;

import org.labelupscaler.volume.BlockSink;
import org.labelupscaler.volume.Display;
import org.labelupscaler.volume.VolumeRecord;
import org.labelupscaler.volume.WriteMode;

/** Writes one file of a format, from its first byte to its last. Thread-safe, but for {@link #finish}. */
public interface FileWriter {

	/**
	 * @param mode how blocks are written; nothing is ever resumed, and the whole file is synced, not each block
	 * @return takes the blocks from one worker; blocks that are not put are background
	 */
	BlockSink sink(WriteMode mode);

	/**
	 * Writes what is known only when all blocks are put: the index, and what describes the volume. Called once, after all sinks have
	 * ended.
	 *
	 * @param record what the job was asked to do, by which the file is known as this program's own
	 * @param display what viewers should know; nothing if that is not known
	 * @throws IOException if it cannot be written
	 */
	void finish(VolumeRecord record, Optional<Display> display) throws IOException;
}
