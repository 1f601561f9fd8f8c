/**
 * N5 containers and datasets as sources. Knows {@code source.array}, {@code source} and what that knows,
 * {@code compression}, {@code json}, and {@code volume.n5} for the header of a block.
 */
package org.labelupscaler.source.n5;
