/** Points in JSON: GeoJSON, as QuPath writes it, and the markups of 3D Slicer. Read as a stream. Knows {@code points} and {@code text}. */
package org.labelupscaler.points.json;
