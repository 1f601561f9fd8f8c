/** The NRRD format: raw and gzip encodings, attached and detached headers. Knows {@code source} only. */
package org.labelupscaler.source.nrrd;
