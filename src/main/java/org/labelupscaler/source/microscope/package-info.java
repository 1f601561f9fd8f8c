/**
 * How large the images of microscopes are, for a target to be matched to: what CZI, ND2, LIF and MRC files say in their
 * headers. Their voxels are not read. Knows {@code source} and what that knows.
 */
package org.labelupscaler.source.microscope;
