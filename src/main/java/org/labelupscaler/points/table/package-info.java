/** Tables of points as text: of any program, of ImageJ, of TrackMate. Knows {@code points} only. */
package org.labelupscaler.points.table;
