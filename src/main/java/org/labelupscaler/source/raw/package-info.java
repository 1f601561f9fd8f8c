/**
 * Files that are nothing but voxels, described by the user. Knows {@code source} and what that knows.
 */
package org.labelupscaler.source.raw;
