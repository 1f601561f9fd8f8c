package org.labelupscaler.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code db.xml.gz}: what an update site has and had. In a {@code plugin} come first its {@code version} (description, then
 * dependencies), then every {@code previous-version}, as the DTD of imagej-updater orders them.
 */
final class SiteIndex {

	/** Its name in the folder of a site. */
	static final String NAME = "db.xml.gz";

	/** By identity, in the order of the file. */
	private final Map<String, SiteFile> files = new LinkedHashMap<>();

	/** @return the file of this name, whatever version is in it */
	Optional<SiteFile> file(final String name) {
		return Optional.ofNullable(files.get(SiteFile.identity(name)));
	}

	Collection<SiteFile> files() {
		return List.copyOf(files.values());
	}

	/** @throws IllegalArgumentException if two files differ in nothing but their versions: the updater takes them for one */
	void add(final SiteFile file) {
		final SiteFile other = files.putIfAbsent(SiteFile.identity(file.name()), file);
		if (other != null)
			throw new IllegalArgumentException(file.name() + " and " + other.name() + " are one file for Fiji's updater");
	}

	/**
	 * @param gzipped closed by this
	 * @throws IOException if it is no index of an update site
	 */
	static SiteIndex read(final InputStream gzipped) throws IOException {
		try (InputStream in = new GZIPInputStream(gzipped)) {
			final XMLInputFactory factory = XMLInputFactory.newFactory();
			factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
			factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
			final XMLStreamReader xml = factory.createXMLStreamReader(in);
			final SiteIndex index = new SiteIndex();
			while (xml.next() != XMLStreamConstants.START_ELEMENT);
			if (!xml.getLocalName().equals("pluginRecords"))
				throw new IOException("it begins with " + xml.getLocalName() + ", not with pluginRecords");
			while (xml.hasNext())
				if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("plugin"))
					index.add(plugin(xml));
			return index;
		}
		catch (final XMLStreamException | IllegalArgumentException e) {
			throw new IOException("it is no index of an update site: " + e.getMessage(), e);
		}
	}

	/** NB: authors, links, platforms and categories are left out; this project has none. */
	private static SiteFile plugin(final XMLStreamReader xml) throws XMLStreamException {
		final String name = attribute(xml, "filename");
		final List<String> dependencies = new ArrayList<>();
		final List<SiteFile.Earlier> earlier = new ArrayList<>();
		String description = "";
		SiteFile.Version current = null;
		while (true) {
			final int event = xml.next();
			if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("plugin"))
				break;
			if (event != XMLStreamConstants.START_ELEMENT)
				continue;
			switch (xml.getLocalName()) {
				case "version" -> current = new SiteFile.Version(attribute(xml, "checksum"), number(xml, "timestamp"), number(xml, "filesize"),
					"", List.of());
				case "description" -> description = xml.getElementText();
				case "dependency" -> dependencies.add(attribute(xml, "filename"));
				case "previous-version" -> earlier.add(new SiteFile.Earlier(xml.getAttributeValue(null, "filename") == null ? name : attribute(
					xml, "filename"), attribute(xml, "checksum"), number(xml, "timestamp"), xml.getAttributeValue(null,
						"timestamp-obsolete") == null ? 0 : number(xml, "timestamp-obsolete")));
				default -> {}
			}
		}
		return new SiteFile(name, current == null ? Optional.empty() : Optional.of(new SiteFile.Version(current.checksum(), current
			.timestamp(), current.size(), description, dependencies)), earlier);
	}

	private static String attribute(final XMLStreamReader xml, final String name) {
		final String value = xml.getAttributeValue(null, name);
		if (value == null)
			throw new IllegalArgumentException("a " + xml.getLocalName() + " has no " + name);
		return value;
	}

	private static long number(final XMLStreamReader xml, final String name) {
		return Long.parseLong(attribute(xml, name));
	}

	/** @param out gets the same bytes for the same index; closed by this */
	void write(final OutputStream out) throws IOException {
		try (OutputStream gzip = new GZIPOutputStream(out)) {
			final XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(gzip, StandardCharsets.UTF_8.name());
			xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
			xml.writeCharacters("\n");
			xml.writeStartElement("pluginRecords");
			for (final SiteFile file : files.values())
				write(xml, file);
			xml.writeCharacters("\n");
			xml.writeEndElement();
			xml.writeEndDocument();
			xml.close();
		}
		catch (final XMLStreamException e) {
			throw new IOException(e);
		}
	}

	private static void write(final XMLStreamWriter xml, final SiteFile file) throws XMLStreamException {
		xml.writeCharacters("\n\t");
		xml.writeStartElement("plugin");
		xml.writeAttribute("filename", file.name());
		if (file.current().isPresent())
			write(xml, file.current().get());
		for (final SiteFile.Earlier earlier : file.earlier()) {
			xml.writeCharacters("\n\t\t");
			xml.writeEmptyElement("previous-version");
			xml.writeAttribute("timestamp", Long.toString(earlier.timestamp()));
			if (earlier.obsolete() != 0)
				xml.writeAttribute("timestamp-obsolete", Long.toString(earlier.obsolete()));
			xml.writeAttribute("checksum", earlier.checksum());
			xml.writeAttribute("filename", earlier.name());
		}
		xml.writeCharacters("\n\t");
		xml.writeEndElement();
	}

	private static void write(final XMLStreamWriter xml, final SiteFile.Version version) throws XMLStreamException {
		xml.writeCharacters("\n\t\t");
		xml.writeStartElement("version");
		xml.writeAttribute("checksum", version.checksum());
		xml.writeAttribute("timestamp", Long.toString(version.timestamp()));
		xml.writeAttribute("filesize", Long.toString(version.size()));
		xml.writeCharacters("\n\t\t\t");
		xml.writeStartElement("description");
		xml.writeCharacters(version.description());
		xml.writeEndElement();
		for (final String dependency : version.dependencies()) {
			xml.writeCharacters("\n\t\t\t");
			xml.writeEmptyElement("dependency");
			xml.writeAttribute("filename", dependency);
		}
		xml.writeCharacters("\n\t\t");
		xml.writeEndElement();
	}
}
