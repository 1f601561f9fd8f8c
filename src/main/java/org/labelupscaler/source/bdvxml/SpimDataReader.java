package org.labelupscaler.source.bdvxml;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.XmlEvents;

/**
 * Reads such a file once, as a stream, and keeps nothing but what is needed.
 */
final class SpimDataReader {

	private static final String ROOT = "SpimData";
	private static final long LARGEST = 64L << 20;
	private static final int MOST_SETUPS = 1 << 17;
	/** The root is near the beginning, behind comments. */
	private static final int LONGEST_PROLOG = 1 << 16;
	/** Texts longer than this are none of those that are needed. */
	private static final int LONGEST_TEXT = 1 << 14;

	private static final int ENCODING_WITHIN = 200;
	private static final Pattern ENCODING = Pattern.compile("^<\\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]+)");

	private static final String SEQUENCE = "/SpimData/SequenceDescription";
	private static final String SETUP = SEQUENCE + "/ViewSetups/ViewSetup";

	private final Path file;
	private final Map<String, String> texts = new HashMap<>();
	private final Map<String, SpimData.Group> groups = new HashMap<>();
	private final List<SpimData.Setup> setups = new ArrayList<>();
	private final StringBuilder text = new StringBuilder();
	private String loader = "";
	private String kind = "";
	private String group = "";
	private boolean partitioned;

	private SpimDataReader(final Path file) {
		this.file = file;
	}

	/** Whether the root of a file is that of such a file; false for whatever is no XML. */
	static boolean isSpimData(final Path file) {
		try (InputStream in = Files.newInputStream(file)) {
			// NB: as it is, past a document type, so that this is what a file is refused for.
			final XMLStreamReader xml = XmlEvents.of(characters(new ByteArrayInputStream(in.readNBytes(LONGEST_PROLOG))))
				.getParent();
			while (xml.hasNext())
				if (xml.next() == XMLStreamConstants.START_ELEMENT)
					return xml.getLocalName().equals(ROOT);
		}
		catch (final IOException | XMLStreamException | RuntimeException e) {
			// said by whoever reads it
		}
		return false;
	}

