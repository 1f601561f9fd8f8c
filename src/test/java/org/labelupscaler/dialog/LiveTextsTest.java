package org.labelupscaler.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.cli.Main;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.Sources;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.LiveText;
import org.labelupscaler.words.UpscaleWords;

/** What the dialogs about viewing, verifying and charting say before OK is pressed. */
class LiveTextsTest {

	@TempDir
	private Path folder;

	private Path source;
	private Path container;

	@BeforeEach
	void write() throws Exception {
		source = TestSources.writeNrrd(TestSources.random(new Random(5), LabelType.UINT32, 23, 17, 11), folder.resolve("labels.nrrd"));
		container = folder.resolve("large.n5");
		assertEquals(0, Main.run("upscale", source.toString(), container.toString(), "--factors", "3,2,4", "--block", "16", "--quiet"));
	}

	/** The text at last, after what is said meanwhile. */
	private static LiveText said(final Form form, final Map<String, String> words) throws InterruptedException {
		final Semaphore changes = new Semaphore(0);
		final Map<String, String> all = form.complete(words);
		try (LiveTexts texts = new LiveTexts(form, changes::release, UpscaleWords::of, CellWords::of)) {
			final LiveText first = texts.of(all);
			assertTrue(first.text().startsWith("Reading "), first.text());
			assertTrue(changes.tryAcquire(20, TimeUnit.SECONDS));
			return texts.of(all);
		}
	}

	private static void says(final Form form, final Map<String, String> words, final String... parts) throws InterruptedException {
		final LiveText said = said(form, words);
		assertFalse(said.isWrong(), said.text());
		for (final String part : parts)
			assertTrue(said.text().contains(part), said.text());
	}

	private static void refuses(final Form form, final Map<String, String> words, final String part) throws InterruptedException {
		final LiveText said = said(form, words);
		assertTrue(said.isWrong() && said.text().contains(part), said.text());
	}

	@Test
	void theViewerTellsTheLabelsAndWhatLiesOverAndUnderThem() throws Exception {
		final Path cells = Files.writeString(folder.resolve("cells.csv"), "x,y,z\n-1,0,0\n1.5,2.5,3.5\n");
		final Map<String, String> words = new HashMap<>(Map.of("input", container.toString(), "view", "stack"));
		says(Form.VIEW, words, "69 x 34 x 44 voxels of uint32, 8.33333 x 12.5 x 12.5 um, 2 levels", "as a stack of ImageJ");
		words.put("cells", cells.toString());
		says(Form.VIEW, words, "Rows:    2 cells", "Cell 1:  -1, 0, 0 lies in voxel -1, 0, 0: outside the labels", "lies in voxel 1, 2, 3: ");
		final String id = said(Form.VIEW, words).text().split("lies in voxel 1, 2, 3: ")[1].lines().findFirst().get();
		words.put("ontology", Files.writeString(folder.resolve("names.csv"), "id,name\n" + id + ",Some region\n").toString());
		says(Form.VIEW, words, "lies in voxel 1, 2, 3: " + id + " Some region");
		words.put("image", source.toString());
		says(Form.VIEW, words, "a stack shows no image");
		words.put("cells", container.toString());
		says(Form.VIEW, words, "Cells:   69 x 34 x 44 voxels of uint32");
		words.put("input", folder.resolve("none.n5").toString());
		refuses(Form.VIEW, words, "input: there is no ");
		words.put("input", folder.toString());
		refuses(Form.VIEW, words, "has no N5 volume");
	}

	@Test
	void theVerificationTellsWhatIsCompared() throws Exception {
		final Map<String, String> words = new HashMap<>(Map.of("input", container.toString()));
		says(Form.VERIFY, words, "69 x 34 x 44 voxels of uint32", source + ", 23 x 17 x 11 voxels of uint32", "compare all 72 blocks, each voxel");
		words.put("blocks", "20");
		says(Form.VERIFY, words, "compare about 20 of 72 blocks, each voxel");
		words.put("blocks", "all");
		says(Form.VERIFY, words, "compare all 72 blocks with what encoding the source anew gives");
		words.put("source", TestSources.writeNrrd(TestSources.random(new Random(5), LabelType.UINT32, 9, 9, 9), folder.resolve("other.nrrd")).toString());
		refuses(Form.VERIFY, words, "is not what the container was made from");
		refuses(Form.VERIFY, Map.of("input", source.toString()), "no container made by this program");
		refuses(Form.VERIFY, Map.of("input", container.toString(), "blocks", "0"), "blocks: ");
	}

