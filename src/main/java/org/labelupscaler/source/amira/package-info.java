/** Label fields in the AmiraMesh format of Amira and Avizo, {@code .am}. Knows {@code source} only. */
package org.labelupscaler.source.amira;
