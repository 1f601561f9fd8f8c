package org.labelupscaler.cells.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.w3c.dom.Element;

/** Pictures replace pictures of this program and nothing else. */
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
	void markIsATextThatReadersOfPngKnow() throws Exception {
		final Path file = folder.resolve("a.png");
		PictureFile.write(picture, file);
		final ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
		try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
			reader.setInput(in);
			final Element tree = (Element) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
			final Element text = (Element) tree.getElementsByTagName("tEXtEntry").item(0);
			assertEquals("Software", text.getAttribute("keyword"));
			assertEquals("Label Upscaler (chart)", text.getAttribute("value"));
			final BufferedImage expected = picture.pixels();
			final BufferedImage actual = reader.read(0);
			for (int y = 0; y < expected.getHeight(); y++)
				for (int x = 0; x < expected.getWidth(); x++)
					assertEquals(expected.getRGB(x, y), actual.getRGB(x, y));
		}
		finally {
			reader.dispose();
		}
		final byte[] bytes = Files.readAllBytes(file);
		final CRC32 crc = new CRC32();
		crc.update(bytes, 37, 35); // NB: the reader does not look at checksums.
		assertEquals((int) crc.getValue(), ByteBuffer.wrap(bytes).getInt(72));
	}

	@Test
	void nothingElseIsReplaced() throws Exception {
		final Path plain = folder.resolve("plain.png");
		ImageIO.write(picture.pixels(), "png", plain.toFile());
		final Path own = folder.resolve("own.svg");
		PictureFile.write(picture, own);
		final byte[] edited = Files.readString(own).replaceFirst("<svg ", "<svg id=\"edited\" ").getBytes(StandardCharsets.UTF_8);
		final byte[] xml = "<?xml version=\"1.0\"?><SpimData/>".getBytes(StandardCharsets.UTF_8);
		final byte[] other = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.UTF_8);
		for (final byte[] content : List.of(Files.readAllBytes(plain), edited, xml, other, new byte[0]))
			for (final String name : List.of("a.png", "a.svg")) {
				final Path file = Files.write(folder.resolve(name), content);
				assertRefused("was not made by this program", () -> PictureFile.write(picture, file));
				assertRefused("was not made by this program", () -> PictureFile.writePreview(picture.pixels(), file));
				assertArrayEquals(content, Files.readAllBytes(file));
			}
		final Path link = Files.createSymbolicLink(folder.resolve("link.svg"), own.getFileName());
		final Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere.svg"), Path.of("missing.svg"));
		for (final Path file : List.of(link, nowhere)) {
			assertRefused("was not made by this program", () -> PictureFile.write(picture, file));
			assertTrue(Files.isSymbolicLink(file));
		}
		assertRefused("is no folder", () -> PictureFile.check(plain.resolve("a.png"), PictureKind.CHART));
		assertThrows(InvalidInputException.class, () -> PictureFile.check(folder.resolve("a.jpg"), PictureKind.CHART));
		assertThrows(InvalidInputException.class, () -> PictureFile.check(Files.createDirectory(folder.resolve("b.png")), PictureKind.CHART));
	}

	/** What shows something else is not thrown away. */
	@Test
	void picturesOfAnotherKindAreNotReplaced() throws Exception {
		final Path preview = folder.resolve("p.png");
		PictureFile.writePreview(picture.pixels(), preview);
		PictureFile.writePreview(picture.pixels(), preview);
		assertRefused("is a preview, which a chart must not replace", () -> PictureFile.write(picture, preview));
		for (final String name : List.of("c.png", "c.svg")) {
			final Path chart = folder.resolve(name);
			PictureFile.write(picture, chart);
			PictureFile.write(picture, chart);
			assertRefused("is a chart, which a projection must not replace", () -> PictureFile.check(chart, PictureKind.PROJECTION));
		}
		assertRefused("is a chart, which a preview must not replace", () -> PictureFile.checkPreview(folder.resolve("c.png")));
	}

	@Test
	void containersAreNoPlaceForPictures() throws Exception {
		final Path container = Files.createDirectory(folder.resolve("labels.n5"));
		Files.writeString(container.resolve("attributes.json"), "{\"n5\":\"2.5.1\",\"labelUpscaler\":{\"state\":\"complete\",\"job\":{}}}");
		final Path link = Files.createSymbolicLink(folder.resolve("link"), container);
		for (final Path file : List.of(container.resolve("a.png"), container.resolve("new/folder/a.svg"), link.resolve("a.png")))
			assertRefused("could not be overwritten any more", () -> PictureFile.write(picture, file));
		try (var files = Files.list(container)) {
			assertEquals(1, files.count());
		}
		Files.writeString(folder.resolve("attributes.json"), "no JSON");
		PictureFile.check(folder.resolve("a.png"), PictureKind.CHART);
	}

	@Test
	void whatCannotBeWrittenIsNoWrongInput() {
		for (final String ending : List.of(".png", ".svg")) {
			// NB: a name that is too long lets writing fail everywhere, even for those who may write anywhere.
			final Path file = folder.resolve("a".repeat(300) + ending);
			final LabelUpscalerException e = assertThrows(LabelUpscalerException.class, () -> PictureFile.write(picture, file));
			assertFalse(e instanceof InvalidInputException, e.getMessage());
			assertTrue(e.getMessage().startsWith("Cannot write " + file), e.getMessage());
		}
	}

	private static void assertRefused(final String expected, final Executable work) {
		final String message = assertThrows(InvalidInputException.class, work).getMessage();
		assertTrue(message.contains(expected) && !message.contains("\n"), message);
	}

	@Test
	void pixelsNeedNoMoreThanHalfOfTheMemory() {
		PictureSize.checkMemory(1000, 1000, 8_000_000);
		assertRefused("size: a picture of 1000x1000", () -> PictureSize.checkMemory(1000, 1000, 7_999_999));
		assertRefused("size: a picture of 20000x20000", () -> PictureSize.checkMemory(20000, 20000, 2L << 30));
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
