/**
 * N5 as this program writes it: blocks, the folders and attributes of a multi-resolution volume as BigDataViewer, N5 Viewer and
 * Neuroglancer expect them. Knows {@code volume} and what that knows, {@code volume.bdv} for BigDataViewer's XML and settings, and
 * {@code file} for what stands beside a container.
 */
package org.labelupscaler.volume.n5;
