/**
 * Lists of points that other programs have written, such as detected cells: tables, XML, arrays, regions of interest. They
 * are read as a stream, some thousands at a time, with all they say of each point. Knows the headers of
 * {@code source}, the names of foreign files and {@code text}; knows nothing of labels.
 */
package org.labelupscaler.points;
