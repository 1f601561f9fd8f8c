/**
 * Undoes the compressions that chunks of N5 and Zarr come in, whoever wrote them: bytes to bytes, the length of the result
 * known beforehand. Knows nothing but the exceptions of the root package: no
 * labels, files or containers.
 */
package org.labelupscaler.compression;
