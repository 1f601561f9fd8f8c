package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;

/** Copies of all samples of all formats that other programs have written, containers unpacked. */
public final class GoldenSamples {

	private static final Path RESOURCES = Path.of("src/test/resources");
	/** Lists of points: their arrays look like images, but are none. */
	private static final Path POINTS = RESOURCES.resolve("points");

	private final Path folder;

	/** @param folder an empty folder for the copies */
	public GoldenSamples(final Path folder) throws IOException {
		this.folder = folder;
		try (Stream<Path> files = Files.walk(RESOURCES)) {
			for (final Path file : files.filter(f -> Files.isRegularFile(f) && !f.startsWith(POINTS)).toList()) {
				final Path copy = folder.resolve(RESOURCES.relativize(file).toString());
				Files.createDirectories(copy.getParent());
				if (file.toString().endsWith(".zip"))
					GoldenArrays.unpack(RESOURCES.relativize(file).toString().replace('\\', '/').replace(".zip", ""), copy
						.resolveSibling(copy.getFileName().toString().replace(".zip", "")));
				else
					Files.copy(file, copy);
			}
		}
	}

	/** All that can be measured as it is, by format. */
	public Map<String, List<Path>> images() throws IOException {
		final Map<String, List<Path>> samples = new TreeMap<>();
		try (Stream<Path> paths = Files.walk(folder)) {
			for (final Path path : paths.sorted().toList())
				if (!path.equals(folder) && isImage(path))
					samples.computeIfAbsent(folder.relativize(path).getName(0).toString(), f -> new ArrayList<>()).add(path);
		}
		assertTrue(samples.keySet().containsAll(List.of("amira", "hdf5", "metaimage", "mgh", "n5", "nifti", "npy", "nrrd", "precomputed", "tiff",
			"zarr")), samples.keySet().toString());
		return samples;
	}

	private static boolean isImage(final Path path) {
		try {
			Sources.measure(path);
			return true;
		}
		catch (final InvalidInputException e) {
			return false;
		}
	}
}
