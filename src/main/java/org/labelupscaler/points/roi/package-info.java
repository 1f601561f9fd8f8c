/**
 * Point selections of ImageJ. Knows {@code points} and what that knows, and not ImageJ.
 */
package org.labelupscaler.points.roi;
