/** N5 containers and datasets as sources. Knows {@code source}, and {@code n5}, which reads the blocks. */
package org.labelupscaler.source.n5;
