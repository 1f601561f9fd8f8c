package org.labelupscaler.source.arrange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.Owned;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.grid.Box;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;

/** What is done to labels before they are scaled, against one voxel at a time. */
class ArrangementTest {

	/** All 48 ways to lay the axes. */
	private static List<String> allAxes() {
		final List<String> all = new java.util.ArrayList<>();
		for (final String order : new String[] { "xyz", "xzy", "yxz", "yzx", "zxy", "zyx" })
			for (int flips = 0; flips < 8; flips++) {
				final StringBuilder words = new StringBuilder();
				for (int d = 0; d < 3; d++)
					words.append(d == 0 ? "" : ",").append((flips >> d & 1) == 1 ? "-" : "").append(order.charAt(d));
				all.add(words.toString());
			}
		return all;
	}

	@Test
	void everyAxisOrderAndBoxTakesTheRightVoxels() {
		final Volume volume = TestSources.random(new Random(5), LabelType.UINT32, 7, 5, 4);
		final Box[] boxes = { null, Box.parse("1:6,0:3,2:4"), Box.parse("2:,:,3:"), Box.parse("6:7,4:5,0:1") };
		final Random random = new Random(6);
		for (final String words : allAxes())
			for (final Box box : boxes) {
				final AxisOrder axes = AxisOrder.parse(words);
				assertEquals(words, axes.toString());
				final LabelSource arranged = new Arrangement(box, axes, LabelSelection.ALL, Values.IDS).over(new MemorySource(
					volume));
				final Volume expected = slow(volume, box, words);
				assertArrayEquals(Arrays.stream(expected.size()).asLongStream().toArray(), arranged.size(), words);
				assertArrayEquals(expected.labels(), MemorySource.all(arranged), words + " " + box);
				final long[] min = new long[3];
				final int[] part = new int[3];
				for (int d = 0; d < 3; d++) {
					min[d] = random.nextInt(expected.size()[d]);
					part[d] = 1 + random.nextInt((int) (expected.size()[d] - min[d]));
				}
				final long[] out = new long[part[0] * part[1] * part[2]];
				arranged.read(min, part, out);
				int at = 0;
				for (int z = 0; z < part[2]; z++)
					for (int y = 0; y < part[1]; y++)
						for (int x = 0; x < part[0]; x++)
							assertEquals(expected.at(min[0] + x, min[1] + y, min[2] + z), out[at++], words);
			}
	}

	/** Goes through the source and puts each voxel where it belongs. */
	private static Volume slow(final Volume volume, final Box box, final String axes) {
		final int[] from = new int[3];
		final int[] to = volume.size().clone();
		for (int d = 0; d < 3 && box != null; d++) {
			from[d] = (int) box.min()[d];
			to[d] = (int) Math.min(to[d], box.end()[d]);
		}
		final String[] words = axes.split(",");
		final int[] size = new int[3];
		for (int d = 0; d < 3; d++) {
			final int axis = "xyz".indexOf(words[d].charAt(words[d].length() - 1));
			size[d] = to[axis] - from[axis];
		}
		final long[] labels = new long[size[0] * size[1] * size[2]];
		for (int z = from[2]; z < to[2]; z++)
			for (int y = from[1]; y < to[1]; y++)
				for (int x = from[0]; x < to[0]; x++) {
					final int[] here = { x - from[0], y - from[1], z - from[2] };
					final int[] there = new int[3];
					for (int d = 0; d < 3; d++) {
						final int i = here["xyz".indexOf(words[d].charAt(words[d].length() - 1))];
						there[d] = words[d].startsWith("-") ? size[d] - 1 - i : i;
					}
					labels[(there[2] * size[1] + there[1]) * size[0] + there[0]] = volume.at(x, y, z);
				}
		return new Volume(volume.type(), size, labels);
	}

	@Test
	void voxelSizesGoWithTheirAxes() {
		final Arrangement arrangement = new Arrangement(null, AxisOrder.parse("-z, x ,+y"), LabelSelection.ALL, Values.IDS);
		assertEquals(new VoxelSize(3, 1, 2, "um"), arrangement.voxelSize(new VoxelSize(1, 2, 3, "um")));
		assertEquals("axes -z,x,y", arrangement.geometry().orElseThrow());
		assertTrue(Arrangement.NONE.geometry().isEmpty());
	}

