/** The image that is open in ImageJ, as a source. */
package org.labelupscaler.source.imagej;
