/**
 * The TIFF format: BigTIFF, ImageJ stacks, OME-TIFF and its sets of files with or without a companion, Zeiss LSM, what
 * SCIFIO and tifffile write, one file in a ZIP file, and folders of slices. Directories are read by this package itself,
 * one at a time, so that files of any number of pages and any damage are read in little memory. Knows {@code source} and
 * what that knows, {@code source.arrange}, {@code compression} and {@code json}.
 */
package org.labelupscaler.source.tiff;
