package org.labelupscaler.store.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.store.Appender;
import org.labelupscaler.store.Entry;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Lease;
import org.labelupscaler.store.Store;
import org.labelupscaler.store.StoreRef;

import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * All of a bucket, or what lies below a prefix in it: each key is an object, whole or not there, and where a server has it when it says
 * so. To put one is one request. Thread-safe.
 */
final class S3Store implements Store {

	/**
	 * A bucket and a prefix, without secrets: whoever opens it has credentials of its own.
	 *
	 * @param bucket name of the bucket
	 * @param prefix what all keys are below
	 * @param settings how the bucket is reached
	 */
	record Ref(String bucket, Key prefix, S3Settings settings) implements StoreRef {

		private static final long serialVersionUID = 1L;

		@Override
		public Store open() {
			return new S3Store(this, S3LeaseTimes.USUAL);
		}

		@Override
		public Optional<StoreRef> above() {
			return prefix.equals(Key.ROOT) ? Optional.empty() : Optional.of(new Ref(bucket, prefix.parent(), settings));
		}

		@Override
		public long appendMemory(final long most) {
			return S3Appender.memory(most);
		}
	}

	private final Ref ref;
	private final S3Objects objects;
	private final S3LeaseTimes times;
	private final S3Pages pages;

	S3Store(final Ref asked, final S3LeaseTimes times) {
		final S3Connection connection = S3Connection.of(asked.settings());
		ref = new Ref(asked.bucket(), asked.prefix(), connection.settings());
		objects = new S3Objects(connection, ref.bucket());
		this.times = times;
		pages = new S3Pages(objects, ref.prefix());
	}

	@Override
	public StoreRef ref() {
		return ref;
	}

	private String name(final Key key) {
		return ref.prefix().resolve(key.name()).name();
	}

	private S3Listing listing(final Key prefix) {
		return new S3Listing(objects, ref.prefix(), prefix);
	}

	@Override
	public Optional<Path> path(final Key key) {
		return Optional.empty();
	}

	@Override
	public String describe(final Key key) {
		final String name = name(key);
		return "s3://" + ref.bucket() + (name.isEmpty() ? "" : "/" + name);
	}

	@Override
	public boolean exists(final Key key) {
		try {
			return !key.equals(Key.ROOT) && size(key).isPresent() || listing(key).hasAny();
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot read " + describe(key) + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	@Override
	public OptionalLong size(final Key key) throws IOException {
		final Optional<HeadObjectResponse> head = objects.head(name(key));
		return head.isPresent() ? OptionalLong.of(head.get().contentLength()) : OptionalLong.empty();
	}

	@Override
	public Optional<ByteBuffer> get(final Key key) throws IOException {
		final Optional<S3Objects.Read> read = objects.get(name(key), Long.MAX_VALUE);
		if (read.isPresent() && read.get().bytes() == null)
			throw new IOException("it has " + read.get().told().contentLength() + " bytes, too many for memory");
		return read.map(S3Objects.Read::bytes);
	}

	@Override
	public Optional<ByteBuffer> get(final Key key, final long from, final int count) throws IOException {
		return objects.get(name(key), from, count);
	}

	@Override
	public boolean holds(final Key key, final ByteBuffer whole) throws IOException {
		return objects.get(name(key), whole.remaining()).map(read -> whole.equals(read.bytes())).orElse(false);
	}

	/**
	 * NB: the entity tag is the MD5 of most objects; where it is not, only the bytes tell. What others have put within the last minute may
	 * not be known.
	 */
	@Override
	public boolean keeps(final Key key, final ByteBuffer whole) throws IOException {
		final Optional<S3Pages.Told> told = pages.get(name(key));
		if (told.isEmpty() || told.get().size() != whole.remaining())
			return false;
		final String md5 = "\"" + HexFormat.of().formatHex(S3Objects.md5(whole)) + "\"";
		return md5.equalsIgnoreCase(told.get().tag()) || holds(key, whole);
	}

	@Override
	public void put(final Key key, final ByteBuffer whole) throws IOException {
		pages.change(name(key));
		objects.put(name(key), whole, request -> request);
	}

	@Override
	public Appender append(final Key key) {
		pages.change(name(key));
		return new S3Appender(objects, name(key));
	}

	/** NB: what a server has taken it keeps. */
	@Override
	public void putSafely(final Key key, final ByteBuffer whole) throws IOException {
		put(key, whole);
	}

	@Override
	public void sync(final Key key) {}

	@Override
	public void syncNames() {}

	/** NB: the answer to a deletion does not say whether there was something. */
	@Override
	public boolean delete(final Key key) throws IOException {
		// NB: of what lies deeper there are many, and most are asked for in vain.
		final boolean there = key.parent().equals(Key.ROOT) ? objects.head(name(key)).isPresent() : pages.get(name(key)).isPresent();
		if (!there)
			return false;
		pages.change(name(key));
		objects.call("s3:DeleteObject", client -> client.deleteObject(request -> request.bucket(ref.bucket()).key(name(key))));
		return true;
	}

	@Override
	public List<Entry> list(final Key prefix) throws IOException {
		return listing(prefix).direct();
	}

	@Override
	public Optional<Entry> findForeign(final Key prefix, final int depth) {
		return Optional.empty();
	}

	@Override
	public boolean clear(final Key prefix, final Predicate<Entry> known, final Predicate<Key> kept, final Runnable begin,
		final BooleanSupplier stop) throws IOException
	{
		listing(prefix).visit((entry, name) -> {
			if (entry.kind() == Entry.Kind.FOREIGN || !known.test(entry))
				throw new InvalidInputException("s3://" + ref.bucket() + "/" + name +
					" was not made by this program, so the container is not overwritten. Move it away or choose another name.");
			return true;
		});
		begin.run();
		pages.forget();
		final S3Deletion deletion = new S3Deletion(objects);
		final boolean whole = listing(prefix).visit((entry, name) -> {
			if (stop.getAsBoolean())
				return false;
			// NB: a name with a slash at its end is what others put for a folder.
			if (name.endsWith("/") || entry.kind() == Entry.Kind.BYTES && !kept.test(entry.key()))
				deletion.add(name);
			return true;
		});
		deletion.end();
		return whole;
	}

	/** NB: uploads in parts that were not ended; nobody else has any below the prefix of a store that is leased. */
	@Override
	public void removeUnfinished(final Predicate<Entry> known) {
		new S3Uploads(objects, ref.prefix()).abort();
	}

	@Override
	public Lease lease() {
		return S3Lease.take(objects, ref.prefix(), describe(Key.ROOT), times, false);
	}

	@Override
	public Lease share() {
		return S3Lease.take(objects, ref.prefix(), describe(Key.ROOT), times, true);
	}
}
