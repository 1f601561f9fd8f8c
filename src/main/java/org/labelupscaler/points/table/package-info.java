/** Tables of points as text: of any program, of ImageJ, of TrackMate. Knows {@code points} and {@code text}. */
package org.labelupscaler.points.table;
