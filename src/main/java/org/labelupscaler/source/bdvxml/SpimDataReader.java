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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
	private static final String REGISTRATION = "/SpimData/ViewRegistrations/ViewRegistration";
	private static final String SETUP = SEQUENCE + "/ViewSetups/ViewSetup";

	private final Path file;
	private final Map<String, String> texts = new HashMap<>();
	private final Map<String, SpimData.Group> groups = new HashMap<>();
	private final List<SpimData.Setup> setups = new ArrayList<>();
	private final StringBuilder text = new StringBuilder();
	private String loader = "";
	private String kind = "";
	private String group = "";
	private final Set<String> missing = new HashSet<>();
	private final Map<String, List<String>> registrations = new HashMap<>();
	private final List<Timepoints.Range> listed = new ArrayList<>();
	private List<String> transforms = new ArrayList<>();
	private boolean remote;

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
		return new SpimData(texts.getOrDefault("/SpimData/BasePath", "."), loader, kind, texts.getOrDefault(SEQUENCE +
			"/ImageLoader/" + kind, ""), remote, groups, setups, timepoints(), missing,
			registrations);
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
			case SEQUENCE + "/ImageLoader/BucketName", SEQUENCE + "/ImageLoader/s3bucket", SEQUENCE + "/ImageLoader/ServiceEndpoint",
				SEQUENCE + "/ImageLoader/baseUrl" -> remote = true;
			case SEQUENCE + "/MissingViews/MissingView" -> missing.add(view(xml));
			case REGISTRATION -> {
				transforms = new ArrayList<>();
				// NB: of two for the same view the last counts, as in SpimData.
				registrations.put(view(xml), transforms);
			}
			// NB: one without numbers, of another type, is no identity.
			case REGISTRATION + "/ViewTransform" -> transforms.add("");
			case SETUP -> texts.keySet().removeIf(key -> key.startsWith(SETUP));
			case SEQUENCE + "/Timepoints" -> texts.put(path + "@type", attribute(xml, "type"));
			default -> {
			}
		}
	}

	private static String view(final XMLStreamReader xml) {
		return attribute(xml, "setup") + "/" + attribute(xml, "timepoint");
	}

	private static String attribute(final XMLStreamReader xml, final String name) {
		final String value = xml.getAttributeValue(null, name);
		return value == null ? "" : value.strip();
	}

	private void end(final String path, final String value) {
		switch (path) {
			case SEQUENCE + "/ImageLoader/hdf5", SEQUENCE + "/ImageLoader/n5", SEQUENCE + "/ImageLoader/zarr", SEQUENCE +
				"/ImageLoader/ims" -> {
				kind = path.substring(path.lastIndexOf('/') + 1);
				texts.put(path, value);
			}
			case SEQUENCE + "/ImageLoader/zgroups/zgroup/path" -> groups.put(group, new SpimData.Group(value, groups.get(group)
				.indices()));
			case "/SpimData/BasePath", SEQUENCE + "/Timepoints/first", SEQUENCE + "/Timepoints/last", SEQUENCE +
				"/Timepoints/integerpattern", SETUP + "/id", SETUP + "/size", SETUP + "/voxelSize/size", SETUP + "/voxelSize/unit" ->
				texts.put(path, value);
			case SETUP -> addSetup();
			case SEQUENCE + "/Timepoints/Timepoint/id" -> {
				final int timepoint = number("id", value);
				listed.add(new Timepoints.Range(timepoint, timepoint, 1));
			}
			case REGISTRATION + "/ViewTransform/affine" -> transforms.set(transforms.size() - 1, value);
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

	private Timepoints timepoints() {
		final String first = texts.get(SEQUENCE + "/Timepoints/first");
		final String last = texts.get(SEQUENCE + "/Timepoints/last");
		final String pattern = texts.get(SEQUENCE + "/Timepoints/integerpattern");
		if (first != null) {
			final int from = number("first", first);
			return new Timepoints(List.of(new Timepoints.Range(from, last == null ? from : Math.max(from, number("last", last)), 1)));
		}
		if (!listed.isEmpty())
			return new Timepoints(listed);
		return pattern == null ? Timepoints.ONE : Timepoints.pattern(pattern).orElseThrow(() -> new InvalidInputException(file +
			": <integerpattern> is '" + shown(pattern) + "', expected numbers and ranges such as 0,2,4-8"));
	}
}
