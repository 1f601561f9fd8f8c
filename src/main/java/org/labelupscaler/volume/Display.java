package org.labelupscaler.volume;

import java.util.List;
import java.util.OptionalInt;

/**
 * What viewers should know of the values of a volume, known when all blocks are there.
 *
 * @param smallest lower end of the display range
 * @param largest upper end of the display range, above the lower
 * @param limit the largest value there is
 * @param labels what values mean, as far as that is known; background is not among them
 */
public record Display(double smallest, double largest, double limit, List<Label> labels) {

	/**
	 * What a value means.
	 *
	 * @param value the value as it is stored
	 * @param text the same in words
	 * @param id what the source calls it
	 * @param acronym its short name; empty if there is none
	 * @param name its name; empty if there is none
	 * @param rgb its colour
	 */
	public record Label(long value, String text, String id, String acronym, String name, OptionalInt rgb) {}
}
