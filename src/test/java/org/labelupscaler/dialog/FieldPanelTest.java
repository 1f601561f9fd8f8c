package org.labelupscaler.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.awt.Component;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import javax.swing.JLabel;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which fields are red when something is wrong. */
class FieldPanelTest {

	private static List<String> red(final String problem) {
		final Map<String, String> words = Form.ASSIGN.complete(Map.of("input", "/data/a b.nrrd", "cells", "/data/cells.csv"));
		final FieldPanel panel = new FieldPanel(Form.ASSIGN.fields(), words, 1, () -> {});
		final Color usual = labels(panel).get(0).getForeground();
		panel.mark(problem);
		return labels(panel).stream().filter(label -> !label.getForeground().equals(usual)).map(label -> label.getLabelFor().getName()).toList();
	}

	private static List<JLabel> labels(final FieldPanel panel) {
		final Component[] all = panel.panel().getComponents();
		return Arrays.stream(all).filter(JLabel.class::isInstance).map(JLabel.class::cast).toList();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "Cannot read /data/a b.nrrd: no such file | input", "/data/a b.nrrd has no N5 volume | input", //
		"cells: Cannot read /data/other.csv: no such file | cells", "/data/a b.nrrd2: no such file | ''",
		"points in: Cannot read /data/none: no such file | pointsin", "Mend it, or choose Bad rows: skip to leave such rows out. | badrows",
		"The file does not say the unit. Choose it: set Unit to um for micrometres. | unit" })
	void theFieldThatAProblemIsAboutIsRed(final String problem, final String key) {
		assertEquals(key.isEmpty() ? List.of() : List.of(key), red(problem));
	}
}
