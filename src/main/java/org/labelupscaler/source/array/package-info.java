/**
 * Arrays of any number of dimensions that lie in folders of chunk files, as N5 and Zarr keep them: which of their
 * dimensions are x, y and z, what attributes and OME-NGFF metadata say of their voxels, and the three-dimensional volume
 * that is made of them. Knows {@code source} and what that knows, {@code json}, and {@code volume}, to refuse what this
 * program has not finished; knows neither N5 nor Zarr.
 */
package org.labelupscaler.source.array;
