/**
 * The NRRD format: raw, gzip and bzip2 encodings, attached and detached headers, volumes in several files. Knows
 * {@code source} and what that knows.
 */
package org.labelupscaler.source.nrrd;
