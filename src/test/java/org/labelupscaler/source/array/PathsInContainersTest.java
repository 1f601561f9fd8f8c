package org.labelupscaler.source.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.Sources;

/** A path into a container that is not there: what there is in it is named. Containers are written by hand. */
class PathsInContainersTest {

	private static final String N5 = "{\"dimensions\":[2,2,2],\"blockSize\":[2,2,2],\"dataType\":\"uint8\",\"compression\":{\"type\":\"raw\"}}";
	private static final String ZARR = "{\"zarr_format\":2,\"shape\":[2,2,2],\"chunks\":[2,2,2],\"dtype\":\"|u1\",\"compressor\":null," +
		"\"fill_value\":0,\"order\":\"C\",\"filters\":null}";

	@TempDir
	private Path folder;

	private String said(final String path) {
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(folder.resolve(path))).getMessage();
		assertEquals(1, message.lines().count(), message);
		assertTrue(message.contains(folder.resolve(path).toString()), message);
		return message;
	}

	private void write(final String path, final String text) throws Exception {
		Files.createDirectories(folder.resolve(path).getParent());
		Files.writeString(folder.resolve(path), text);
	}

	@Test
	void ofAnN5() throws Exception {
		write("a.n5/attributes.json", "{\"n5\":\"2.0.0\"}");
		write("a.n5/one/attributes.json", N5);
		write("a.n5/group/two/attributes.json", N5);
		final String said = said("a.n5/three");
		assertTrue(said.contains(folder.resolve("a.n5/one") + ", " + folder.resolve("a.n5/group/two")), said);
		assertTrue(said("a.n5/none/deep").contains(folder.resolve("a.n5/one").toString()));
		final String inGroup = said("a.n5/group/twoo");
		assertTrue(inGroup.contains(folder.resolve("a.n5/group/two").toString()), inGroup);
		assertFalse(inGroup.contains(folder.resolve("a.n5/one").toString()), inGroup);
		assertTrue(said("a.n5/one/x").contains("one is a dataset"));
	}

	@Test
	void ofAZarr() throws Exception {
		write("a.zarr/.zgroup", "{\"zarr_format\":2}");
		write("a.zarr/one/.zarray", ZARR);
		for (int i = 0; i < 12; i++)
			write("a.zarr/two/d" + i + "/.zarray", ZARR);
		final String said = said("a.zarr/three");
		assertTrue(said.contains(folder.resolve("a.zarr/one") + ", " + folder.resolve("a.zarr/two/d0")) && said.endsWith(" and more"), said);
		assertFalse(said.contains("d9"), said);
		assertTrue(said("a.zarr/one/x").contains("one is an array"));
	}

	@Test
	void ofAPlainFolder() throws Exception {
		write("plain/annotation.nrrd", "x");
		assertTrue(said("plain/anotation.nrrd").endsWith("; did you mean annotation.nrrd?"));
		assertTrue(said("plain/zzz").endsWith("no such file or folder"));
	}
}
