/**
 * Points in XML: markers of cellfinder and of ImageJ's Cell Counter, spots of TrackMate. Knows {@code points} and what
 * that knows.
 */
package org.labelupscaler.points.xml;
