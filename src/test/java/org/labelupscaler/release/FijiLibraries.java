package org.labelupscaler.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipFile;

/**
 * Which of the jars beside the program go to Fiji. Every jar must be in one of the lists, so that a new dependency of the program
 * cannot be forgotten here. A library that Fiji has is named as a dependency and never shipped: the updater would put ours silently
 * into the place of Fiji's.
 */
final class FijiLibraries {

	static final String PROGRAM = "plugins/Label_Upscaler.jar";

	/** What Fiji lacks: name without version, what it is for. */
	private static final Map<String, String> SHIPPED = Map.of( //
		"jars/jhdf.jar", "Reads HDF5, for Label Upscaler.", //
		"jars/compress-lzf.jar", "LZF compression of HDF5 files, for jhdf.", //
		"jars/commons-csv.jar", "Reads tables, for Label Upscaler.", //
		// NB: the AWS SDK comes into Fiji with n5-aws-s3, but with other clients.
		"jars/url-connection-client.jar", "The AWS SDK's HTTP client of Java itself, for Label Upscaler in object storage.");

	/**
	 * What Fiji has, by the poms of its parts (fiji 2026-06: n5, n5-ij, n5-zstandard, imglib2-cache, logback) and by lists of jars of
	 * real Fijis. Update these when a component leaves Fiji.
	 */
	private static final Set<String> IN_FIJI = Set.of("jars/gson.jar", "jars/commons-compress.jar", "jars/commons-io.jar",
		"jars/commons-lang3.jar", "jars/commons-codec.jar", "jars/lz4-java.jar", "jars/zstd-jni.jar", "jars/caffeine.jar", "jars/xz.jar",
		"jars/slf4j-api.jar");

	/** What the command line alone needs. NB: slf4j-nop would silence the logging of Fiji. */
	private static final Set<String> NOT_FOR_FIJI = Set.of("jars/picocli.jar", "jars/slf4j-nop.jar", "jars/reactive-streams.jar");

	/** What each shipped file needs; for the program itself it is everything. */
	private static final Map<String, List<String>> NEEDED = Map.of( //
		"jars/jhdf.jar", List.of("jars/commons-lang3.jar", "jars/compress-lzf.jar", "jars/lz4-java.jar", "jars/slf4j-api.jar"), //
		"jars/compress-lzf.jar", List.of(), //
		"jars/commons-csv.jar", List.of("jars/commons-codec.jar", "jars/commons-io.jar"), //
		"jars/url-connection-client.jar", List.of());

	private FijiLibraries() {}

	/**
	 * @param jars of the program and of all that it runs with
	 * @param description what the program is, in a sentence
	 * @return what a site offers, the program first
	 * @throws IOException if a jar cannot be read
	 * @throws IllegalArgumentException if one is in no list, or one of the lists is missing
	 */
	static List<UpdateSite.Offer> offers(final List<Path> jars, final String description) throws IOException {
		final Map<String, Path> shipped = new TreeMap<>();
		final Set<String> present = new TreeSet<>();
		Path program = null;
		for (final Path jar : jars) {
			final String name = jar.getFileName().toString();
			if (SiteFile.identity("plugins/" + name).equals(PROGRAM)) {
				program = jar;
				continue;
			}
			final String identity = SiteFile.identity("jars/" + name);
			if (SHIPPED.containsKey(identity))
				shipped.put(identity, jar);
			else if (IN_FIJI.contains(identity))
				present.add(identity);
			else if (!NOT_FOR_FIJI.contains(identity) && !isOfAmazon(jar))
				throw new IllegalArgumentException(name + " is new: FijiLibraries must say whether Fiji has it");
		}
		if (program == null || !shipped.keySet().equals(SHIPPED.keySet()) || !present.equals(IN_FIJI))
			throw new IllegalArgumentException("expected " + PROGRAM + ", " + SHIPPED.keySet() + " and " + IN_FIJI + ", found " + program +
				", " + shipped.keySet() + " and " + present);
		final List<UpdateSite.Offer> offers = new ArrayList<>();
		final List<String> all = new ArrayList<>(present);
		all.addAll(shipped.keySet());
		offers.add(new UpdateSite.Offer("plugins/" + program.getFileName(), program, description, all.stream().sorted().toList()));
		shipped.forEach((identity, jar) -> offers.add(new UpdateSite.Offer("jars/" + jar.getFileName(), jar, SHIPPED.get(identity), NEEDED
			.get(identity))));
		return offers;
	}

	/** NB: the parts of the AWS SDK have names like utils and annotations. */
	private static boolean isOfAmazon(final Path jar) throws IOException {
		try (ZipFile zip = new ZipFile(jar.toFile())) {
			return zip.stream().anyMatch(entry -> entry.getName().startsWith("software/amazon/"));
		}
	}
}
