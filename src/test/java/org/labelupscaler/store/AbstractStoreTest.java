package org.labelupscaler.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

/** What every store has to keep. */
abstract class AbstractStoreTest {

	/** A store of that name; the same place each time. */
	abstract Store store(String name) throws Exception;

	/** Puts something there that no store makes. */
	abstract void putForeign(Store store, Key key) throws Exception;

	/** Takes the lease away from whoever has it. */
	abstract void takeLeaseAway(Store store) throws Exception;

	/** What is told of something foreign, by the key that it was put under. */
	Key shownForeign(final Key key) {
		return key;
	}

	/** Deletes something foreign. */
	void deleteForeign(final Store store, final Key key) throws Exception {
		store.delete(key);
	}

	/** Whether bytes or something foreign are in the way of keys below; not in object stores, where no prefix is anything of its own. */
	boolean hasWays() {
		return true;
	}

	static final Key A = new Key("a");
	static final Key DEEP = new Key("p/q/r/s");

	static ByteBuffer bytes(final int... values) {
		final ByteBuffer bytes = ByteBuffer.allocate(values.length);
		for (final int value : values)
			bytes.put((byte) value);
		return bytes.flip();
	}

	static Set<String> names(final List<Entry> entries) {
		return entries.stream().map(entry -> entry.key() + " " + entry.kind()).collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	void whatIsPutIsThere() throws Exception {
		final Store store = store("s");
		for (final Key key : List.of(A, DEEP)) {
			assertEquals(Optional.empty(), store.get(key));
			assertEquals(Optional.empty(), store.get(key, 0, 1));
			assertEquals(OptionalLong.empty(), store.size(key));
			assertFalse(store.exists(key));
			assertFalse(store.delete(key));
			for (final ByteBuffer content : List.of(bytes(1, 2, 3), bytes(), bytes(4, 5))) {
				store.put(key, content);
				assertEquals(Optional.of(content), store.get(key));
				assertEquals(OptionalLong.of(content.remaining()), store.size(key));
				assertTrue(store.exists(key));
				assertEquals(Optional.of(content), store(("s")).get(key), "seen by others");
			}
			final ByteBuffer part = bytes(9, 8, 7, 6).position(1).limit(3);
			store.put(key, part);
			assertEquals(1, part.position());
			store.put(key, bytes(0));
			store.putSafely(key, part);
			assertEquals(bytes(8, 7), store.get(key).orElseThrow());
			assertEquals(1, part.position());
			store.sync(key);
		}
		store.syncNames();
		assertTrue(store.describe(DEEP).contains(DEEP.name()));
		final ByteBuffer mine = store.get(A).orElseThrow();
		mine.put(0, (byte) 99);
		assertEquals(bytes(8, 7), store.get(A).orElseThrow());
	}

	@Test
	void bytesAreComparedWithWhatIsThere() throws Exception {
		final Store store = store("s");
		store.put(DEEP, bytes(1, 2, 3));
		final ByteBuffer part = bytes(9, 1, 2, 3, 9).position(1).limit(4);
		assertTrue(store.holds(DEEP, part) && store.keeps(DEEP, part));
		assertEquals(1, part.position());
		for (final ByteBuffer other : List.of(bytes(1, 2), bytes(1, 2, 4), bytes(1, 2, 3, 4), bytes()))
			assertFalse(store.holds(DEEP, other) || store.keeps(DEEP, other));
		assertFalse(store.holds(A, bytes()) || store.keeps(A, bytes()));
		store.put(A, bytes());
		assertTrue(store.holds(A, bytes()) && store.keeps(A, bytes()));
	}

	@Test
	void rangesAreWholeOrTheEnd() throws Exception {
		final Store store = store("s");
		store.put(DEEP, bytes(0, 1, 2, 3, 4));
		for (int from = 0; from <= 5; from++)
			for (int count = 0; from + count <= 5; count++) {
				final ByteBuffer range = store.get(DEEP, from, count).orElseThrow();
				assertEquals(count, range.remaining());
				for (int i = 0; i < count; i++)
					assertEquals(from + i, range.get(range.position() + i));
			}
		assertThrows(EOFException.class, () -> store.get(DEEP, 0, 6));
		assertThrows(EOFException.class, () -> store.get(DEEP, 5, 1));
		assertThrows(EOFException.class, () -> store.get(DEEP, 1L << 40, 1));
	}

	@Test
	void prefixesAreNoBytes() throws Exception {
		final Store store = store("s");
		store.put(DEEP, bytes(1));
		final Key prefix = DEEP.parent();
		assertTrue(store.exists(prefix));
		assertEquals(Optional.empty(), store.get(prefix));
		assertEquals(OptionalLong.empty(), store.size(prefix));
		if (hasWays()) {
			assertThrows(IOException.class, () -> store.put(prefix, bytes(2)));
			assertThrows(IOException.class, () -> store.put(DEEP.resolve("t"), bytes(2)));
		}
		assertEquals(bytes(1), store.get(DEEP).orElseThrow());
	}

	@Test
	void deletedIsGone() throws Exception {
		final Store store = store("s");
		store.put(DEEP, bytes(1));
		assertTrue(store.delete(DEEP));
		assertFalse(store.delete(DEEP));
		assertEquals(Optional.empty(), store.get(DEEP));
		store.put(DEEP, bytes(2));
		assertEquals(bytes(2), store.get(DEEP).orElseThrow());
	}

	@Test
	void listsWhatIsDirectlyBelow() throws Exception {
		final Store store = store("s");
		assertEquals(List.of(), store.list(Key.ROOT));
		assertEquals(List.of(), store.list(DEEP));
		for (final String name : List.of("a", "b/c", "b/d/e", "b/d/f", "b.x", "bb/c"))
			store.put(new Key(name), bytes(1));
		putForeign(store, new Key("b/link"));
		try (Lease lease = store.lease(); Appender appender = store.append(new Key("b/half"))) {
			appender.append(bytes(1, 2));
			assertEquals(Set.of("a BYTES", "b PREFIX", "b.x BYTES", "bb PREFIX"), names(store.list(Key.ROOT)));
			assertEquals(Set.of("b/c BYTES", "b/d PREFIX", shownForeign(new Key("b/link")) + " FOREIGN"), names(store.list(new Key("b"))));
		}
		assertEquals(Set.of("b/d/e BYTES", "b/d/f BYTES"), names(store.list(new Key("b/d"))));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 1000, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 3_000_000 })
	void appendedBytesAreThereWhole(final int length) throws Exception {
		final Store store = store("s");
		final byte[] all = new byte[length];
		final Random random = new Random(length);
		random.nextBytes(all);
		for (final boolean before : new boolean[] { false, true }) {
			try (Appender appender = store.append(DEEP)) {
				for (int at = 0; at < length;) {
					final ByteBuffer piece = ByteBuffer.wrap(all, at, Math.min(length - at, 1 + random.nextInt(length)));
					final int start = piece.position();
					appender.append(piece);
					assertEquals(start, piece.position());
					at += piece.remaining();
				}
				assertEquals(before, store.get(DEEP).isPresent());
				appender.finish();
				assertArrayEquals(all, store.get(DEEP).orElseThrow().array());
			}
			assertArrayEquals(all, store.get(DEEP).orElseThrow().array());
		}
	}

