package org.labelupscaler.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orientation codes, against the place in the animal that a voxel is at. */
class OrientationTest {

	private static List<String> codes() {
		final List<String> codes = new ArrayList<>();
		for (final String order : new String[] { "012", "021", "102", "120", "201", "210" })
			for (int sides = 0; sides < 8; sides++) {
				final StringBuilder code = new StringBuilder();
				for (final char pair : order.toCharArray())
					code.append(new String[] { "ap", "si", "lr" }[pair - '0'].charAt(sides >> pair - '0' & 1));
				codes.add(code.toString());
			}
		return codes;
	}

	/** How far from a, s and l a voxel x, y, z is, from 0 to 1, if z, y and x begin at the sides that a code says. */
	private static double[] place(final String code, final double[] voxel) {
		final double[] place = new double[3];
		for (int c = 0; c < 3; c++) {
			final char side = code.charAt(c);
			place["apsilr".indexOf(side) / 2] = "asl".indexOf(side) >= 0 ? voxel[2 - c] : 1 - voxel[2 - c];
		}
		return place;
	}

	@Test
	void aVoxelIsInTheSamePlaceOfTheAnimal() {
		final double[] voxel = { 0.1, 0.3, 0.7 };
		assertEquals(48, codes().stream().distinct().count());
		for (final String from : codes())
			for (final String to : codes()) {
				final AxisOrder order = AxisOrder.parse(from + ">" + to);
				final double[] turned = new double[3];
				for (int d = 0; d < 3; d++)
					turned[d] = order.get(d).reversed() ? 1 - voxel[order.get(d).number()] : voxel[order.get(d).number()];
				for (int p = 0; p < 3; p++)
					assertEquals(place(from, voxel)[p], place(to, turned)[p], 1e-12, from + ">" + to);
			}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "asr>asr|x,y,z", "lsa>asr|-z,y,x", "LSA -> ASR|-z,y,x", "asr to sal|-x,z,y", "lsa:asr|-z,y,x", "asr>pil|-x,-y,-z" })
	void axesOfOrientations(final String codes, final String axes) {
		assertEquals(axes, AxisOrder.parse(codes).toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "asr>asx", "asr>aps", "aaa>asr", "asr>", "asr", "asr>sa", "asr>sal>asr" })
	void whatIsNoOrientationIsRefused(final String words) {
		final String message = assertThrows(IllegalArgumentException.class, () -> AxisOrder.parse(words)).getMessage();
		assertTrue(message.contains("lsa:asr"), message);
	}
}
