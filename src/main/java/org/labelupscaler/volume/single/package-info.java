/**
 * Volumes that are one file each: many workers append to it, the index comes at the end, and the file has its name only when it is
 * whole. Knows {@code volume} and what that knows; knows no format.
 */
package org.labelupscaler.volume.single;
