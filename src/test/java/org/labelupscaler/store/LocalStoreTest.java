package org.labelupscaler.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;

/** What only a folder can have. */
class LocalStoreTest {

	@TempDir
	private Path folder;

	/** A name that is no key is somebody else's file: it is seen, and stands in the way of deleting. */
	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aNameThatIsNoKeyIsForeign() throws Exception {
		final Store store = LocalStore.at(folder);
		store.put(new Key("a/b"), ByteBuffer.wrap(new byte[] { 1 }));
		Files.writeString(folder.resolve("a\\c"), "somebody's");
		assertTrue(store.list(Key.ROOT).stream().anyMatch(entry -> entry.kind() == Entry.Kind.FOREIGN));
		final String message = assertThrows(InvalidInputException.class, () -> store.clear(Key.ROOT, entry -> true, key -> false, () -> {},
			() -> false)).getMessage();
		assertTrue(message.contains("a\\c"), message);
		assertEquals(1, store.size(new Key("a/b")).orElseThrow());
	}
}
