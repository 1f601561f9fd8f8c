/**
 * Label fields in the AmiraMesh format of Amira and Avizo, {@code .am}. Knows {@code source} and what that knows.
 */
package org.labelupscaler.source.amira;
