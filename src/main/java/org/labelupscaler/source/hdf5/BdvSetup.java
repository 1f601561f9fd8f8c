package org.labelupscaler.source.hdf5;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.source.SourceType;

/** What BigDataViewer says of the datasets of a setup: in the group of the setup, or in its XML file. */
final class BdvSetup {

	private static final Pattern CELLS = Pattern.compile("/t\\d{5,}/(s\\d{2,})/\\d+/cells");
	private static final String DATA_TYPE = "dataType";

	private BdvSetup() {}

	static boolean isBdv(final Hdf5File.Node node) {
		return CELLS.matcher(node.path()).matches();
	}

	/**
	 * The type of its numbers. Since BigDataViewer 10.4.7 the group of a setup has an attribute "dataType" that says it
	 * (bigdataviewer-core, pull request 157). Files without that are older: they hold unsigned numbers of 16 bits under a
	 * signed type.
	 *
	 * @param file the file that the user has named
	 * @param node one of its datasets; perhaps in another file
	 * @param stored the type that the dataset has
	 * @return the type that is meant; one that cannot be labels if what is said contradicts what is stored
	 */
	static ElementType type(final Hdf5File file, final Hdf5File.Node node, final ElementType stored) {
		final Matcher path = CELLS.matcher(node.path());
		if (!path.matches())
			return stored;
		final String setup = "/" + path.group(1);
		final String said = said(node.file(), setup).or(() -> said(file, setup)).orElse("");
		if (said.isEmpty())
			return stored.type() == SourceType.INT16 ? new ElementType(SourceType.UINT16, stored.order(), stored.words()) : stored;
		for (final SourceType type : SourceType.values())
			if (type.name().toLowerCase(Locale.ROOT).equals(said) && stored.type() != null && type.bytes() == stored.type().bytes() &&
				type.isFloat() == stored.type().isFloat())
				return new ElementType(type, stored.order(), stored.words());
		return new ElementType(null, stored.order(), stored.words() + ", though the attribute '" + DATA_TYPE + "' of " + setup +
			" says '" + Hdf5File.shown(List.of(said)) + "'");
	}

	private static Optional<String> said(final Hdf5File file, final String setup) {
		return file.find(setup).flatMap(group -> new Attributes(file, group).text(DATA_TYPE)).filter(text -> !text.isEmpty());
	}

	/** The XML file that says how large voxels are, beside an HDF5 file, which does not say it; nothing if there is none. */
	static Optional<Path> xml(final Path file) {
		final String name = file.getFileName().toString();
		final int dot = name.lastIndexOf('.');
		final Path xml = file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".xml");
		return Files.isRegularFile(xml) ? Optional.of(xml) : Optional.empty();
	}
}
