/**
 * Small tools for single files: one that appears whole or not at all (tables, pictures), one that is gone when it is
 * closed. Knows nothing but the exceptions of the root package; containers have a {@code store} instead.
 */
package org.labelupscaler.file;
