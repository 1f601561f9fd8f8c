package org.labelupscaler.source.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.json.JsonFile;

import com.google.gson.JsonElement;

/**
 * Which dimensions of an array are x, y and z. Of the others the first entry is taken.
 *
 * @param dimensions the dimension that is x, that which is y, and that which is z, or −1 if there is none
 * @param names the names of all dimensions of the array, for messages
 */
public record ArrayAxes(List<Integer> dimensions, List<String> names) {

	/** What a dimension without a name is called. */
	private static final String NUMBER = "number ";
	/** What one is called that has no name, where others have. */
	private static final String UNNAMED = "without a name";

	/** Copies the lists. */
	public ArrayAxes {
		dimensions = List.copyOf(dimensions);
		names = List.copyOf(names);
	}

	/**
	 * @param names the names of all dimensions, in their order
	 * @return what they say; nothing if x and y are not among them
	 */
	public static Optional<ArrayAxes> named(final List<String> names) {
		final List<String> lower = names.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
		final List<Integer> found = List.of(lower.indexOf("x"), lower.indexOf("y"), lower.indexOf("z"));
		return found.get(0) < 0 || found.get(1) < 0 ? Optional.empty() : Optional.of(new ArrayAxes(found, names));
	}

	/**
	 * @param names a list of names of all dimensions, in their order; what is no text has no name
	 * @return what they say; nothing if x and y are not among them
	 */
	public static Optional<ArrayAxes> named(final Iterable<JsonElement> names) {
		final List<String> texts = new ArrayList<>();
		names.forEach(name -> texts.add(JsonFile.isText(name) ? name.getAsString() : UNNAMED));
		final Optional<ArrayAxes> axes = named(texts);
		final int unnamed = texts.indexOf(UNNAMED);
		// NB: of three axes, two of them x and y, the one that nobody has named is z; a name would say if it were another.
		return axes.isPresent() && texts.size() == 3 && axes.get().dimensions.get(2) < 0 && unnamed >= 0 ? Optional.of(
			new ArrayAxes(List.of(axes.get().dimensions.get(0), axes.get().dimensions.get(1), unnamed), texts)) : axes;
	}

	/** @return whether x, y and z are told by names */
	public boolean hasNames() {
		return !names.isEmpty() && !names.get(0).equals(NUMBER + 1);
	}

	/**
	 * @param shape the size of each dimension
	 * @return what was guessed of them: sentences, none if they have names, or are three at most
	 */
	public List<String> notes(final long[] shape) {
		if (hasNames() && dimensions.get(2) >= 0 && names.get(dimensions.get(2)).equals(UNNAMED))
			return List.of("One of the axes has no name; it is taken as z.");
		if (hasNames() || shape.length <= 3)
			return List.of();
		final List<String> taken = new ArrayList<>();
		for (int d = 0; d < 3; d++)
			if (dimensions.get(d) >= 0)
				taken.add("xyz".charAt(d) + " is dimension " + (dimensions.get(d) + 1));
		return List.of("The file does not name its axes; of its " + shape.length + " dimensions " + String.join(", ", taken) + ".");
	}

	/**
	 * By position: the fastest dimension is x, then comes y, then z. Of more than three dimensions those of size 1 do not
	 * count, the slowest first.
	 *
	 * @param shape the size of each dimension
	 * @param lastIsFastest whether the last dimension is the fastest, as in C, or the first
	 * @return the axes
	 */
	public static ArrayAxes byPosition(final long[] shape, final boolean lastIsFastest) {
		final List<Integer> kept = new ArrayList<>();
		final List<String> names = new ArrayList<>();
		for (int d = 0; d < shape.length; d++) {
			kept.add(lastIsFastest ? shape.length - 1 - d : d);
			names.add(NUMBER + (d + 1));
		}
		for (int k = kept.size() - 1; k >= 0 && kept.size() > 3; k--)
			if (shape[kept.get(k)] == 1)
				kept.remove(k);
		while (kept.size() < 3)
			kept.add(-1);
		return new ArrayAxes(kept.subList(0, 3), names);
	}

	/**
	 * @param sizes a number for each dimension of the array
	 * @return those of x, y, z; 1 for a dimension that there is not
	 */
	public long[] pick(final long[] sizes) {
		final long[] picked = new long[3];
		for (int d = 0; d < 3; d++)
			picked[d] = dimensions.get(d) < 0 ? 1 : sizes[dimensions.get(d)];
		return picked;
	}

	/**
	 * @param shape the size of each dimension
	 * @return what is taken of axes that are none of space, for messages; empty if there is nothing else to take
	 */
	public String taken(final long[] shape) {
		final StringBuilder taken = new StringBuilder();
		for (int d = 0; d < shape.length; d++)
			if (!dimensions.contains(d) && shape[d] > 1)
				taken.append(taken.length() == 0 ? " (first of " : ", ").append(shape[d]).append(" along axis ").append(names.get(d));
		return taken.append(taken.length() == 0 ? "" : ")").toString();
	}

	/**
	 * @param metadata says the shape
	 * @param shape the size of each dimension
	 * @throws InvalidInputException if an axis that is none of space has more than one entry, as that of no label volume has
	 */
	public void checkOnlySpace(final JsonFile metadata, final long[] shape) {
		if (shape.length < 2)
			throw new InvalidInputException(metadata.file() + ": the array has " + shape.length +
				" dimensions; a label volume has 2 or 3");
		for (int d = 0; d < shape.length; d++)
			if (!dimensions.contains(d) && shape[d] > 1)
				throw new InvalidInputException(metadata.file() + " is no label volume: axis " + names.get(d) + " of " + shape.length +
					" has " + shape[d] + " entries, but a label volume has the axes x, y, z only. Save one channel and time point.");
	}
}
