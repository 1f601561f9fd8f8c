package org.labelupscaler.source.bdvxml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.SourceLocation;

/**
 * Which image of a file is meant: {@code dataset.xml/setup2}, {@code dataset.xml/setup2/timepoint5/s1}.
 *
 * @param setup the setup
 * @param timepoint number of the time point
 * @param level number of the level, 0 the finest
 * @param choice what there is more than one of and the user has not chosen from; empty if there is no choice
 */
record View(SpimData.Setup setup, int timepoint, int level, String choice) {

	private static final Pattern INSIDE = Pattern.compile("(?:setup(\\d{1,9}))?(?:/?timepoint(\\d{1,9}))?(?:/?s(\\d{1,9}))?");

	static View of(final SourceLocation location, final SpimData data) {
		final Matcher inside = INSIDE.matcher(location.inside());
		if (!inside.matches())
			throw new InvalidInputException("Cannot read " + location.path() + ": " + location.file() +
				" has nothing of that name; name a setup, for example " + location.file() + "/setup0, or a level of it, /setup0/s1");
		if (data.setups().isEmpty())
			throw new InvalidInputException(location.file() + " has no <ViewSetup>, so no image");
		final SpimData.Setup setup = inside.group(1) == null ? data.setups().get(0) : setup(location, data, Integer.parseInt(
			inside.group(1)));
		final int timepoint = inside.group(2) == null ? data.timepoints().first() : Integer.parseInt(inside.group(2));
		final int level = inside.group(3) == null ? 0 : Integer.parseInt(inside.group(3));
		if (!data.timepoints().contains(timepoint))
			throw new InvalidInputException(location.file() + " has no time point " + timepoint + "; its first is " + data
				.timepoints().first());
		String choice = "";
		if (inside.group(1) == null && data.setups().size() > 1)
			choice = data.setups().size() + " setups; name one, for example " + location.file() + "/setup" + setup.id();
		else if (inside.group(2) == null && data.timepoints().several())
			choice = "several time points; name one, for example " + location.file() + "/setup" + setup.id() + "/timepoint" +
				timepoint;
		return new View(setup, timepoint, level, choice);
	}

	/** What the maps of the XML file call it. */
	String key() {
		return setup.id() + "/" + timepoint;
	}

	private static SpimData.Setup setup(final SourceLocation location, final SpimData data, final int id) {
		for (final SpimData.Setup setup : data.setups())
			if (setup.id() == id)
				return setup;
		throw new InvalidInputException(location.file() + " has no setup " + id + "; its first is " + data.setups().get(0).id());
	}
}
