package org.labelupscaler.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.labelupscaler.InvalidInputException;

/**
 * Keys and bytes. What is put under a key is there whole or not at all, whatever happens; no key leads through a link to
 * another place. Thread-safe, but for two threads that put or delete the same key at once. Errors of the medium are
 * {@link IOException}s, which the caller words, knowing what the bytes are. Where a prefix is nothing of its own, as in object stores, bytes
 * may lie under a key that is a prefix as well: to look for that would cost a request for each that is put.
 */
public interface Store {

	/** @return where it is; equal for the same place, and opened on any machine that reaches it */
	StoreRef ref();

	/**
	 * @param key a key
	 * @return the place in words, for messages
	 */
	String describe(Key key);

	/**
	 * @param key a key
	 * @return how many bytes there are; empty if there is nothing, or something that is no bytes of this store (a link, a folder)
	 * @throws IOException if that cannot be found out
	 */
	OptionalLong size(Key key) throws IOException;

	/**
	 * @param key a key
	 * @return whether there is anything under that key, bytes or not
	 */
	boolean exists(Key key);

	/**
	 * @param key a key
	 * @return its bytes, a new buffer; empty as {@link #size} has it
	 * @throws IOException if they cannot be read
	 */
	Optional<ByteBuffer> get(Key key) throws IOException;

	/**
	 * @param key a key
	 * @param from the first byte
	 * @param count how many
	 * @return that many bytes, a new buffer; empty as {@link #size} has it
	 * @throws java.io.EOFException if there are fewer
	 * @throws IOException if they cannot be read
	 */
	Optional<ByteBuffer> get(Key key, long from, int count) throws IOException;

	/**
	 * @param key a key
	 * @param whole some bytes; the buffer stays the caller's, its position is left as it is
	 * @return whether the bytes under the key are these, read back
	 * @throws IOException if they cannot be read
	 */
	default boolean holds(final Key key, final ByteBuffer whole) throws IOException {
		final OptionalLong size = size(key);
		return size.isPresent() && size.getAsLong() == whole.remaining() && get(key).map(whole::equals).orElse(false);
	}

	/**
	 * @param key a key
	 * @param whole some bytes; the buffer stays the caller's, its position is left as it is
	 * @return the same, but a store that keeps checksums of what was put may go by these
	 * @throws IOException if it cannot be found out
	 */
	default boolean keeps(final Key key, final ByteBuffer whole) throws IOException {
		return holds(key, whole);
	}

	/**
	 * Puts bytes under a key, in place of what is there.
	 *
	 * @param key a key
	 * @param whole all bytes; the buffer stays the caller's, its position is left as it is
	 * @throws IOException if they cannot be written; what was there before is there still
	 */
	void put(Key key, ByteBuffer whole) throws IOException;

	/**
	 * Does the same with bytes that are too many for memory.
	 *
	 * @param key a key
	 * @return takes them, piece by piece; the caller closes it
	 * @throws IOException if they cannot be written
	 */
	Appender append(Key key) throws IOException;

	/**
	 * Does the same as {@link #put}, and waits: the bytes are where a power cut cannot take them before they are seen under the key, and the key is
	 * when this returns.
	 *
	 * @param key a key
	 * @param whole all bytes; the buffer stays the caller's, its position is left as it is
	 * @throws IOException if they cannot be written; what was there before is there still
	 */
	void putSafely(Key key, ByteBuffer whole) throws IOException;

	/**
	 * @param key a key
	 * @return whether there was something; there is nothing now
	 * @throws IOException if it cannot be deleted
	 */
	boolean delete(Key key) throws IOException;

	/**
	 * @param prefix a prefix
	 * @return what lies directly below it, in no order, what a killed run left half-written not among it; empty if there is nothing
	 * @throws IOException if it cannot be listed
	 */
	List<Entry> list(Key prefix) throws IOException;

	/**
	 * @param prefix a prefix
	 * @param depth how many parts a key may have beyond it to be looked at, at least 1
	 * @return something below it that leads elsewhere, such as a link; nothing if there is none, as in stores where nothing does
	 * @throws IOException if it cannot be listed
	 */
	default Optional<Entry> findForeign(final Key prefix, final int depth) throws IOException {
		for (final Entry entry : list(prefix)) {
			if (entry.kind() == Entry.Kind.FOREIGN)
				return Optional.of(entry);
			if (entry.kind() == Entry.Kind.PREFIX && depth > 1) {
				final Optional<Entry> below = findForeign(entry.key(), depth - 1);
				if (below.isPresent())
					return below;
			}
		}
		return Optional.empty();
	}

	/**
	 * Deletes all that lies below a prefix, if all of it is known; the prefix itself, and what it is of a lease, stay.
	 *
	 * @param prefix a prefix
	 * @param known whether an entry is one that the caller made; asked for prefixes as well, never for foreign ones
	 * @param kept which of the known keys stay
	 * @param begin is run when all is known, before the first key is deleted
	 * @param stop asked before each key
	 * @return whether it came to the end
	 * @throws InvalidInputException if there is anything else; nothing is deleted then
	 * @throws IOException if something cannot be deleted
	 */
	boolean clear(Key prefix, Predicate<Entry> known, Predicate<Key> kept, Runnable begin, BooleanSupplier stop)
		throws IOException;

	/**
	 * Waits until the bytes of a key are where a power cut cannot take them.
	 *
	 * @param key a key that was put
	 * @throws IOException if that cannot be
	 */
	void sync(Key key) throws IOException;

	/**
	 * Does the same for the names of all keys, and of the store itself.
	 *
	 * @throws IOException if that cannot be
	 */
	void syncNames() throws IOException;

	/** @throws InvalidInputException if nothing can ever be written there */
	default void checkWritable() {}

	/**
	 * Removes what killed runs, of this machine and others, have left half-written; what nobody but a run leaves is not touched. Only for a
	 * run that has the store for itself.
	 *
	 * @param known whether a key, when it is whole, is one that the caller makes
	 * @throws IOException if it cannot be removed
	 */
	default void removeUnfinished(final Predicate<Entry> known) throws IOException {}

	/**
	 * Keeps other runs out, of this process, others and other machines; makes the store if it is missing.
	 *
	 * @return the right to write
	 * @throws InvalidInputException if another run has it, or the store cannot be written to
	 */
	Lease lease();

	/**
	 * Keeps runs out that want the store for themselves, and lets runs in other processes share it; makes the store if it is missing.
	 *
	 * @return the right to write, of which the runs must know how to use it together
	 * @throws InvalidInputException if another run has the store for itself, or the store cannot be written to, or not by several runs
	 */
	default Lease share() {
		throw new InvalidInputException(describe(Key.ROOT) + " can be written by one run at a time only. Choose another place.");
	}

	/**
	 * @param key a key
	 * @return the file, for programs that need one; empty if the store has none
	 */
	Optional<Path> path(Key key);
}
