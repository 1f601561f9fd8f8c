/**
 * Label Upscaler: label images at the resolution of huge microscope images, by nearest neighbour only.
 * <p>
 * This package holds the two exception types every other package may throw. The rooms, from the ground up:
 * {@code grid} (integer geometry), {@code label} (what a piece of label volume is), {@code source} (files to read) and
 * {@code n5} (the container to write and read), {@code upscale} (the job), {@code view} (pictures), and the front end
 * {@code cli}. A package uses only those named before it.
 */
package org.labelupscaler;
