package org.labelupscaler.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;

/** What must hold of every folder of an update site, looked at without the classes that make it. */
final class SiteRules {

	private static final String DTD = "<!DOCTYPE pluginRecords [<!ELEMENT pluginRecords (plugin*)>" +
		"<!ELEMENT plugin (platform*, category*, version?, previous-version*)><!ATTLIST plugin filename CDATA #REQUIRED>" +
		"<!ELEMENT version (description?, dependency*, link*, author*)>" +
		"<!ATTLIST version checksum CDATA #REQUIRED timestamp CDATA #REQUIRED filesize CDATA #REQUIRED>" +
		"<!ELEMENT description (#PCDATA)><!ELEMENT dependency EMPTY><!ATTLIST dependency filename CDATA #REQUIRED>" +
		"<!ELEMENT previous-version EMPTY><!ATTLIST previous-version filename CDATA #IMPLIED checksum CDATA #REQUIRED " +
		"timestamp CDATA #REQUIRED timestamp-obsolete CDATA #IMPLIED>" +
		"<!ELEMENT platform (#PCDATA)><!ELEMENT category (#PCDATA)><!ELEMENT link (#PCDATA)><!ELEMENT author (#PCDATA)>]>";

	private SiteRules() {}

	/**
	 * The index is valid; each file it lists is there with its size and checksum, and nothing else; each dependency is in the site or
	 * in Fiji.
	 *
	 * @param fiji names without versions of what Fiji has
	 * @return the index
	 */
	static Document check(final Path site, final Set<String> fiji) throws Exception {
		final Document index = index(site);
		final Set<String> listed = new TreeSet<>(Set.of("db.xml.gz"));
		final Set<String> known = new HashSet<>(fiji);
		final NodeList versions = index.getElementsByTagName("version");
		for (int i = 0; i < versions.getLength(); i++) {
			final Element version = (Element) versions.item(i);
			final String name = ((Element) version.getParentNode()).getAttribute("filename");
			final String stamp = version.getAttribute("timestamp");
			assertTrue(stamp.matches("20\\d{12}"), stamp);
			final Path file = site.resolve(name + "-" + stamp);
			assertEquals(Long.parseLong(version.getAttribute("filesize")), Files.size(file), name);
			assertEquals(version.getAttribute("checksum"), SlowChecksum.of(name, file), name);
			listed.add(name + "-" + stamp);
			final String identity = name.replaceFirst("-\\d.*\\.jar$", ".jar");
			assertTrue(known.add(identity), () -> "Fiji has " + identity + ", or it is listed twice");
		}
		try (Stream<Path> files = Files.walk(site)) {
			assertEquals(listed, files.filter(Files::isRegularFile).map(f -> site.relativize(f).toString().replace('\\', '/')).collect(
				Collectors.toCollection(TreeSet::new)));
		}
		final NodeList dependencies = index.getElementsByTagName("dependency");
		for (int i = 0; i < dependencies.getLength(); i++) {
			final String dependency = ((Element) dependencies.item(i)).getAttribute("filename");
			assertTrue(known.contains(dependency), dependency);
		}
		return index;
	}

	/** @return the index, which is valid */
	private static Document index(final Path site) throws Exception {
		final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
		factory.setValidating(true);
		final DocumentBuilder builder = factory.newDocumentBuilder();
		builder.setErrorHandler(new ErrorHandler() {

			@Override
			public void warning(final SAXParseException e) throws SAXParseException {
				throw e;
			}

			@Override
			public void error(final SAXParseException e) throws SAXParseException {
				throw e;
			}

			@Override
			public void fatalError(final SAXParseException e) throws SAXParseException {
				throw e;
			}
		});
		try (InputStream in = new GZIPInputStream(Files.newInputStream(site.resolve("db.xml.gz")))) {
			final String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			final int root = xml.indexOf("<pluginRecords");
			return builder.parse(new InputSource(new SequenceInputStream(new ByteArrayInputStream(DTD.getBytes(StandardCharsets.UTF_8)),
				new ByteArrayInputStream(xml.substring(root).getBytes(StandardCharsets.UTF_8)))));
		}
	}
}
