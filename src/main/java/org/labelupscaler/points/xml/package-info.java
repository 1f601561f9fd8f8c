/**
 * Points in XML: markers of cellfinder and of ImageJ's Cell Counter, spots of TrackMate. Knows {@code points}, {@code text} and
 * {@code source.XmlEvents}.
 */
package org.labelupscaler.points.xml;
