package org.labelupscaler.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Makes the update site and the checksums of a release, from what the build has left. Run by the profile release.
 *
 * <pre>
 * Release LIB SITE DOWNLOADS TIME DESCRIPTION [PUBLISHED]
 * </pre>
 *
 * LIB has all jars; SITE is made anew; DOWNLOADS has the zips; TIME is as 2026-11-29T00:00:00Z; PUBLISHED is the index of the site as
 * it is today, a file or an address.
 */
public final class Release {

	/** The file that {@code sha256sum -c} takes. */
	static final String CHECKSUMS = "SHA256SUMS";

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(
		ZoneOffset.UTC);

	private static final int LONGEST_SILENCE = 30_000;

	private Release() {}

	public static void main(final String... args) {
		try {
			run(args);
		}
		catch (final IOException | IllegalArgumentException e) {
			System.err.println("The release is not made: " + e.getMessage());
			System.exit(1);
		}
	}

	/** @param args as above */
	static void run(final String... args) throws IOException {
		final Path site = Path.of(args[1]);
		final String published = args.length > 5 && args[5] != null ? args[5] : "";
		final SiteIndex index = UpdateSite.write(site, FijiLibraries.offers(files(Path.of(args[0]), ".jar"), args[4]), published(published),
			timestamp(args[3]));
		for (final SiteFile file : index.files())
			System.out.println("  " + file.name() + file.current().map(v -> " " + v.timestamp() + ", " + v.size() + " bytes").orElse(
				" withdrawn") + ", earlier versions: " + file.earlier().size());
		System.out.println("The update site is in " + site + (published.isEmpty() ? ", a first one. If one is published already, give its " +
			"index: -Drelease.published=https://SITE/" + SiteIndex.NAME + ", or Fiji will not replace what it has installed." : "."));
		sums(Path.of(args[2]));
	}

	/** @return in UTC, to the second */
	static long timestamp(final String time) {
		return Long.parseLong(TIMESTAMP.format(Instant.parse(time)));
	}

	/** @param place a file, an address, or nothing: a site that has offered nothing so far */
	static SiteIndex published(final String place) throws IOException {
		if (place.isEmpty())
			return new SiteIndex();
		try {
			return SiteIndex.read(open(place));
		}
		catch (final IOException e) {
			throw new IOException("The published index " + place + " cannot be read: " + e.getMessage(), e);
		}
	}

	private static InputStream open(final String place) throws IOException {
		if (!place.matches("https?://.*"))
			return Files.newInputStream(Path.of(place));
		final URLConnection connection = URI.create(place).toURL().openConnection();
		connection.setConnectTimeout(LONGEST_SILENCE);
		connection.setReadTimeout(LONGEST_SILENCE);
		return connection.getInputStream();
	}

	/** Writes the SHA-256 of each zip. */
	static void sums(final Path downloads) throws IOException {
		final StringBuilder lines = new StringBuilder();
		for (final Path zip : files(downloads, ".zip"))
			lines.append(sha256(zip)).append("  ").append(zip.getFileName()).append('\n');
		Files.writeString(downloads.resolve(CHECKSUMS), lines);
	}

	private static String sha256(final Path file) throws IOException {
		try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
			in.transferTo(OutputStream.nullOutputStream());
			return HexFormat.of().formatHex(in.getMessageDigest().digest());
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}

	private static List<Path> files(final Path folder, final String ending) throws IOException {
		try (Stream<Path> entries = Files.list(folder)) {
			return entries.filter(p -> p.toString().endsWith(ending)).sorted().toList();
		}
	}
}
