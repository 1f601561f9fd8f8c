package org.labelupscaler.volume;

import java.io.Serializable;

/**
 * How blocks are written.
 *
 * @param background whether blocks of only label 0 are written
 * @param resuming whether an earlier run of the same job may have left blocks: what is there is kept if it is right, and removed if
 *          it should not be there
 * @param sync whether every block must be where a power cut cannot take it
 */
public record WriteMode(boolean background, boolean resuming, boolean sync) implements Serializable {}
