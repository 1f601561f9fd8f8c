package org.labelupscaler.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;

/** What a dialog about cells says: how the list is understood, and where its first cells lie. */
class LiveCellsTest {

	@TempDir
	private Path folder;

	private final Volume volume = TestSources.random(new Random(4), LabelType.UINT16, 20, 15, 10);
	private final Semaphore changes = new Semaphore(0);
	private final Map<String, String> words = new HashMap<>();

	@BeforeEach
	void write() throws Exception {
		words.put("input", TestSources.writeNrrd(volume, folder.resolve("labels.nrrd")).toString());
		words.put("cells", Files.writeString(folder.resolve("cells.csv"), "id,z,y,x\n7,3.5,2.5,1.5\n8,0,0,-4\n9,9.9,14.9,19.9\n10,1,1,1\n")
			.toString());
	}

	private LiveText text(final LiveLook look) throws InterruptedException {
		assertEquals("Reading …", ask(look).text());
		assertTrue(changes.tryAcquire(20, TimeUnit.SECONDS));
		return ask(look);
	}

	private LiveText ask(final LiveLook look) {
		return look.text(Map.copyOf(words), "Reading …", stop -> LiveCells.look(CellWords.of(words), stop));
	}

	@Test
	void theFirstCellsAreToldWithTheirLabels() throws Exception {
		try (LiveLook cells = new LiveLook(changes::release)) {
			final LiveText said = text(cells);
			assertFalse(said.isWrong(), said.text());
			assertTrue(said.text().contains("columns x, y, z"), said.text());
			assertTrue(said.text().contains("Rows:    4 cells"), said.text());
			assertTrue(said.text().contains("Cell 1:  1.5, 2.5, 3.5 lies in voxel 1, 2, 3: " + name(volume.at(1, 2, 3))), said.text());
			assertTrue(said.text().contains("Cell 2:  -4, 0, 0 lies in voxel -4, 0, 0: outside the labels"), said.text());
			assertTrue(said.text().contains("lies in voxel 19, 14, 9: " + name(volume.at(19, 14, 9))), said.text());
			assertFalse(said.text().contains("Cell 4"), said.text());
		}
	}

	private static String name(final long label) {
		return label == 0 ? "background" : Long.toString(label);
	}

	@Test
	void otherColumnsAreOtherPlacesAndWrongOnesAreWrong() throws Exception {
		try (LiveLook cells = new LiveLook(changes::release)) {
			text(cells);
			words.put("x", "z");
			words.put("z", "x");
			final String turned = text(cells).text();
			assertTrue(turned.contains("Cell 1:  3.5, 2.5, 1.5 lies in voxel 3, 2, 1: " + name(volume.at(3, 2, 1))), turned);
			words.put("x", "nothing");
			final LiveText wrong = text(cells);
			assertTrue(wrong.isWrong() && wrong.text().contains("nothing"), wrong.text());
		}
	}
}
