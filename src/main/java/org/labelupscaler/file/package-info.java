/**
 * Small tools for single files and folders: a file that appears whole or not at all (tables, pictures), a folder that does, and a
 * file that is gone when it is closed. Knows nothing but the exceptions of the root package; containers have a {@code store}
 * instead.
 */
package org.labelupscaler.file;
