package org.labelupscaler.view.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.measure.ResultsTable;

/** A table of ImageJ holds numbers as doubles: ids that these do not tell apart are not shown. */
class TableWindowTest {

	@TempDir
	private Path folder;

	private ResultsTable table(final String rows) throws Exception {
		return ResultsTable.open(Files.writeString(folder.resolve("t.csv"), "id,name,cells\n" + rows).toString());
	}

	@Test
	void idsAreShownAsTheyAreOrNotAtAll() throws Exception {
		final ResultsTable exact = table("997,root,5\n9007199254740991,\"a, b\",6\n");
		assertTrue(TableWindow.isExact(exact));
		assertEquals(9007199254740991.0, exact.getValueAsDouble(0, 1));
		assertEquals("a, b", exact.getStringValue("name", 1));
		assertFalse(TableWindow.isExact(table("997,root,5\n9007199254740993,x,6\n")));
		assertFalse(TableWindow.isExact(table("18446744073709551614,x,6\n")));
	}
}