	@Test
	void whatWasAppendedCanBeReplaced() throws Exception {
		final Store store = store("s");
		final byte[] all = new byte[700_000];
		new Random(8).nextBytes(all);
		try (Appender appender = store.append(DEEP)) {
			appender.append(ByteBuffer.allocate(100));
			appender.append(ByteBuffer.wrap(all, 100, 399_900));
			appender.append(ByteBuffer.allocate(200_000));
			appender.replace(0, ByteBuffer.wrap(all, 0, 100));
			appender.replace(400_000, ByteBuffer.wrap(all, 400_000, 200_000));
			appender.append(ByteBuffer.wrap(all, 600_000, 100_000));
			appender.finish();
		}
		assertArrayEquals(all, store.get(DEEP).orElseThrow().array());
	}

	@Test
	void whatIsNotFinishedWasNever() throws Exception {
		final Store store = store("s");
		try (Appender appender = store.append(DEEP)) {
			appender.append(ByteBuffer.allocate(1 << 20));
		}
		assertFalse(store.exists(DEEP));
		assertEquals(List.of(), store.list(DEEP.parent()));
		store.put(DEEP, bytes(3));
		try (Appender appender = store.append(DEEP)) {
			appender.append(ByteBuffer.allocate(1 << 20));
		}
		assertEquals(bytes(3), store.get(DEEP).orElseThrow());
		final Appender killed = store.append(DEEP);
		killed.append(ByteBuffer.allocate(1 << 20));
		try (Appender next = store.append(DEEP)) {
			next.append(bytes(7));
			next.finish();
		}
		assertEquals(bytes(7), store.get(DEEP).orElseThrow());
	}

