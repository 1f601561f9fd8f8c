/**
 * What a piece of label volume is: the integer types a label can have, and a block described by source voxels and run
 * lengths. Knows no other package: no files, codecs or jobs.
 */
package org.labelupscaler.label;
