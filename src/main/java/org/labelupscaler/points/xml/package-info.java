/** Markers in XML: of cellfinder and of ImageJ's Cell Counter. Knows {@code points} and {@code source.XmlEvents}. */
package org.labelupscaler.points.xml;