	@Test
	void clearsWhatIsKnown() throws Exception {
		final Store store = store("s");
		for (final String name : List.of("a", "b/c", "b/d/e", "b/d/f", "g"))
			store.put(new Key(name), bytes(1));
		final AtomicInteger begun = new AtomicInteger();
		final List<Entry> asked = new ArrayList<>();
		assertThrows(InvalidInputException.class, () -> store.clear(Key.ROOT, entry -> !entry.key().name().equals("b/d/f"), key -> false,
			begun::incrementAndGet, () -> false));
		assertEquals(0, begun.get());
		assertTrue(store.exists(new Key("a")) && store.exists(new Key("g")));

		putForeign(store, new Key("b/link"));
		assertThrows(InvalidInputException.class, () -> store.clear(Key.ROOT, entry -> {
			assertFalse(entry.kind() == Entry.Kind.FOREIGN);
			return true;
		}, key -> false, begun::incrementAndGet, () -> false));
		assertEquals(0, begun.get());
		deleteForeign(store, new Key("b/link"));

		assertFalse(store.clear(Key.ROOT, entry -> true, key -> false, begun::incrementAndGet, () -> true));
		assertEquals(1, begun.get());
		assertTrue(store.exists(new Key("a")) && store.exists(new Key("b/d/f")));

		assertTrue(store.clear(new Key("b/d"), entry -> asked.add(entry), key -> false, () -> {}, () -> false));
		assertEquals(Set.of("b/d/e BYTES", "b/d/f BYTES"), names(asked));
		assertEquals(List.of(), store.list(new Key("b/d")));
		assertTrue(store.exists(new Key("b/c")));

		asked.clear();
		assertTrue(store.clear(Key.ROOT, asked::add, key -> key.name().equals("g"), () -> assertTrue(store.exists(A)), () -> false));
		assertTrue(names(asked).containsAll(Set.of("a BYTES", "b PREFIX", "b/c BYTES", "g BYTES")));
		assertEquals(Set.of("g BYTES"), names(store.list(Key.ROOT)));
		assertTrue(store.clear(new Key("nothing/there"), entry -> false, key -> false, begun::incrementAndGet, () -> false));
		assertEquals(2, begun.get());
	}

	@Test
	void theLeaseStaysWhenAllIsCleared() throws Exception {
		final Store store = store("s");
		store.put(A, bytes(1));
		try (Lease lease = store.lease()) {
			assertTrue(store.clear(Key.ROOT, entry -> entry.key().equals(A), key -> false, lease::check, () -> false));
			lease.check();
			assertThrows(InvalidInputException.class, store("s")::lease);
		}
	}

	@Test
	void oneWriterAtATime() throws Exception {
		final Store store = store("new");
		final Lease lease = store.lease();
		lease.check();
		for (final Store other : List.of(store, store("new"), store.ref().open())) {
			final InvalidInputException e = assertThrows(InvalidInputException.class, other::lease);
			assertTrue(e.getMessage().contains("another run"), e.getMessage());
		}
		lease.check();
		store("elsewhere").lease().close();
		store.put(A, bytes(1));
		lease.close();
		assertEquals(Set.of("a BYTES"), names(store.list(Key.ROOT)));
		try (Lease next = store("new").lease()) {
			next.check();
		}
	}