	static SpimData read(final Path file) {
		try {
			if (Files.size(file) > LARGEST)
				throw new InvalidInputException(file + " has " + Files.size(file) + " bytes, more than any " + ROOT +
					" file; expected at most " + LARGEST);
			try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
				return new SpimDataReader(file).read(XmlEvents.of(characters(in)));
			}
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + file + ": " + LabelUpscalerException.reason(e), e);
		}
		catch (final InvalidInputException e) {
			throw e;
		}
		catch (final XMLStreamException | RuntimeException e) {
			final String reason = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
			throw new InvalidInputException(file + " is damaged, no XML that can be read: " + reason, e);
		}
	}

	/** NB: bytes that are none of the character set happen, since BigDataViewer writes in the platform's. */
	private static Reader characters(final InputStream in) throws IOException {
		in.mark(ENCODING_WITHIN);
		final byte[] start = in.readNBytes(ENCODING_WITHIN);
		in.reset();
		Charset charset = StandardCharsets.UTF_8;
		if (start.length >= 2 && (start[0] == -1 && start[1] == -2 || start[0] == -2 && start[1] == -1))
			charset = StandardCharsets.UTF_16;
		final Matcher declared = ENCODING.matcher(new String(start, StandardCharsets.ISO_8859_1));
		if (declared.find() && Charset.isSupported(declared.group(1)))
			charset = Charset.forName(declared.group(1));
		else if (start.length >= 3 && start[0] == (byte) 0xEF)
			in.skipNBytes(3);
		return new InputStreamReader(in, charset);
	}

	private SpimData read(final XMLStreamReader xml) throws XMLStreamException {
		final List<String> parents = new ArrayList<>();
		while (xml.hasNext()) {
			switch (xml.next()) {
				case XMLStreamConstants.START_ELEMENT -> {
					parents.add(xml.getLocalName());
					text.setLength(0);
					start(xml, path(parents));
				}
				case XMLStreamConstants.END_ELEMENT -> {
					end(path(parents), text.toString().strip());
					parents.remove(parents.size() - 1);
					text.setLength(0);
				}
				case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
					if (text.length() < LONGEST_TEXT)
						text.append(xml.getText());
				}
				default -> {
				}
			}
		}
		final int first = timepoint();
		return new SpimData(texts.getOrDefault("/SpimData/BasePath", "."), loader, kind, texts.getOrDefault(SEQUENCE +
			"/ImageLoader/" + kind, ""), partitioned, groups, setups, first, severalTimepoints(first));
	}

	private static String path(final List<String> parents) {
		return "/" + String.join("/", parents);
	}

	private void start(final XMLStreamReader xml, final String path) {
		switch (path) {
			case SEQUENCE + "/ImageLoader" -> loader = attribute(xml, "format");
			case SEQUENCE + "/ImageLoader/zgroups/zgroup" -> {
				final String time = attribute(xml, "tp").isEmpty() ? attribute(xml, "timepoint") : attribute(xml, "tp");
				group = attribute(xml, "setup") + "/" + time;
				if (groups.size() == MOST_SETUPS)
					throw new InvalidInputException(file + " has more than " + MOST_SETUPS + " zgroups");
				groups.put(group, new SpimData.Group(attribute(xml, "path"), attribute(xml, "indicies")));
			}
			case SEQUENCE + "/ImageLoader/partition" -> partitioned = true;
			case SETUP -> texts.keySet().removeIf(key -> key.startsWith(SETUP));
			case SEQUENCE + "/Timepoints" -> texts.put(path + "@type", attribute(xml, "type"));
			default -> {
			}
		}
	}

	private static String attribute(final XMLStreamReader xml, final String name) {
		final String value = xml.getAttributeValue(null, name);
		return value == null ? "" : value.strip();
	}

	private void end(final String path, final String value) {
		switch (path) {
			case SEQUENCE + "/ImageLoader/hdf5", SEQUENCE + "/ImageLoader/n5", SEQUENCE + "/ImageLoader/zarr" -> {
				kind = path.substring(path.lastIndexOf('/') + 1);
				texts.put(path, value);
			}
			case SEQUENCE + "/ImageLoader/zgroups/zgroup/path" -> groups.put(group, new SpimData.Group(value, groups.get(group)
				.indices()));
			case "/SpimData/BasePath", SEQUENCE + "/Timepoints/first", SEQUENCE + "/Timepoints/last", SEQUENCE +
				"/Timepoints/integerpattern", SETUP + "/id", SETUP + "/size", SETUP + "/voxelSize/size", SETUP + "/voxelSize/unit" ->
				texts.put(path, value);
			case SETUP -> addSetup();
			default -> {
			}
		}
	}

	private void addSetup() {
		if (setups.size() == MOST_SETUPS)
			throw new InvalidInputException(file + " has more than " + MOST_SETUPS + " setups");
		setups.add(new SpimData.Setup(number("id", texts.getOrDefault(SETUP + "/id", "")), texts.getOrDefault(SETUP + "/size", ""),
			texts.getOrDefault(SETUP + "/voxelSize/size", ""), texts.getOrDefault(SETUP + "/voxelSize/unit", "")));
	}

	private int number(final String field, final String value) {
		if (!value.matches("\\d{1,9}"))
			throw new InvalidInputException(file + ": <" + field + "> is '" + shown(value) + "', expected a whole number");
		return Integer.parseInt(value);
	}

	/** What a file holds, fit for a terminal. */
	static String shown(final String value) {
		final String clean = value.replaceAll("\\p{Cntrl}", "?");
		return clean.length() <= 60 ? clean : clean.substring(0, 60) + "...";
	}

	/** The first time point: of a range, or of a pattern such as "0,2,4-8". */
	private int timepoint() {
		final String first = texts.get(SEQUENCE + "/Timepoints/first");
		final String pattern = texts.get(SEQUENCE + "/Timepoints/integerpattern");
		if (first != null)
			return number("first", first);
		return pattern == null || pattern.isEmpty() ? 0 : number("integerpattern", pattern.split("[^0-9]", 2)[0]);
	}

	private boolean severalTimepoints(final int first) {
		final String last = texts.get(SEQUENCE + "/Timepoints/last");
		final String pattern = texts.get(SEQUENCE + "/Timepoints/integerpattern");
		return last != null && number("last", last) != first || pattern != null && !pattern.matches("\\d*");
	}
}
