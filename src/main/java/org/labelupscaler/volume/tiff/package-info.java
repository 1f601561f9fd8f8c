/**
 * OME-TIFF, written and read back: one BigTIFF file, a page for each plane, its smaller copies as SubIFDs. Equal tiles are stored
 * once, and equal planes share their table of tiles. Knows {@code volume} and what that knows, and {@code volume.single}.
 */
package org.labelupscaler.volume.tiff;
