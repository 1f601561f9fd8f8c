package org.labelupscaler.source.hdf5;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.text.Choices;

import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;

/** Which dataset of a file is the image, if the user has named a file, a group, or a dataset. */
final class ImageFinder {

	/**
	 * The image.
	 *
	 * @param node its dataset
	 * @param several what there is more than one of, in words, with the names; empty if there is no choice
	 */
	record Found(Hdf5File.Node node, String several) {}

	/** A kind of groups, of which one must be chosen. */
	private enum Kind {
			TIMES("t\\d{5,}", "time points"), SETUPS("s\\d{2,}", "setups"), LEVELS("\\d+", null), //
			DATA("DataSet", null), IMARIS_LEVELS("ResolutionLevel \\d+", null), IMARIS_TIMES("TimePoint \\d+", "time points"), //
			CHANNELS("Channel \\d+", "channels");

		private final Pattern names;
		/** What several of them are; null if they are the same image. */
		private final String words;

		Kind(final String names, final String words) {
			this.names = Pattern.compile(names);
			this.words = words;
		}
	}

	/** What BigDataViewer and Imaris call the dataset at the end of such groups. */
	private static final List<String> VOXELS = List.of("cells", "Data");

	/** Where programs have their first image, from the root, and where they would have the second. */
	private static final Map<String, String> KNOWN = Map.of(Minc.IMAGE, "", ItkImage.VOXELS, "ITKImage/1");
	/** What MINC has beside an image. */
	private static final String MINC_SCALE = "image-max";

	private static final int MOST_OBJECTS = 20_000;
	/** NB: one more than are named, so that it can be said that there are more. */
	private static final int ENOUGH = Choices.MOST + 1;
	private static final int DEEPEST = 32;

	private final Hdf5File file;
	private final List<Hdf5File.Node> images = new ArrayList<>();
	private final Set<Long> seen = new HashSet<>();
	private String unreadable = "";

	private ImageFinder(final Hdf5File file) {
		this.file = file;
	}

	static Found find(final Hdf5File file, final String inside) {
		return new ImageFinder(file).find(file.resolve(inside));
	}

	private Found find(final Hdf5File.Node node) {
		if (node.isDataset())
			return new Found(node, "");
		if (!node.isGroup())
			throw new InvalidInputException(file.path() + ": " + node.path() + " is neither a dataset nor a group");
		final Optional<Found> known = wellKnown(node).or(() -> descend(node, ""));
		if (known.isPresent())
			return known.get();
		collect(node, 0);
		if (images.size() == 1)
			return new Found(images.get(0), "");
		if (images.isEmpty())
			throw new InvalidInputException(file.path() + " has no image in " + node.path() +
				": no dataset of numbers with 2 to 5 axes" + (unreadable.isEmpty() ? "" : " that can be read (" + unreadable + ")"));
		throw new InvalidInputException(file.path() + " has several datasets that could be the image: " + Choices.listed(images.stream().limit(
			Choices.MOST).map(Hdf5File.Node::path).toList()) + (images.size() == ENOUGH ? " and more" : "") + ". Name one, for example " + file.path() + images.get(0).path());
	}

	/** By a path that all files of a program have. */
	private Optional<Found> wellKnown(final Hdf5File.Node group) {
		final List<String> names = file.names(group);
		if (names.contains(MINC_SCALE) && names.contains("image"))
			return file.find(group.child("image")).filter(Hdf5File.Node::isDataset).map(node -> new Found(node, ""));
		for (final Map.Entry<String, String> known : KNOWN.entrySet()) {
			final String first = known.getKey();
			if (!names.contains(first.substring(0, first.indexOf('/'))))
				continue;
			final Optional<Hdf5File.Node> node = file.find(group.child(first)).filter(Hdf5File.Node::isDataset);
			final boolean more = !known.getValue().isEmpty() && file.find(group.child(known.getValue())).isPresent();
			if (node.isPresent())
				return Optional.of(new Found(node.get(), more ? "several images in ITKImage" : ""));
		}
		return Optional.empty();
	}

	/** Down the groups of BigDataViewer and of Imaris, by the first of each kind. */
	private Optional<Found> descend(final Hdf5File.Node group, final String several) {
		final List<String> names = group.file().names(group);
		for (final String name : VOXELS)
			if (names.contains(name)) {
				final Hdf5File.Node node = group.file().resolve(group.child(name));
				return node.isDataset() ? Optional.of(new Found(node, several)) : Optional.empty();
			}
		for (final Kind kind : Kind.values()) {
			final List<String> members = names.stream().filter(name -> kind.names.matcher(name).matches()).sorted(
				ImageFinder::byNumber).toList();
			if (members.isEmpty())
				continue;
			final Optional<Hdf5File.Node> first = group.file().find(group.child(members.get(0)));
			if (first.isEmpty() || !first.get().isGroup())
				return Optional.empty();
			final boolean choice = members.size() > 1 && kind.words != null;
			return descend(first.get(), several.isEmpty() && choice ? members.size() + " " + kind.words + " (" + Hdf5File.shown(
				members) + ")" : several);
		}
		return Optional.empty();
	}

	/** "Channel 2" comes before "Channel 10". */
	private static int byNumber(final String a, final String b) {
		return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
	}

	private void collect(final Hdf5File.Node group, final int depth) {
		final List<String> names = new ArrayList<>();
		final List<Long> addresses = group.file().addresses(group, names);
		for (int i = 0; i < names.size() && images.size() < ENOUGH && seen.size() < MOST_OBJECTS; i++) {
			// NB: a group may be a member of itself.
			if (!seen.add(addresses.get(i)))
				continue;
			final Hdf5File.Node member;
			try {
				member = group.file().child(group, names.get(i), addresses.get(i));
			}
			catch (final RuntimeException e) {
				unreadable = group.child(names.get(i)) + ": " + Hdf5File.reason(e);
				continue;
			}
			if (member.isDataset() ? isImage(member) : false)
				images.add(member);
			else if (member.isGroup() && depth < DEEPEST)
				collect(member, depth + 1);
		}
	}

	private static boolean isImage(final Hdf5File.Node node) {
		final int axes = node.header().getMessageOfType(DataSpaceMessage.class).getDataSpace().getDimensions().length;
		return axes >= 2 && axes <= 5 && ElementType.of(node.header().getMessageOfType(DataTypeMessage.class)
			.getDataType()) != null;
	}
}
