/**
 * N5 containers and datasets as sources. Knows {@code source.array}, {@code source} and what that knows,
 * {@code compression} and {@code json}.
 */
package org.labelupscaler.source.n5;
