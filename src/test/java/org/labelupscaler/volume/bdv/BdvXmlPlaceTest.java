package org.labelupscaler.volume.bdv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.volume.Display;

/** Where the XML of a volume goes if there is one of its name already, and when that is left alone. */
class BdvXmlPlaceTest {

	private static final Display DISPLAY = new Display(0, 1, 2, List.of());

	@TempDir
	private Path folder;
	private Path usual;
	private Path full;

	@BeforeEach
	void places() {
		usual = folder.resolve("a.xml");
		full = folder.resolve("a.n5.xml");
	}

	/** What this program writes for another volume, with something else in the place of its name. */
	private void write(final String element) throws Exception {
		final BdvXml xml = BdvXml.ofHdf5(folder.resolve("a.h5"));
		Files.writeString(usual, xml.text("a", new long[] { 1, 1, 1 }, VoxelSize.UNKNOWN, new double[3]).replace(
			"<hdf5 type=\"relative\">a.h5</hdf5>", element));
	}

	private void goesTo(final Path place) {
		final BdvXml xml = BdvXml.of(folder.resolve("a.n5"));
		assertEquals(place, xml.file());
		assertEquals(Optional.empty(), xml.foreign());
	}

	@Test
	void theXmlOfAVolumeThatHasGoneIsReplaced() throws Exception {
		write("<hdf5 type=\"relative\">a.h5</hdf5>");
		goesTo(usual);
		Files.createFile(folder.resolve("a.h5"));
		goesTo(full);
	}

	/** The volume may be on a disk that is not there now. */
	@Test
	void theXmlOfAVolumeBehindALinkIsLeftToIt() throws Exception {
		write("<hdf5 type=\"relative\">a.h5</hdf5>");
		Files.createSymbolicLink(folder.resolve("a.h5"), folder.resolve("unmounted/a.h5"));
		goesTo(full);
	}

	/** Nobody but a user writes those: what they name cannot be told to have gone. */
	@ParameterizedTest
	@ValueSource(strings = { "<n5 type=\"absolute\">/mnt/disk/a.n5</n5>", "<hdf5>a.h5</hdf5>", "<hdf5 type=\"relative\">&#99999999999;</hdf5>",
		"<hdf5 type=\"relative\">&#1114112;</hdf5>", "<hdf5 type=\"relative\">a&#0;</hdf5>" })
	void anXmlThatAUserHasChangedIsLeft(final String element) throws Exception {
		write(element);
		goesTo(full);
	}

	/** NB: they have the same mark. */
	@Test
	void settingsOfAnotherVolumeAreNoXml() throws Exception {
		Files.writeString(folder.resolve("a.settings.xml"), BdvXml.settings(DISPLAY));
		final BdvXml xml = BdvXml.of(folder.resolve("a.settings.n5"));
		assertEquals(folder.resolve("a.settings.n5.xml"), xml.file());
		assertEquals(Optional.empty(), xml.foreign());
	}

	@Test
	void theXmlOfAnotherVolumeIsNotDeletedForSettings() throws Exception {
		final Path other = folder.resolve("a.settings.n5");
		Files.writeString(BdvXml.of(other).file(), BdvXml.of(other).text("a", new long[] { 1, 1, 1 }, VoxelSize.UNKNOWN, new double[3]));
		BdvXml.of(folder.resolve("a.n5")).delete();
		assertTrue(Files.exists(folder.resolve("a.settings.xml")));
		Files.writeString(folder.resolve("a.settings.xml"), BdvXml.settings(DISPLAY));
		BdvXml.of(folder.resolve("a.n5")).delete();
		assertFalse(Files.exists(folder.resolve("a.settings.xml")));
	}
}
