/** Files that are nothing but voxels, described by the user. Knows {@code source} only. */
package org.labelupscaler.source.raw;
