package org.labelupscaler.store.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import org.labelupscaler.address.Packed;
import org.labelupscaler.address.RemoteEntry;
import org.labelupscaler.address.RemoteFile;
import org.labelupscaler.address.RemoteFiles;
import org.labelupscaler.address.RemoteStart;
import org.labelupscaler.store.Key;

import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/**
 * The objects of all buckets as files to be read, by their names with the bucket before.
 *
 * @param settings how buckets are reached
 */
record S3Files(S3Settings settings) implements RemoteFiles {

	private static final long serialVersionUID = 1L;

	private static final Pattern TOTAL = Pattern.compile("bytes \\d+-\\d+/(\\d{1,18})");

	@Override
	public String root() {
		return "s3://" + settings.prefix();
	}

	private static String bucket(final String key) {
		return key.contains("/") ? key.substring(0, key.indexOf('/')) : key;
	}

	private static String name(final String key) {
		return key.contains("/") ? key.substring(key.indexOf('/') + 1) : "";
	}

	private S3Objects objects(final String key) {
		return new S3Objects(S3Connection.of(settings), bucket(key));
	}

	@Override
	public RemoteStart start(final String key, final int most) throws IOException {
		final Optional<S3Objects.Read> start = name(key).isEmpty() ? Optional.empty() : objects(key).start(name(key), most);
		final GetObjectResponse told = start.orElseThrow(() -> new NoSuchFileException(root() + key)).told();
		if (Packed.is(told.contentEncoding()))
			return Packed.start(whole(key), modified(told.lastModified()), tag(told.eTag()));
		final Matcher range = TOTAL.matcher(told.contentRange() == null ? "" : told.contentRange());
		final long size = range.matches() ? Long.parseLong(range.group(1)) : told.contentLength();
		return new RemoteStart(new RemoteFile(size, modified(told.lastModified()), tag(told.eTag()), true), start.get().bytes().array());
	}

	private static String tag(final String told) {
		return told == null ? "" : told;
	}

	private static Instant modified(final Instant told) {
		return told == null ? Instant.EPOCH : told;
	}

	private InputStream whole(final String key) throws IOException {
		final ByteBuffer bytes = objects(key).get(name(key), Integer.MAX_VALUE).map(S3Objects.Read::bytes).orElseThrow(() -> new IOException(
			"it is kept packed (Content-Encoding: gzip), and is too long for memory; download it, and name the file"));
		return new ByteArrayInputStream(bytes.array());
	}

	@Override
	public byte[] read(final String key, final RemoteFile file, final long from, final int count) throws IOException {
		return objects(key).get(name(key), file.tag(), from, count);
	}

	/** NB: only what is packed cannot be had in parts. */
	@Override
	public InputStream whole(final String key, final RemoteFile file) throws IOException {
		return new GZIPInputStream(whole(key));
	}

	@Override
	public boolean lists() {
		return true;
	}

	private S3Listing listing(final String folder) {
		return new S3Listing(objects(folder), Key.ROOT, new Key(name(folder)));
	}

	@Override
	public List<RemoteEntry> list(final String folder) throws IOException {
		final List<RemoteEntry> entries = new ArrayList<>();
		listing(folder).names((name, object) -> entries.add(new RemoteEntry(name, object == null ? null : new RemoteFile(object.size(), modified(
			object.lastModified()), tag(object.eTag()), true))));
		return entries;
	}

	@Override
	public boolean isFolder(final String folder) throws IOException {
		try {
			return listing(folder).hasAny();
		}
		catch (final IOException e) {
			// NB: who looks above a bucket finds none of the name that is looked for.
			if (name(folder).isEmpty() && e.getCause() instanceof NoSuchBucketException)
				return false;
			throw e;
		}
	}
}
