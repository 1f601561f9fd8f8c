package org.labelupscaler.job;

import java.util.Optional;

import org.labelupscaler.Message;

/**
 * What a verification has found.
 *
 * @param blocks blocks compared
 * @param decoded blocks among them that were decoded and compared voxel by voxel
 * @param voxels voxels of the blocks compared
 * @param missing blocks among them that have no file and are background, as they should be
 * @param difference the first difference; nothing if there is none
 * @param finished whether all blocks asked for were looked at; false if a difference was found or it was cancelled
 */
public record VerifyReport(long blocks, long decoded, long voxels, long missing, Optional<Message> difference, boolean finished) {}
