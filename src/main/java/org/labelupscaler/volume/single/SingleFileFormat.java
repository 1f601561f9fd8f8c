package org.labelupscaler.volume.single;

import java.io.IOException;

import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeSpec;

/** A format of volumes that are one file each. */
public abstract class SingleFileFormat implements VolumeFormat {

	/**
	 * Begins a file.
	 *
	 * @param file an empty file
	 * @param spec the volume
	 * @param title what to call it in viewers
	 * @return writes it
	 * @throws IOException if it cannot be written
	 */
	protected abstract FileWriter newWriter(GrowingFile file, VolumeSpec spec, String title) throws IOException;
}
