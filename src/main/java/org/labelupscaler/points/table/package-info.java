/**
 * Tables of points as text: of any program, of ImageJ, of TrackMate. Knows {@code points} and what that knows.
 */
package org.labelupscaler.points.table;
