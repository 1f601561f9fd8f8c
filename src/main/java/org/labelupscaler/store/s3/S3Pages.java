package org.labelupscaler.store.s3;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.labelupscaler.store.Key;

import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What a server says of the objects below a prefix, asked for in pages of lists, so that to ask for each of many that lie next to each
 * other is not a request each. A page counts for {@value #SECONDS} s; of what was put here in the meantime it says nothing. Thread-safe.
 */
final class S3Pages {

	private static final int SECONDS = 60;
	/** NB: names along one axis are not in the order of their numbers, so that the next one may be in a page from before. */
	private static final int MOST = 4;
	private static final String PERMISSION = "s3:ListBucket";

	/** Size and entity tag. */
	record Told(long size, String tag) {}

	/** Names after one up to another; to the end if that is null. */
	private record Page(String after, String last, Map<String, Told> told, Set<String> changed, long since) {

		boolean covers(final String name) {
			return name.compareTo(after) > 0 && (last == null || name.compareTo(last) <= 0);
		}

		boolean isOld() {
			return System.nanoTime() - since > Duration.ofSeconds(SECONDS).toNanos();
		}
	}

	private final S3Objects objects;
	private final String prefix;
	private final Deque<Page> pages = new ArrayDeque<>();
	/** Whether the server lists in another order than that of names, as some do. */
	private boolean unordered;

	/** @param root what all names are below */
	S3Pages(final S3Objects objects, final Key root) {
		this.objects = objects;
		prefix = root.equals(Key.ROOT) ? "" : root.name() + "/";
	}

	/** What there is of an object; nothing if there is none. */
	synchronized Optional<Told> get(final String name) throws IOException {
		pages.removeIf(Page::isOld);
		Page page = find(name);
		if (page == null && !unordered)
			page = read(name.substring(0, name.lastIndexOf('/') + 1));
		if (page == null || !page.covers(name) || page.changed().contains(name))
			return objects.head(name).map(head -> new Told(head.contentLength(), head.eTag()));
		return Optional.ofNullable(page.told().get(name));
	}

	private Page find(final String name) {
		return pages.stream().filter(page -> page.covers(name)).findFirst().orElse(null);
	}

	/** NB: an object of the very name that it begins after is not told of; the name of an object has more to it. */
	private Page read(final String after) throws IOException {
		final long now = System.nanoTime();
		final ListObjectsV2Response answer = objects.call(PERMISSION, client -> client.listObjectsV2(request -> request.bucket(objects.bucket())
			.prefix(prefix).startAfter(after)));
		final Map<String, Told> told = new HashMap<>();
		String last = after;
		for (final S3Object object : answer.contents()) {
			unordered |= object.key().compareTo(last) <= 0;
			last = object.key();
			told.put(last, new Told(object.size(), object.eTag()));
		}
		if (unordered)
			return null;
		final Page page = new Page(after, Boolean.TRUE.equals(answer.isTruncated()) ? last : null, told, new HashSet<>(), now);
		pages.addFirst(page);
		if (pages.size() > MOST)
			pages.removeLast();
		return page;
	}

	/** Says that an object is being changed here. */
	synchronized void change(final String name) {
		for (final Page page : pages)
			if (page.covers(name))
				page.changed().add(name);
	}

	/** Says that many objects are. */
	synchronized void forget() {
		pages.clear();
	}
}
