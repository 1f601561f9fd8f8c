/**
 * What a piece of label volume is: the integer types a label can have, and a block described by source voxels and run
 * lengths. Knows the geometry of {@code grid}; knows nothing of files, codecs or the job.
 */
package org.labelupscaler.label;
