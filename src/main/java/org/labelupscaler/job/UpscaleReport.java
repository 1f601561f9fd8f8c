package org.labelupscaler.job;

import java.util.Optional;

/**
 * What a run did.
 *
 * @param complete whether every block is there; if not, it was cancelled and can be resumed
 * @param written blocks written
 * @param kept blocks that were there already, checked byte for byte
 * @param background blocks of only label 0 that needed no file
 * @param bytesWritten bytes of the blocks written
 * @param logicalBytes bytes of voxels in all blocks done
 * @param seconds time for the blocks, the source being open
 * @param labels the label table; nothing if the run is not complete or the source has too many labels
 */
public record UpscaleReport(boolean complete, long written, long kept, long background, long bytesWritten,
	long logicalBytes, double seconds, Optional<LabelTable> labels)
{}
