package org.labelupscaler.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;

/** A store in the memory of this process, known by its name, with no files at all. Thread-safe. */
public final class MemoryStore implements Store {

	private static final Map<String, MemoryStore> ALL = new ConcurrentHashMap<>();

	/** A store of this process, by its name. */
	record Ref(String name) implements StoreRef {

		private static final long serialVersionUID = 1L;

		@Override
		public Store open() {
			return named(name);
		}
	}

	private final String name;
	private final ConcurrentSkipListMap<Key, byte[]> content = new ConcurrentSkipListMap<>();
	private final NavigableSet<Key> foreign = new ConcurrentSkipListSet<>();
	private final Set<Key> synced = new ConcurrentSkipListSet<>();
	private Object holder;

	private MemoryStore(final String name) {
		this.name = name;
	}

	/** Forgets all stores, and what is in them. */
	public static void forgetAll() {
		ALL.clear();
	}

	/** The store of that name; the same one each time. */
	public static MemoryStore named(final String name) {
		return ALL.computeIfAbsent(name, MemoryStore::new);
	}

	/** A new one. */
	public static MemoryStore create() {
		return named(UUID.randomUUID().toString());
	}

	/** Puts something there that no store makes, as a link is in a folder. */
	public void putForeign(final Key key) {
		foreign.add(key);
	}

	/** Takes the lease from whoever has it. */
	public synchronized void takeLeaseAway() {
		holder = null;
	}

	/** What was synced. */
	public Set<Key> synced() {
		return Set.copyOf(synced);
	}

	/** All keys and bytes, a copy. */
	public Map<Key, byte[]> all() {
		final Map<Key, byte[]> all = new TreeMap<>();
		content.forEach((key, bytes) -> all.put(key, bytes.clone()));
		return all;
	}

	private static boolean isBelow(final Key key, final Key prefix) {
		return prefix.equals(Key.ROOT) ? !key.equals(Key.ROOT) : key.name().startsWith(prefix.name() + "/");
	}

	private boolean isPrefix(final Key key) {
		return hasBelow(content.keySet(), key) || hasBelow(foreign, key);
	}

	/** NB: what is below a key comes soon after it. */
	private static boolean hasBelow(final NavigableSet<Key> keys, final Key prefix) {
		for (final Key key : keys.tailSet(prefix, false)) {
			if (isBelow(key, prefix))
				return true;
			if (!key.name().startsWith(prefix.name()))
				return false;
		}
		return false;
	}

	private void checkWay(final Key key) throws IOException {
		for (Key above = key.parent(); !above.equals(Key.ROOT); above = above.parent())
			if (foreign.contains(above) || content.containsKey(above))
				throw new IOException(above + " is a link, or no prefix");
	}

	@Override
	public StoreRef ref() {
		return new Ref(name);
	}

	@Override
	public String describe(final Key key) {
		return "memory:" + name + "/" + key;
	}

	@Override
	public OptionalLong size(final Key key) throws IOException {
		final Optional<ByteBuffer> bytes = get(key);
		return bytes.isPresent() ? OptionalLong.of(bytes.get().remaining()) : OptionalLong.empty();
	}

	@Override
	public boolean exists(final Key key) {
		return content.containsKey(key) || foreign.contains(key) || isPrefix(key);
	}

	@Override
	public Optional<ByteBuffer> get(final Key key) throws IOException {
		checkWay(key);
		return Optional.ofNullable(content.get(key)).map(byte[]::clone).map(ByteBuffer::wrap);
	}

	@Override
	public Optional<ByteBuffer> get(final Key key, final long from, final int count) throws IOException {
		final Optional<ByteBuffer> whole = get(key);
		if (whole.isPresent() && from + count > whole.get().remaining())
			throw new EOFException("it ends before byte " + (from + count));
		return whole.map(bytes -> bytes.slice((int) from, count));
	}

