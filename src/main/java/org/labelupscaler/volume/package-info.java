/**
 * Label volumes of several levels as this program writes and reads them back: what a volume is ({@code VolumeSpec}), how
 * a format lays it out ({@code VolumeFormat}, found by {@code ServiceLoader}), and once for all chunked formats how
 * blocks are left out, kept, compared and removed. One package below for each format. Knows {@code grid}, {@code label},
 * {@code encode}, {@code store} and {@code json}; knows nothing of sources, threads and front ends. Of a path it knows
 * which store it names, and of a name which format.
 */
package org.labelupscaler.volume;
