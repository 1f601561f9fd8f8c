package org.labelupscaler.cells.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;

/** Pictures replace pictures and nothing else. */
class PictureFileTest {

	@TempDir
	private Path folder;
	private Picture picture;

	@BeforeEach
	void draw() throws Exception {
		final Path table = Files.writeString(folder.resolve("regions.csv"), "id,cells\n1,2\n");
		picture = CellPictures.chart(table, ChartOptions.DEFAULT);
	}

	@Test
	void formatIsThatOfTheName() throws Exception {
		final Path png = folder.resolve("a.PNG");
		final Path svg = folder.resolve("a.svg");
		PictureFile.write(picture, png);
		PictureFile.write(picture, svg);
		final BufferedImage read = ImageIO.read(png.toFile());
		assertEquals(1600, read.getWidth());
		assertEquals(picture.svg(), Files.readString(svg));
		try (var files = Files.list(folder)) {
			assertEquals(3, files.count(), "nothing else is left behind");
		}
	}

	@Test
	void olderPicturesAreReplaced() throws Exception {
		for (final String name : List.of("a.png", "a.svg")) {
			final Path file = folder.resolve(name);
			PictureFile.write(picture, file);
			final byte[] before = Files.readAllBytes(file);
			final Path other = Files.writeString(folder.resolve("other.csv"), "id,cells\n77,99\n");
			PictureFile.write(CellPictures.chart(other, ChartOptions.DEFAULT), file);
			assertTrue(!java.util.Arrays.equals(before, Files.readAllBytes(file)));
		}
	}

	@Test
	void nothingElseIsReplaced() throws Exception {
		for (final String name : List.of("a.png", "a.svg")) {
			final Path file = Files.writeString(folder.resolve(name), "<?xml version=\"1.0\"?><SpimData/>");
			assertTrue(assertThrows(InvalidInputException.class, () -> PictureFile.write(picture, file)).getMessage().contains(
				"is not replaced"));
			assertEquals("<?xml version=\"1.0\"?><SpimData/>", Files.readString(file));
		}
		assertThrows(InvalidInputException.class, () -> PictureFile.check(folder.resolve("a.jpg")));
		assertThrows(InvalidInputException.class, () -> PictureFile.check(Files.createDirectory(folder.resolve("b.png"))));
	}

	@Test
	void sizesAreParsedWithinBounds() {
		assertEquals(new PictureSize(1600, 0, 2), PictureSize.parse("1600", 2));
		assertEquals(new PictureSize(800, 600, 1), PictureSize.parse(" 800x600 ", 1));
		for (final String wrong : List.of("", "x", "800x", "0", "800x0", "99", "800x20001", "8e2", "-800", "800x600x2"))
			assertThrows(IllegalArgumentException.class, () -> PictureSize.parse(wrong, 2), wrong);
		for (final double wrong : new double[] { 0, 17, Double.NaN })
			assertThrows(IllegalArgumentException.class, () -> PictureSize.parse("800", wrong));
	}
}