	@Test
	void theChartTellsItsBarsAndWhereItGoes() throws Exception {
		final Path table = Files.writeString(folder.resolve("regions.csv"),
			"id,acronym,name,cells\n1,A,First,5\n2,B,Second,50\n3,C,Third,7\n4,D,Fourth,1\n0,,background,9\n");
		final Map<String, String> words = new HashMap<>(Map.of("table", table.toString()));
		says(Form.CHART, words, "Bars:    Second, Third, First and 1 more", "63 cells in regions, 9 in the background", "regions-chart.png");
		words.put("regions", "C");
		says(Form.CHART, words, "Bars:    Third\n");
		assertEquals(0, Main.run("chart", table.toString(), folder.resolve("regions-chart.png").toString(), "--quiet"));
		says(Form.CHART, words, "in the place of an older one");
		words.put("sides", "apart");
		refuses(Form.CHART, words, "Left and right are there if cells were assigned with a midline");
		try (Stream<Path> files = Files.list(folder)) {
			assertFalse(files.anyMatch(file -> file.toString().endsWith(".svg")), "nothing is drawn");
		}
	}

	/** Cells lie in the image in front if no labels are named, and another may come to the front while the dialog is open. */
	@Test
	void cellsAreLookedUpInTheImageThatIsInFrontNow() throws Exception {
		final Path cells = Files.writeString(folder.resolve("cells.csv"), "x,y,z\n1.5,2.5,3.5\n");
		final Map<String, String> words = Form.ASSIGN.complete(Map.of("cells", cells.toString()));
		final Semaphore changes = new Semaphore(0);
		final SourceFile[] front = new SourceFile[1];
		try (LiveTexts texts = new LiveTexts(Form.ASSIGN, changes::release, UpscaleWords::of, all -> CellWords.of(all).orImage(() -> Optional.of(
			front[0]))))
		{
			for (final int seed : new int[] { 7, 8, 7 }) {
				final Volume image = TestSources.random(new Random(seed), LabelType.UINT32, 4, 5, 6);
				front[0] = Sources.describe(TestSources.writeNrrd(image, folder.resolve(seed + ".nrrd")));
				assertTrue(texts.of(words).text().startsWith("Reading "));
				assertTrue(changes.tryAcquire(20, TimeUnit.SECONDS));
				assertTrue(texts.of(words).text().contains("lies in voxel 1, 2, 3: " + (image.at(1, 2, 3) == 0 ? "background" : image.at(1, 2, 3))), texts.of(words).text());
			}
		}
	}

	@Test
	void nothingIsLookedAtBeforeItIsNamedOrAtAnAddress() {
		for (final Form form : new Form[] { Form.VIEW, Form.VERIFY, Form.CHART, Form.ASSIGN })
			try (LiveTexts texts = new LiveTexts(form, () -> {}, UpscaleWords::of, CellWords::of)) {
				assertTrue(texts.of(form.complete(Map.of())).text().startsWith("Name "));
			}
		for (final String place : new String[] { "input", "cells", "ontology", "pointsin" })
			try (LiveTexts texts = new LiveTexts(Form.ASSIGN, () -> {}, UpscaleWords::of, CellWords::of)) {
				final Map<String, String> words = new HashMap<>(Map.of("input", container.toString(), "cells", folder.resolve("cells.csv").toString()));
				words.put(place, "https://127.0.0.1:9/labels.n5");
				assertEquals("What is at an address is looked at when you press OK.", texts.of(Form.ASSIGN.complete(words)).text());
			}
		for (final Form form : new Form[] { Form.VIEW, Form.VERIFY })
			try (LiveTexts texts = new LiveTexts(form, () -> {}, UpscaleWords::of, CellWords::of)) {
				assertEquals("What is at an address is looked at when you press OK.", texts.of(form.complete(Map.of("input",
					"https://127.0.0.1:9/labels.n5"))).text());
			}
	}
}
