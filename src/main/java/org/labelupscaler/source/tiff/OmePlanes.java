package org.labelupscaler.source.tiff;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.DataFiles;

/**
 * Where the planes of an OME-TIFF are: what its TiffData elements say. Planes in other files are in those of the same folder,
 * by the name that the element UUID gives. Not thread-safe.
 */
final class OmePlanes {

	private static final int LONGEST_NAME = 1000;

	private final TiffDirectory directory;
	private final Map<Place, Integer> places = new LinkedHashMap<>();
	private int[] file;
	private int[] page;
	private PlanePlaces found;

	/** What the element UUID says; nulls if there is none. */
	private record Place(String name, String uuid) {}

	/** @param directory the first page of the file that was named */
	OmePlanes(final TiffDirectory directory) {
		this.directory = directory;
	}

	/**
	 * Takes down a TiffData element of a volume of one channel and time point.
	 *
	 * @param ifd the first page, from 0 on; below 0 if it does not say
	 * @param firstZ the first plane
	 * @param planeCount how many; below 0 if it does not say
	 * @param name name of the file; null if there is no element UUID
	 * @param uuid id of the file; null if there is no element UUID
	 * @param planes how many planes the volume has
	 */
	void add(final long ifd, final long firstZ, final long planeCount, final String name, final String uuid, final int planes) {
		if (page == null) {
			page = new int[planes];
			file = new int[planes];
			Arrays.fill(page, -1);
		}
		final long count = planeCount >= 0 ? planeCount : ifd >= 0 ? 1 : planes - firstZ;
		final long first = Math.max(0, ifd);
		if (firstZ < 0 || count > planes - firstZ || first > Integer.MAX_VALUE - count)
			throw wrong("that " + count + " planes from " + firstZ + " on are in pages, but there are " + planes + " (TiffData)");
		if (name != null && name.length() > LONGEST_NAME || places.size() >= DataFiles.MOST)
			throw wrong("that planes are in more files, or files with longer names, than is supported (TiffData)");
		final int number = places.computeIfAbsent(new Place(name, uuid), p -> places.size());
		for (int i = 0; i < count; i++) {
			page[(int) firstZ + i] = (int) first + i;
			file[(int) firstZ + i] = number;
		}
	}

	/**
	 * @param own the id of the file that was named
	 * @param metadataFile the other file that says so; null if it is this one
	 * @param planes how many planes the volume has
	 * @return where they are
	 * @throws InvalidInputException if it is not said of all, or a file is not there
	 */
	PlanePlaces places(final String own, final String metadataFile, final int planes) {
		if (found == null)
			found = find(own, metadataFile, planes);
		return found;
	}

	private PlanePlaces find(final String own, final String metadataFile, final int planes) {
		if (metadataFile != null && (page == null || places.keySet().stream().anyMatch(place -> place.name == null)))
			throw wrong("in '" + Texts.shown(metadataFile) + "' that there are planes, but not in which files (TiffData)");
		final Path path = directory.reader().path();
		if (page == null)
			return new PlanePlaces(List.of(path), new int[planes], IntStream.range(0, planes).toArray(), List.of());
		final Set<Long> taken = new HashSet<>();
		for (int z = 0; z < planes; z++) {
			if (page[z] < 0)
				throw wrong("where planes are, but nothing of plane " + z + " (TiffData)");
			if (!taken.add((long) file[z] << 32 | page[z]))
				throw wrong("that page " + (page[z] + 1L) + " is plane " + z + ", and another one, too (TiffData)");
		}
		final List<Path> files = new ArrayList<>();
		final int[] distinct = new int[places.size()];
		final Map<Path, Integer> numbers = new LinkedHashMap<>();
		for (final Place place : places.keySet())
			distinct[places.get(place)] = numbers.computeIfAbsent(resolve(place, path, own), p -> numbers.size());
		files.addAll(numbers.keySet());
		final List<Path> said = metadataFile == null ? List.of() : List.of(sibling(path, metadataFile));
		return new PlanePlaces(files, Arrays.stream(file).map(f -> distinct[f]).toArray(), page, said);
	}

	/**
	 * NB: a file may have been renamed since, and all files of a set may hold the same text, even the same id. So a name that is
	 * there counts, unless nothing but this file is spoken of.
	 */
	private Path resolve(final Place place, final Path path, final String own) {
		final boolean sameId = place.uuid == null || !own.isEmpty() && place.uuid.equals(own);
		if (place.name == null || path.getFileName().toString().equals(place.name) || sameId && (places.size() == 1 || place.name
			.isEmpty()))
			return path;
		final Path sibling = sibling(path, place.name);
		if (sibling != null && Files.isRegularFile(sibling))
			return sibling;
		if (sameId)
			return path;
		throw wrong("that planes are in another file, '" + Texts.shown(place.name) + "', which is not beside it; put all files of " +
			"the set into one folder, or name files as slices by a pattern such as slice_*.tif");
	}

	/** A file of the same folder; null if the name is none of such a file. */
	static Path sibling(final Path path, final String name) {
		if (name.isEmpty() || name.equals(".") || name.equals("..") || name.matches("(?s).*[/\\\\:\\p{Cntrl}].*"))
			return null;
		try {
			return path.resolveSibling(name);
		}
		catch (final InvalidPathException e) {
			return null;
		}
	}

	private InvalidInputException wrong(final String what) {
		return directory.wrong(Tag.IMAGE_DESCRIPTION, "says in OME-XML " + what);
	}
}
