package org.labelupscaler.points;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.source.HeaderFields;
import org.labelupscaler.text.Choices;

/**
 * The columns that hold the coordinates, and what their names say of the numbers. Immutable.
 *
 * @param x the number of the column of x, from 0
 * @param y that of y
 * @param z that of z; {@link #NONE} if z is 0 for all points
 * @param convention what the numbers mean
 */
public record CoordinateColumns(int x, int y, int z, Convention convention) {

	/** In place of the column of z: there is none. */
	public static final int NONE = -1;

	/** NB: nobody can say which columns they are without having seen these. */
	private static final int MOST_LISTED = 40;

	/** Columns that together are those of one program, whose numbers nobody may take for voxels from 0 without being asked, and why. */
	private static final Map<List<String>, String> KNOWN_TABLES = Map.of(List.of("x", "y", "z", "radius", "shape", "name", "comment"),
		"the columns are those of Vaa3D's markers, which count voxels from 1, not from 0; subtract 1 from x, y and z", List.of("x", "y", "z",
			"orderinfo", "pixmax", "volsize"), "the columns are those of Vaa3D's point clouds (.apo), some of which count voxels from 1, not from 0; " +
				"subtract 1 from x, y and z if so", List.of("x", "y", "z", "cell_label"),
		"the columns are those of the Allen Brain Cell atlas, whose coordinates are millimetres");

	/**
	 * Takes the columns a user has named, and guesses the others if that is plain: of all columns whose names can be those
	 * of coordinates, there are only these. A column named "slice" is taken for z if no other can be.
	 *
	 * @param file the file, for messages
	 * @param names all columns
	 * @param said what the user says
	 * @return the columns
	 * @throws InvalidInputException if one that is named is not there, the others are not plain, or their names disagree on
	 *           the unit
	 */
	public static CoordinateColumns find(final Path file, final List<String> names, final PointColumns said) {
		final int[] columns = { NONE, NONE, NONE };
		boolean flat = false;
		boolean guessed = false;
		for (int d = 0; d < 3; d++) {
			if (said.axis(d).isEmpty())
				guessed = true;
			else if (d == 2 && said.z().get().strip().equals("0") && !names.contains("0"))
				flat = true;
			else
				columns[d] = named(file, names, d, said.axis(d).get());
		}
		final Optional<int[]> habitual = guessed ? ColumnHabit.guess(names, said) : Optional.empty();
		for (int d = 0; d < 3 && habitual.isPresent(); d++)
			columns[d] = said.axis(d).isEmpty() ? habitual.get()[d] : columns[d];
		if (guessed && habitual.isEmpty())
			guess(file, names, said, columns);
		final Convention plain = convention(file, names, columns, flat);
		return new CoordinateColumns(columns[0], columns[1], columns[2], ColumnHabit.of(names, columns).map(habit -> habit.convention(names,
			columns)).orElse(plain));
	}

	private static int named(final Path file, final List<String> names, final int axis, final String word) {
		final List<Integer> found = new ArrayList<>();
		for (int rule = 0; rule < 3 && found.isEmpty(); rule++)
			for (int i = 0; i < names.size(); i++) {
				final String name = names.get(i);
				if (rule == 0 ? name.equals(word) : rule == 1 ? ColumnName.bare(name).equals(word.strip()) : ColumnName.bare(name)
					.equalsIgnoreCase(word.strip()))
					found.add(i);
			}
		if (found.isEmpty() && word.strip().matches("\\d{1,9}")) {
			final int number = Integer.parseInt(word.strip());
			if (number >= 1 && number <= names.size())
				return number - 1;
		}
		if (found.size() == 1)
			return found.get(0);
		throw new InvalidInputException(file + ": " + ColumnName.AXES.get(axis) + "=" + HeaderFields.shown(word) + ", but there " +
			(found.isEmpty() ? "is no such column" + Choices.meant(word, names) : "are " + found.size() + " such columns; give its number") +
			(found.isEmpty() && !Choices.near(word, names).isEmpty() ? " " : ". ") + listed(names, Choices.MOST));
	}

