package org.labelupscaler.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import javax.swing.JFileChooser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.words.AssignKey;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.VerifyKey;
import org.labelupscaler.words.ViewKey;

/** What can be picked for a field. */
class BrowseTest {

	@TempDir
	private Path folder;

	@Test
	void filesArePickedWhereFilesAreUsualAndFoldersWhereContainersAre() {
		assertEquals(Field.Kind.EITHER, Field.of(OptionKey.INPUT).kind());
		assertEquals(Field.Kind.EITHER, Field.of(VerifyKey.INPUT).kind());
		assertEquals(Field.Kind.EITHER, Field.of(ViewKey.INPUT).kind());
		assertEquals(Field.Kind.FILE, Field.of(OptionKey.ONTOLOGY).kind());
		assertEquals(Field.Kind.FILE, Field.of(CellKey.CELLS).kind());
		assertEquals(Field.Kind.SAVE, Field.of(AssignKey.TABLE).kind());
		assertEquals(Field.Kind.FOLDER, Field.of(OptionKey.TEMP).kind());
		assertEquals(JFileChooser.FILES_ONLY, Browse.chooser(Field.Kind.FILE).getFileSelectionMode());
		assertEquals(JFileChooser.DIRECTORIES_ONLY, Browse.chooser(Field.Kind.FOLDER).getFileSelectionMode());
	}

	@Test
	void aContainerIsPickedAsAFileIs() throws Exception {
		final JFileChooser chooser = Browse.chooser(Field.Kind.EITHER);
		assertEquals(JFileChooser.FILES_AND_DIRECTORIES, chooser.getFileSelectionMode());
		assertFalse(chooser.isTraversable(Files.createDirectory(folder.resolve("a.N5")).toFile()));
		assertFalse(chooser.isTraversable(Files.createDirectory(folder.resolve("a.ome.zarr")).toFile()));
		assertTrue(chooser.isTraversable(Files.createDirectory(folder.resolve("a")).toFile()));
	}
}
