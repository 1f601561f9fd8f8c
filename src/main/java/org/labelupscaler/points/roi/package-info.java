/** Point selections of ImageJ. Knows {@code points} only, not ImageJ. */
package org.labelupscaler.points.roi;
