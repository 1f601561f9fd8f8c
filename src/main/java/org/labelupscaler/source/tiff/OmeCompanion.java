package org.labelupscaler.source.tiff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.XmlEvents;

/** A file of nothing but OME-XML, such as {@code a.companion.ome}, which names the TIFF files that have the planes. */
final class OmeCompanion {

	private static final Pattern OME = Pattern.compile("<(\\w+:)?OME[\\s>]");

	private OmeCompanion() {}

	static boolean recognises(final SourceLocation location) {
		final String start = new String(location.start(), StandardCharsets.UTF_8);
		return location.isFile() && start.replaceFirst("^\uFEFF", "").stripLeading().startsWith("<") && OME.matcher(start).find();
	}

	/**
	 * @param path a companion
	 * @return the first TIFF file that it names, which says that it belongs to it
	 * @throws InvalidInputException if it names none that is beside it
	 */
	static Path firstTiff(final Path path) {
		final String name = firstName(path);
		final Path tiff = OmePlanes.sibling(path, name);
		if (tiff == null || !Files.isRegularFile(tiff))
			throw new InvalidInputException(path + (name.isEmpty() ? " is OME-XML that names no TIFF files"
				: " is OME-XML, and the TIFF file that it names, '" + Texts.shown(name) + "', is not beside it; put all files of the set " +
					"into one folder"));
		try (TiffReader reader = TiffReader.open(tiff)) {
			if (!DescriptionReader.of(TiffDirectory.first(reader)).isOme())
				throw new InvalidInputException(path + " names " + tiff + ", but that does not say that it belongs to an OME-TIFF set");
		}
		return tiff;
	}

	private static String firstName(final Path path) {
		try (InputStream in = Files.newInputStream(path)) {
			final XmlEvents xml = XmlEvents.of(OmeText.characters(in));
			while (xml.hasNext())
				if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("UUID") && xml.getAttributeValue(null,
					"FileName") != null)
					return xml.getAttributeValue(null, "FileName");
			return "";
		}
		catch (final IOException | XMLStreamException e) {
			throw new InvalidInputException(path + " is damaged OME-XML (" + Texts.shown(String.valueOf(e.getMessage())) + ")", e);
		}
	}
}
