/** N5 containers and datasets as sources. Knows {@code source}, {@code source.array} and
 * {@code compression}, and {@code n5} for attributes and the state of containers that this program makes. */
package org.labelupscaler.source.n5;
