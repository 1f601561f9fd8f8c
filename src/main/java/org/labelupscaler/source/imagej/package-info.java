/**
 * The image that is open in ImageJ, as a source. Knows {@code source} and what that knows, and ImageJ.
 */
package org.labelupscaler.source.imagej;
