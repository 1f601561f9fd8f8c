package org.labelupscaler.volume;

/**
 * What viewers should know of the values of a volume, known when all blocks are there.
 *
 * @param smallest lower end of the display range
 * @param largest upper end of the display range, above the lower
 * @param limit the largest value there is
 */
public record Display(double smallest, double largest, double limit) {}