	@Override
	public void put(final Key key, final ByteBuffer whole) throws IOException {
		checkWay(key);
		if (isPrefix(key))
			throw new IOException(key + " is a prefix");
		final byte[] bytes = new byte[whole.remaining()];
		whole.duplicate().get(bytes);
		foreign.remove(key);
		content.put(key, bytes);
		synced.remove(key);
	}

	@Override
	public Appender append(final Key key) throws IOException {
		checkWay(key);
		return new Appender() {

			private byte[] bytes = new byte[0];

			@Override
			public void append(final ByteBuffer more) {
				final int size = bytes.length;
				bytes = Arrays.copyOf(bytes, size + more.remaining());
				replace(size, more);
			}

			@Override
			public void replace(final long at, final ByteBuffer other) {
				other.duplicate().get(bytes, (int) at, other.remaining());
			}

			@Override
			public void sync() {}

			@Override
			public void finish() throws IOException {
				put(key, ByteBuffer.wrap(bytes));
			}

			@Override
			public void close() {}
		};
	}

	@Override
	public void putSafely(final Key key, final ByteBuffer whole) throws IOException {
		put(key, whole);
		synced.add(key);
	}

	@Override
	public boolean delete(final Key key) throws IOException {
		checkWay(key);
		return content.remove(key) != null | foreign.remove(key);
	}

	@Override
	public List<Entry> list(final Key prefix) throws IOException {
		checkWay(prefix.resolve("any"));
		final Map<Key, Entry.Kind> found = new TreeMap<>();
		foreign.stream().filter(key -> isBelow(key, prefix)).forEach(key -> found.put(key, Entry.Kind.FOREIGN));
		content.keySet().stream().filter(key -> isBelow(key, prefix)).forEach(key -> found.put(key, Entry.Kind.BYTES));
		final Map<Key, Entry.Kind> direct = new TreeMap<>();
		found.forEach((key, kind) -> {
			Key at = key;
			while (!at.parent().equals(prefix))
				at = at.parent();
			direct.put(at, at.equals(key) ? kind : Entry.Kind.PREFIX);
		});
		final List<Entry> entries = new ArrayList<>();
		direct.forEach((key, kind) -> entries.add(new Entry(key, kind)));
		return entries;
	}

	@Override
	public boolean clear(final Key prefix, final Predicate<Entry> known, final Predicate<Key> kept, final Runnable begin,
		final BooleanSupplier stop) throws IOException
	{
		checkKnown(prefix, known);
		begin.run();
		for (final Key key : List.copyOf(content.keySet())) {
			if (!isBelow(key, prefix))
				continue;
			if (stop.getAsBoolean())
				return false;
			if (!kept.test(key))
				content.remove(key);
		}
		return true;
	}

	private void checkKnown(final Key prefix, final Predicate<Entry> known) throws IOException {
		for (final Entry entry : list(prefix)) {
			if (entry.kind() == Entry.Kind.FOREIGN || !known.test(entry))
				throw new InvalidInputException(describe(entry.key()) + " was not made by this program");
			if (entry.kind() == Entry.Kind.PREFIX)
				checkKnown(entry.key(), known);
		}
	}

	@Override
	public void sync(final Key key) throws IOException {
		if (get(key).isEmpty())
			throw new IOException(key + " is not there");
		synced.add(key);
	}

	@Override
	public void syncNames() {}

	@Override
	public synchronized Lease lease() {
		if (holder != null)
			throw new InvalidInputException(name + " is being written by another run. Wait for it, or stop it.");
		final Object mine = new Object();
		holder = mine;
		return new Lease() {

			@Override
			public void check() {
				synchronized (MemoryStore.this) {
					if (holder != mine)
						throw new LabelUpscalerException("The lease of " + name + " was taken by another run.", Remedy.RESUME, null);
				}
			}

			@Override
			public void close() {
				synchronized (MemoryStore.this) {
					if (holder == mine)
						holder = null;
				}
			}
		};
	}

	@Override
	public Optional<Path> path(final Key key) {
		return Optional.empty();
	}
}
