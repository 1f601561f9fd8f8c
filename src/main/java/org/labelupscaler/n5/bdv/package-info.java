/**
 * What BigDataViewer, N5 Viewer and Neuroglancer expect around the blocks: the folders and attributes of a
 * multi-resolution volume, the XML file and the viewer's settings. Knows {@code n5} and {@code grid}.
 */
package org.labelupscaler.n5.bdv;
