package org.labelupscaler.store.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.labelupscaler.store.Entry;
import org.labelupscaler.store.Key;

import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What lies below a prefix of a store, in pages. What belongs to a lease is not told of, nor is an empty object whose name ends in a slash,
 * which others put for a folder.
 *
 * @param objects the bucket
 * @param root prefix of the store
 * @param prefix what to list, within the store
 */
record S3Listing(S3Objects objects, Key root, Key prefix) {

	private static final String PERMISSION = "s3:ListBucket";

	/** Hears of entries. */
	interface Visitor {

		/** Says whether to go on. */
		boolean visit(Entry entry, String name) throws IOException;
	}

	/** What all names begin with. */
	private String start() {
		final String name = root.resolve(prefix.name()).name();
		return name.isEmpty() ? "" : name + "/";
	}

	private ListObjectsV2Response page(final ListObjectsV2Request.Builder request) throws IOException {
		return objects.call(PERMISSION, client -> client.listObjectsV2(request.bucket(objects.bucket()).build()));
	}

	/** Whether there is anything at all. */
	boolean hasAny() throws IOException {
		return page(ListObjectsV2Request.builder().prefix(start()).maxKeys(1)).keyCount() > 0;
	}

	/** What lies directly below. */
	List<Entry> direct() throws IOException {
		final List<Entry> entries = new ArrayList<>();
		final ListObjectsV2Request.Builder request = ListObjectsV2Request.builder().prefix(start()).delimiter("/");
		for (boolean more = true; more;) {
			final ListObjectsV2Response page = page(request);
			for (final S3Object object : page.contents())
				add(entries, object.key(), Entry.Kind.BYTES, object.size());
			for (final CommonPrefix below : page.commonPrefixes())
				add(entries, below.prefix().substring(0, below.prefix().length() - 1), Entry.Kind.PREFIX, 0);
			more = Boolean.TRUE.equals(page.isTruncated());
			request.continuationToken(page.nextContinuationToken());
		}
		return entries;
	}

	private void add(final List<Entry> entries, final String name, final Entry.Kind kind, final long size) {
		if (name.equals(start()) && size == 0)
			return;
		final String last = name.substring(start().length());
		if (!S3Lease.isOwn(prefix.equals(Key.ROOT), last))
			entries.add(entry(last, kind));
	}

	/** Hears of what lies directly below: a name, and the object, null for a prefix. */
	interface Names {

		void visit(String name, S3Object object);
	}

	/** Tells of all names directly below that a path can have. */
	void names(final Names names) throws IOException {
		final ListObjectsV2Request.Builder request = ListObjectsV2Request.builder().prefix(start()).delimiter("/");
		for (boolean more = true; more;) {
			final ListObjectsV2Response page = page(request);
			for (final S3Object object : page.contents())
				if (isName(object.key().substring(start().length())))
					names.visit(object.key().substring(start().length()), object);
			for (final CommonPrefix below : page.commonPrefixes()) {
				final String name = below.prefix().substring(start().length(), below.prefix().length() - 1);
				if (isName(name))
					names.visit(name, null);
			}
			more = Boolean.TRUE.equals(page.isTruncated());
			request.continuationToken(page.nextContinuationToken());
		}
	}

	private static boolean isName(final String text) {
		return !text.isEmpty() && !text.equals(".") && !text.equals("..") && text.indexOf(0) < 0;
	}

	/** NB: others may have put what no key can be. */
	private Entry entry(final String below, final Entry.Kind kind) {
		try {
			return new Entry(prefix.resolve(new Key(below.isEmpty() ? "/" : below).name()), kind);
		}
		catch (final IllegalArgumentException e) {
			return new Entry(prefix.resolve(below.replaceAll("[\\\\\0]|(?<=^|/)\\.{0,2}(?=/|$)", "?")), Entry.Kind.FOREIGN);
		}
	}

	/** Goes through all that lies below, prefixes before what is in them; returns whether it came to the end. */
	boolean visit(final Visitor visitor) throws IOException {
		final ListObjectsV2Request.Builder request = ListObjectsV2Request.builder().prefix(start());
		String folder = "";
		for (boolean more = true; more;) {
			final ListObjectsV2Response page = page(request);
			for (final S3Object object : page.contents()) {
				final String below = object.key().substring(start().length());
				if (below.isEmpty() && object.size() == 0 || S3Lease.isOwn(prefix.equals(Key.ROOT), below))
					continue;
				final boolean marker = below.endsWith("/") && object.size() == 0;
				final Entry entry = entry(marker ? below.substring(0, below.length() - 1) : below, marker ? Entry.Kind.PREFIX : Entry.Kind.BYTES);
				final String parent = marker || entry.kind() == Entry.Kind.FOREIGN ? folder : below.substring(0, below.lastIndexOf('/') + 1);
				if (!visitFolders(folder, parent, visitor) || !visitor.visit(entry, object.key()))
					return false;
				folder = parent;
			}
			more = Boolean.TRUE.equals(page.isTruncated());
			request.continuationToken(page.nextContinuationToken());
		}
		return true;
	}

	/** Tells of the prefixes that a name has and the one before it has not. */
	private boolean visitFolders(final String before, final String now, final Visitor visitor) throws IOException {
		for (int slash = now.indexOf('/'); slash >= 0; slash = now.indexOf('/', slash + 1)) {
			if (before.startsWith(now.substring(0, slash + 1)))
				continue;
			final String below = now.substring(0, slash);
			if (!visitor.visit(new Entry(prefix.resolve(below), Entry.Kind.PREFIX), start() + below))
				return false;
		}
		return true;
	}
}
