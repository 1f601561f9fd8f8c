/**
 * What opens a volume in BigDataViewer: its XML and settings files, whatever the format of the volume. Knows {@code volume} and what
 * that knows.
 */
package org.labelupscaler.volume.bdv;