	/** Fills in the columns that are not said. */
	private static void guess(final Path file, final List<String> names, final PointColumns said, final int[] columns) {
		final Map<String, int[]> families = new LinkedHashMap<>();
		final Set<String> second = new HashSet<>();
		int slice = NONE;
		boolean slices = false;
		for (int i = 0; i < names.size(); i++) {
			final ColumnName name = ColumnName.of(names.get(i));
			if (ColumnName.isSlice(names.get(i))) {
				slices |= slice != NONE;
				slice = i;
			}
			if (name.family() == null)
				continue;
			// NB: the centre of mass of an object that has a position too.
			if (!name.unknown().isEmpty() || name.family().contains("of"))
				second.add(name.family());
			final int[] family = families.computeIfAbsent(name.family(), f -> new int[] { NONE, NONE, NONE });
			// NB: an axis more than the three, or one axis twice: not plain.
			if (name.axis() < 0 || family[name.axis()] != NONE)
				family[0] = Integer.MIN_VALUE;
			else if (family[0] != Integer.MIN_VALUE)
				family[name.axis()] = i;
		}
		// NB: counted from 1, as MATLAB does, they are x, y, z.
		families.values().stream().filter(family -> family[0] >= 0 && family[2] == NONE && isCounted(names.get(family[0]))).forEach(
			family -> family[0] = Integer.MIN_VALUE);
		final List<int[]> plain = whole(families, second, said, 3);
		final List<int[]> flat = whole(families, second, said, 2);
		final boolean bySlice = plain.isEmpty() && slice != NONE && !slices && said.z().isEmpty();
		if (bySlice && said.x().isPresent() && said.y().isPresent()) {
			columns[2] = slice;
			return;
		}
		final List<int[]> fitting = bySlice ? flat : plain;
		if (fitting.size() != 1)
			throw new InvalidInputException(file + ": which columns are x, y and z is not plain; say which they are (x, y, z), each by " +
				"the name of a column or its number" + (flat.isEmpty() ? "" : ", 0 for z if the image is flat") + ". " + listed(names, MOST_LISTED));
		for (int d = 0; d < 3; d++)
			if (said.axis(d).isEmpty())
				columns[d] = d == 2 && bySlice ? slice : fitting.get(0)[d];
	}

	private static boolean isCounted(final String name) {
		return ColumnName.of(name).centred();
	}

