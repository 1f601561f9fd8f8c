/**
 * Lists of points that other programs have written, such as detected cells: tables, XML, arrays, regions of interest.
 * They are read as a stream, some thousands at a time, with all they say of each point. A format is in a package below
 * this one. Knows numbers and units as {@code grid} parses them, the headers of {@code source}, and {@code text}; knows
 * nothing of labels.
 */
package org.labelupscaler.points;
