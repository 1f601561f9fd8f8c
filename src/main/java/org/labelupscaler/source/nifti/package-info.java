/**
 * The NIfTI-1 and NIfTI-2 formats of neuroimaging: single files, pairs of header and image, plain or gzip. Knows
 * {@code source} and what that knows.
 */
package org.labelupscaler.source.nifti;
