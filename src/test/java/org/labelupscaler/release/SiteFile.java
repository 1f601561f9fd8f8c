package org.labelupscaler.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.scijava.util.FileUtils;

/**
 * A file as an update site lists it.
 *
 * @param name path below the folder of Fiji, with slashes and with the version in it
 * @param current what the site offers; empty if the file was withdrawn, so that the updater takes it away again
 * @param earlier what the site has offered before, by which the updater knows that an older file is not the user's own work
 */
record SiteFile(String name, Optional<Version> current, List<Earlier> earlier) {

	/**
	 * @param checksum {@link SiteChecksum}
	 * @param timestamp yyyyMMddHHmmss; the file lies in the site with it behind its name
	 * @param size in bytes
	 * @param dependencies other files without versions in their names ({@link #identity(String)})
	 */
	record Version(String checksum, long timestamp, long size, String description, List<String> dependencies) {

		Version {
			dependencies = List.copyOf(dependencies);
		}
	}

	/** @param obsolete when something else took its place, yyyyMMddHHmmss; 0 if that is not known */
	record Earlier(String name, String checksum, long timestamp, long obsolete) {}

	SiteFile {
		earlier = List.copyOf(earlier);
	}

	/** @return the name without the version: what makes two files the same file for the updater. Its own rule, from SciJava */
	static String identity(final String name) {
		return FileUtils.stripFilenameVersion(name);
	}

	/** @return this file, withdrawn at that time */
	SiteFile withdrawn(final long timestamp) {
		return new SiteFile(name, Optional.empty(), withCurrent(timestamp));
	}

	/** @return all that was ever offered, the current version as obsolete since that time */
	List<Earlier> withCurrent(final long obsolete) {
		final List<Earlier> all = new ArrayList<>();
		current.ifPresent(version -> all.add(new Earlier(name, version.checksum(), version.timestamp(), obsolete)));
		all.addAll(earlier);
		return all;
	}
}
