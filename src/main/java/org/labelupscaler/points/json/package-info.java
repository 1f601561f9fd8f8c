/**
 * Points in JSON: GeoJSON, as QuPath writes it, and the markups of 3D Slicer. Read as a stream. Knows {@code points} and
 * what that knows.
 */
package org.labelupscaler.points.json;
