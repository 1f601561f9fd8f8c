/**
 * Files at addresses, such as {@code s3://bucket/atlas/labels.ome.zarr} and {@code https://host/annotation.nrrd}, as read-only paths of
 * java.nio.file, so that whatever reads files reads these as well. Knows servers only by {@link RemoteFiles}, the small tools in {@code file},
 * and nothing of labels and formats.
 */
package org.labelupscaler.address;