	@Test
	void nothingToDoIsTheSourceItself() {
		final MemorySource source = new MemorySource(TestSources.random(new Random(1), LabelType.INT8, 2, 2, 2));
		assertSame(source, Arrangement.NONE.of(Owned.of(source)));
		new Arrangement(Box.parse("1:,:,:"), AxisOrder.parse("z,y,x"), LabelSelection.parse("1"), Values.MASK).of(Owned.of(source)).close();
		assertTrue(source.closed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "x,y", "x,y,z,x", "x,x,z", "", "x,y,q", "--x,y,z", "xyz" })
	void wrongAxesAreRefused(final String words) {
		assertThrows(IllegalArgumentException.class, () -> AxisOrder.parse(words));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1:2,3:4", "2:1,:,:", "5:5,:,:", "-1:3,:,:", "a:b,:,:", "1,2,3", "9999999999999999999:,:,:" })
	void wrongBoxesAreRefused(final String words) {
		assertThrows(IllegalArgumentException.class, () -> Box.parse(words));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0:4,:,:", "3:,:,:", ":,:,7:9" })
	void boxesBeyondTheSourceAreRefused(final String words) {
		final Arrangement arrangement = new Arrangement(Box.parse(words), AxisOrder.SAME, LabelSelection.ALL, Values.IDS);
		final InvalidInputException e = assertThrows(InvalidInputException.class, () -> arrangement.size(new long[] { 3, 3, 3 }));
		assertTrue(e.getMessage().startsWith("crop: " + words.substring(0, 1)) || e.getMessage().startsWith("crop: 0:"), e
			.getMessage());
	}

	@ParameterizedTest
	@EnumSource(LabelType.class)
	void selectionsKeepWhatTheySay(final LabelType type) {
		final String[] selections = { "1", "3,5-9,!7", "!2", "0-100", "-3--1,4", "18446744073709551615,9223372036854775808-",
			"250-300,!260-270,2", "1-18446744073709551615,!5", "-9223372036854775808--1" };
		for (final String words : selections) {
			if (words.endsWith("-")) {
				assertThrows(IllegalArgumentException.class, () -> LabelSelection.parse(words));
				continue;
			}
			final LabelSelection selection = LabelSelection.parse(words);
			assertEquals(selection, LabelSelection.parse(selection.toString()), words);
			final long[] labels = candidates(type);
			final int[] size = { labels.length, 1, 1 };
			final long[] kept = MemorySource.all(new Arrangement(null, AxisOrder.SAME, selection, Values.IDS).over(new MemorySource(
				new Volume(type, size, labels))));
			final LabelSource mask = new Arrangement(null, AxisOrder.SAME, selection, Values.MASK).over(new MemorySource(new Volume(
				type, size, labels)));
			assertEquals(LabelType.UINT8, mask.type());
			final long[] ones = MemorySource.all(mask);
			for (int i = 0; i < labels.length; i++) {
				final boolean expected = keeps(words, new BigInteger(type.format(labels[i])));
				assertEquals(expected ? labels[i] : 0, kept[i], words + ": " + type.format(labels[i]));
				assertEquals(expected ? 1 : 0, ones[i], words + ": " + type.format(labels[i]));
			}
		}
	}

	private static long[] candidates(final LabelType type) {
		final TreeSet<Long> labels = new TreeSet<>();
		for (long i = -130; i < 310; i++) {
			final long narrow = type.bytes() == 8 ? i : type.signed() ? i << 64 - 8 * type.bytes() >> 64 - 8 * type.bytes() : i &
				(1L << 8 * type.bytes()) - 1;
			labels.add(narrow);
		}
		if (type.bytes() == 8)
			labels.addAll(List.of(Long.MIN_VALUE, Long.MAX_VALUE, -1L, 0L));
		return labels.stream().mapToLong(Long::longValue).toArray();
	}

	/** One item after the other. */
	private static boolean keeps(final String words, final BigInteger label) {
		boolean any = false;
		boolean in = false;
		for (final String item : words.split(",")) {
			final boolean not = item.startsWith("!");
			final String range = not ? item.substring(1) : item;
			final int dash = range.indexOf('-', 1);
			final BigInteger first = new BigInteger(dash < 0 ? range : range.substring(0, dash));
			final BigInteger last = new BigInteger(dash < 0 ? range : range.substring(dash + 1));
			final boolean inside = label.compareTo(first) >= 0 && label.compareTo(last) <= 0;
			if (not && inside)
				return false;
			any |= !not;
			in |= !not && inside;
		}
		return label.signum() != 0 && (!any || in);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "1,,2", "5-3", "1-2-3", "!", "1.5", "!!4", "1;2" })
	void wrongSelectionsAreRefused(final String words) {
		assertThrows(IllegalArgumentException.class, () -> LabelSelection.parse(words));
	}

	@ParameterizedTest
	@EnumSource(LabelType.class)
	void compactNumbersFollowTheOrderOfTheIds(final LabelType type) {
		final long[] labels = candidates(type);
		final Volume volume = new Volume(type, new int[] { labels.length, 1, 1 }, labels);
		final LabelSource compact = new Arrangement(null, AxisOrder.SAME, LabelSelection.ALL, Values.COMPACT).over(new MemorySource(volume));
		final long[] numbers = MemorySource.all(compact);
		final long[] ids = Arrays.stream(labels).filter(l -> l != 0).boxed().sorted((a, b) -> new BigInteger(type.format(a))
			.compareTo(new BigInteger(type.format(b)))).mapToLong(Long::longValue).toArray();
		assertEquals(ids.length <= 255 ? LabelType.UINT8 : LabelType.UINT16, compact.type());
		assertEquals(type, compact.idType());
		for (int i = 0; i < labels.length; i++) {
			assertEquals(labels[i], compact.id(numbers[i]));
			assertTrue(numbers[i] == 0 ? labels[i] == 0 : ids[(int) numbers[i] - 1] == labels[i]);
		}
	}

	@Test
	void compactTakesTheSmallestTypeAndRefusesTooManyLabels() {
		for (final int n : new int[] { 1, 255, 256, 65535, 65536, CompactSource.MOST_LABELS }) {
			final LabelSource compact = compact(n);
			assertEquals(n <= 255 ? LabelType.UINT8 : n <= 65535 ? LabelType.UINT16 : LabelType.UINT32, compact.type());
			assertEquals(7L * n, compact.id(n));
		}
		final InvalidInputException e = assertThrows(InvalidInputException.class, () -> compact(CompactSource.MOST_LABELS + 1));
		assertTrue(e.getMessage().startsWith("compact: memory has more than 1000000 labels"), e.getMessage());
		assertFalse(e.getMessage().contains("\n"));
	}

	/** A row of so many labels, multiples of 7. */
	private static LabelSource compact(final int n) {
		final long[] labels = new long[n];
		Arrays.setAll(labels, i -> 7L * (n - i));
		return new CompactSource(new MemorySource(new Volume(LabelType.UINT32, new int[] { n, 1, 1 }, labels)));
	}

	@Test
	void aVolumeIsClosedWithWhatIsMadeOfItOrIfThatFails() {
		final Arrangement arrangement = new Arrangement(Box.parse("1:5,:,:"), AxisOrder.SAME, LabelSelection.ALL, Values.COMPACT);
		final MemorySource small = new MemorySource(new Volume(LabelType.UINT8, new int[] { 2, 1, 1 }, new long[2]));
		try (Owned<LabelSource> source = Owned.of(small)) {
			assertThrows(InvalidInputException.class, () -> arrangement.of(source));
		}
		assertTrue(small.closed(), "nobody has taken it");
		final MemorySource large = new MemorySource(new Volume(LabelType.UINT8, new int[] { 9, 1, 1 }, new long[9]));
		final LabelSource arranged;
		try (Owned<LabelSource> source = Owned.of(large)) {
			arranged = arrangement.of(source);
		}
		assertFalse(large.closed());
		arranged.close();
		assertTrue(large.closed());
	}
}
