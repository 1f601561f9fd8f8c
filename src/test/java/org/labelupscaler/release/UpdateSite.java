package org.labelupscaler.release;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of an update site: {@link SiteIndex#NAME}, and each file under its path with the time stamp behind its name. The same
 * jars, time and published index give the same bytes.
 */
final class UpdateSite {

	/**
	 * A file to offer.
	 *
	 * @param name path below the folder of Fiji, with the version
	 * @param dependencies names without versions
	 */
	record Offer(String name, Path file, String description, List<String> dependencies) {}

	private UpdateSite() {}

	/**
	 * Makes the folder anew.
	 *
	 * @param folder is emptied first
	 * @param published what the site has offered so far: a file of the same content keeps its time stamp, one of another content
	 *          remembers the old as an earlier version (without that the updater takes the old for the user's own work and leaves it),
	 *          and one that is no longer offered is withdrawn
	 * @param timestamp of what is new, yyyyMMddHHmmss
	 * @throws IllegalArgumentException if something changed, but the time is not later than that of the published version
	 */
	static SiteIndex write(final Path folder, final List<Offer> offers, final SiteIndex published, final long timestamp)
		throws IOException
	{
		clear(folder);
		final SiteIndex index = new SiteIndex();
		for (final Offer offer : offers) {
			final SiteFile file = next(offer, published.file(offer.name()), timestamp);
			index.add(file);
			final Path target = folder.resolve(file.name() + "-" + file.current().orElseThrow().timestamp());
			Files.createDirectories(target.getParent());
			Files.copy(offer.file(), target, StandardCopyOption.COPY_ATTRIBUTES);
		}
		for (final SiteFile file : published.files())
			if (index.file(file.name()).isEmpty())
				index.add(file.current().isPresent() ? file.withdrawn(later(timestamp, file)) : file);
		try (OutputStream out = Files.newOutputStream(folder.resolve(SiteIndex.NAME))) {
			index.write(out);
		}
		return index;
	}

	private static SiteFile next(final Offer offer, final Optional<SiteFile> published, final long timestamp) throws IOException {
		final String checksum = SiteChecksum.of(offer.name(), offer.file());
		final Optional<SiteFile.Version> before = published.flatMap(SiteFile::current);
		final boolean same = before.isPresent() && before.get().checksum().equals(checksum) && published.get().name().equals(offer.name());
		final SiteFile.Version version = new SiteFile.Version(checksum, same ? before.get().timestamp() : published.isPresent() ? later(
			timestamp, published.get()) : timestamp, Files.size(offer.file()), offer.description(), offer.dependencies());
		final List<SiteFile.Earlier> earlier = published.isEmpty() ? List.of() : same ? published.get().earlier() : published.get()
			.withCurrent(timestamp);
		// NB: an earlier version that has come back is the current one.
		return new SiteFile(offer.name(), Optional.of(version), earlier.stream().filter(e -> !e.checksum().equals(checksum)).toList());
	}

	private static long later(final long timestamp, final SiteFile published) {
		final long last = published.withCurrent(0).stream().mapToLong(e -> Math.max(e.timestamp(), e.obsolete())).max().orElse(0);
		if (timestamp <= last)
			throw new IllegalArgumentException(published.name() + " has changed, but the time of the release, " + timestamp +
				", is not later than " + last + ", when the site changed it last: set project.build.outputTimestamp in pom.xml");
		return timestamp;
	}

	private static void clear(final Path folder) throws IOException {
		if (Files.exists(folder))
			try (Stream<Path> all = Files.walk(folder)) {
				for (final Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator)
					Files.delete(path);
			}
		Files.createDirectories(folder);
	}
}