	/** The second ones, such as "x (raw)", whose unit is not known, only if there are no others. */
	private static List<int[]> whole(final Map<String, int[]> families, final Set<String> second, final PointColumns said, final int axes) {
		final Map<Boolean, List<int[]>> whole = families.entrySet().stream().filter(f -> isWhole(f.getValue(), said, axes)).collect(Collectors
			.partitioningBy(f -> second.contains(f.getKey()), Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
		return whole.get(false).isEmpty() ? whole.get(true) : whole.get(false);
	}

	private static boolean isWhole(final int[] family, final PointColumns said, final int axes) {
		boolean any = false;
		if (family[0] == Integer.MIN_VALUE)
			return false;
		for (int d = 0; d < axes; d++) {
			if (said.axis(d).isEmpty() && family[d] < 0)
				return false;
			any |= family[d] >= 0;
		}
		return any;
	}

	private static Convention convention(final Path file, final List<String> names, final int[] columns, final boolean flat) {
		final boolean slices = !flat && ColumnName.isSlice(names.get(columns[2]));
		final List<ColumnName> used = new ArrayList<>();
		for (int d = 0; d < (flat || slices ? 2 : 3); d++)
			used.add(ColumnName.of(names.get(columns[d])));
		// NB: a name that says nothing goes with the others: who named that column knows.
		final List<String> measures = used.stream().map(ColumnName::measure).filter(m -> !m.isEmpty()).distinct().toList();
		if (measures.size() > 1)
			throw new InvalidInputException(file + ": the coordinates must have the same unit, but the names of their columns say " +
				String.join(" and ", measures) + ". " + listed(names, MOST_LISTED));
		final boolean centred = used.stream().allMatch(ColumnName::centred);
		return new Convention(measures.stream().findFirst().flatMap(LengthUnit::parse), centred ? Convention.Zero.CENTRE : Convention.Zero.CORNER, slices,
			slices && ColumnName.isSliceFromZero(names.get(columns[2])) ? 0 : 1);
	}

	private static String listed(final List<String> names, final int most) {
		final StringBuilder text = new StringBuilder("Columns:");
		for (int i = 0; i < Math.min(names.size(), most); i++)
			text.append(i == 0 ? " " : ", ").append(i + 1).append(" '").append(HeaderFields.shown(names.get(i))).append("'");
		return text.append(Choices.more(names.size() - most)).toString();
	}

	/**
	 * @param names all columns
	 * @return whether a name of these says what the coordinates are counted in, voxels or a unit
	 */
	public boolean isMeasured(final List<String> names) {
		for (int d = 0; d < 3; d++)
			if (axis(d) != NONE && !ColumnName.of(names.get(axis(d))).measure().isEmpty())
				return true;
		return false;
	}

	/**
	 * @param names all columns
	 * @return the program that names the columns of coordinates so; nothing if none is known
	 */
	public Optional<ColumnHabit> habit(final List<String> names) {
		return ColumnHabit.of(names, new int[] { x, y, z });
	}

	/**
	 * @param names all columns
	 * @return why the user must say what the coordinates are counted in, a sentence: a name says a unit that is not known, or
	 *         is that of coordinates from a landmark; nothing if there is no need to
	 */
	public Optional<String> question(final List<String> names) {
		for (int d = 0; d < 3; d++) {
			if (axis(d) == NONE)
				continue;
			final String name = names.get(axis(d));
			final String ofName = ColumnName.of(name).unknown();
			final String unit = ofName.isEmpty() ? habit(names).map(habit -> habit.unknownUnit(name)).orElse("") : ofName;
			if (!unit.isEmpty())
				return Optional.of("the unit '" + HeaderFields.shown(unit) + "' of column '" + HeaderFields.shown(name) + "' is not known");
			if (ColumnName.isFromLandmark(name))
				return Optional.of("column '" + HeaderFields.shown(name) + "' is named as stereotaxic coordinates are, which are lengths from a " +
					"landmark such as bregma and not from the first voxel");
		}
		if (z != NONE && convention.unit().isPresent() && !convention.slices() && ColumnName.isPlane(names.get(z)))
			return Optional.of("column '" + HeaderFields.shown(names.get(z)) + "' is named as the number of a plane is, but x and y are in " +
				convention.unit().get().symbol() + "; make all three lengths, or all voxels");
		final List<String> bare = names.stream().map(name -> ColumnName.bare(name).toLowerCase(Locale.ROOT)).toList();
		return KNOWN_TABLES.entrySet().stream().filter(known -> bare.containsAll(known.getKey())).map(Map.Entry::getValue).findFirst();
	}

	/**
	 * @param changed what the numbers mean
	 * @return the same columns
	 */
	public CoordinateColumns with(final Convention changed) {
		return new CoordinateColumns(x, y, z, changed);
	}

	/**
	 * @param axis 0, 1 or 2
	 * @return the number of its column, from 0, or {@link #NONE}
	 */
	public int axis(final int axis) {
		return axis == 0 ? x : axis == 1 ? y : z;
	}

	/**
	 * @param names all columns
	 * @return those that are taken, for example "columns X, Y, Z"
	 */
	public String text(final List<String> names) {
		return "columns " + shown(names, x) + ", " + shown(names, y) + ", " + (z == NONE ? "z = 0" : shown(names, z));
	}

	private static String shown(final List<String> names, final int column) {
		final String bare = ColumnName.bare(names.get(column));
		return bare.isEmpty() ? "number " + (column + 1) : HeaderFields.shown(bare);
	}
}