	@Test
	void aLostLeaseIsNoticed() throws Exception {
		final Store store = store("s");
		store.put(A, bytes(1));
		try (Lease lease = store.lease()) {
			lease.check();
			takeLeaseAway(store);
			assertFalse(assertThrows(LabelUpscalerException.class, lease::check).getMessage().contains("\n"));
		}
	}

	@Test
	void nothingIsReadOrPutThroughWhatIsForeign() throws Exception {
		assumeTrue(hasWays());
		final Store store = store("s");
		putForeign(store, new Key("link"));
		final Key through = new Key("link/x");
		assertThrows(IOException.class, () -> store.put(through, bytes(1)));
		assertThrows(IOException.class, () -> store.append(through));
		assertThrows(IOException.class, () -> store.putSafely(through, bytes(1)));
		assertThrows(IOException.class, () -> store.get(through));
		assertThrows(IOException.class, () -> store.get(through, 0, 1));
		assertThrows(IOException.class, () -> store.size(through));
		assertThrows(IOException.class, () -> store.delete(through));
		assertThrows(IOException.class, () -> store.list(new Key("link")));
		assertThrows(IOException.class, () -> store.clear(new Key("link"), entry -> true, key -> false, () -> {}, () -> false));
		// NB: it is itself no bytes, and is replaced or deleted, not followed.
		assertEquals(OptionalLong.empty(), store.size(new Key("link")));
		assertEquals(Optional.empty(), store.get(new Key("link")));
		assertTrue(store.exists(new Key("link")));
		store.put(new Key("link"), bytes(5));
		assertEquals(bytes(5), store.get(new Key("link")).orElseThrow());
		putForeign(store, new Key("other"));
		assertTrue(store.delete(new Key("other")));
		assertFalse(store.exists(new Key("other")));
	}

	@Test
	void refsAreEqualAndCanBeSent() throws Exception {
		final Store store = store("s");
		store.put(A, bytes(1));
		final ByteArrayOutputStream sent = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(sent)) {
			out.writeObject(store.ref());
			out.writeObject(DEEP);
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
			final StoreRef there = (StoreRef) in.readObject();
			assertEquals(store.ref(), there);
			assertEquals(store.ref().hashCode(), there.hashCode());
			assertEquals(bytes(1), there.open().get(A).orElseThrow());
			assertEquals(DEEP, in.readObject());
		}
		assertEquals(store.ref(), store("s").ref());
		assertFalse(store.ref().equals(store("other").ref()));
		assertTrue(new HashSet<>(List.of(store.ref())).contains(store("s").ref()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "..", ".", "/", "/a", "a/", "a//b", "../a", "a/..", "a/../b", "a/./b", "a\\b", "..\\a", "a\0b" })
	void keysNeverLeadOut(final String name) {
		assertThrows(IllegalArgumentException.class, () -> new Key(name));
		assertThrows(IllegalArgumentException.class, () -> A.resolve(name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "...", "a..b", "..a", ".a", "a b", "é", "a.part", "-", ".hidden/x" })
	void otherNamesAreKeys(final String name) throws Exception {
		assertEquals("p/" + name, new Key("p").resolve(name).name());
		final String[] parts = name.split("/");
		assertEquals(parts[parts.length - 1], new Key(name).last());
	}

	@Test
	void keysKnowWhatIsAbove() {
		assertEquals(new Key("p/q/r"), DEEP.parent());
		assertEquals(Key.ROOT, A.parent());
		assertEquals(Key.ROOT, Key.ROOT.parent());
		assertEquals(A, Key.ROOT.resolve("a"));
		assertEquals(A, A.resolve(""));
		assertEquals("s", DEEP.last());
		assertEquals("", Key.ROOT.last());
	}
}
