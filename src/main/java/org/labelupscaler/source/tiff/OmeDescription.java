package org.labelupscaler.source.tiff;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.XmlEvents;

/**
 * OME-XML in a TIFF file, or in the companion that it names (docs.openmicroscopy.org, the OME-TIFF specification), read as a
 * stream, so that its length does not matter. Of several images only the first is looked at.
 */
final class OmeDescription {

	private static final Pattern START = Pattern.compile("<(\\w+:)?OME[\\s>]");
	private static final int LONGEST_UUID = 1000;

	private final TiffDirectory directory;
	private final Edges edges;
	private final OmePlanes planes;
	/** The id of the file that was named. */
	private String uuid = "";
	/** Another file that has the metadata; null if this one has. */
	private String metadataFile;
	private int images;
	private final long[] sizes = { 0, 0, 1, 1, 1 };
	private String type = "";
	/** Of the element TiffData that is being read: first page, first plane, how many; -1 if not said. */
	private final long[] block = new long[3];
	private String blockFile;
	private String blockUuid;

	private OmeDescription(final TiffDirectory directory) {
		this.directory = directory;
		edges = new Edges(directory);
		planes = new OmePlanes(directory);
	}

	static boolean recognises(final String text) {
		return text.stripLeading().startsWith("<") && START.matcher(text).find() || text.startsWith("\uFEFF<");
	}

	static Description read(final TiffDirectory directory, final TiffField field) {
		final OmeDescription ome = new OmeDescription(directory);
		ome.readField(directory, field);
		if (ome.images == 0 && ome.metadataFile != null)
			ome.readElsewhere();
		return ome.description();
	}

	private void readField(final TiffDirectory holder, final TiffField field) {
		try (InputStream in = holder.reader().stream(field.position(), field.count())) {
			read(XmlEvents.of(OmeText.characters(in)));
		}
		catch (final XMLStreamException | IOException | RuntimeException e) {
			throw damaged("is damaged OME-XML", e);
		}
	}

	/** NB: of a set, some files may name the one that has the metadata: a companion, or another TIFF file. */
	private void readElsewhere() {
		final String own = uuid;
		final String name = metadataFile;
		final Path file = OmePlanes.sibling(directory.reader().path(), name);
		if (file == null || !Files.isRegularFile(file))
			throw wrong("says that its metadata are in '" + Texts.shown(name) + "' (BinaryOnly), which is not beside it; put all files " +
				"of the set into one folder");
		try (InputStream in = Files.newInputStream(file)) {
			if (TiffReader.starts(in.readNBytes(4), 0))
				readTiff(file);
			else
				try (InputStream text = Files.newInputStream(file)) {
					read(XmlEvents.of(OmeText.characters(text)));
				}
		}
		catch (final XMLStreamException | IOException | RuntimeException e) {
			throw damaged("names '" + Texts.shown(name) + "' for its metadata, which is damaged OME-XML", e);
		}
		uuid = own;
		if (images == 0)
			throw wrong("names '" + Texts.shown(name) + "' for its metadata, but that is OME-XML without an image");
	}

	private void readTiff(final Path file) {
		try (TiffReader reader = TiffReader.open(file)) {
			final TiffDirectory first = TiffDirectory.first(reader);
			for (final TiffField field : first.descriptions())
				if (recognises(reader.text(field, 1 << 16))) {
					readField(first, field);
					return;
				}
		}
	}

	private InvalidInputException damaged(final String what, final Exception e) {
		if (e instanceof InvalidInputException invalid)
			return invalid;
		return new InvalidInputException(wrong(what + " (" + Texts.shown(String.valueOf(e.getMessage())) +
			"); save the image anew").getMessage(), e);
	}

	private Description description() {
		if (images == 0 || sizes[0] == 0)
			throw wrong("is OME-XML without an image");
		final String several = images > 1 ? images + " images" : sizes[3] > 1 ? sizes[3] + " channels" : sizes[4] > 1 ? sizes[4] +
			" time points" : null;
		final PageLayout layout = PageLayout.of(directory);
		final String refused = sizes[0] == layout.width() && sizes[1] == layout.height() ? null : "says in OME-XML that planes are " +
			sizes[0] + " x " + sizes[1] + ", but its pages are " + layout.width() + " x " + layout.height() + "; save the image anew";
		final Description found = Description.of(Description.OME, sizes[2], sizes[2], several, edges).withNumbers(false, refused).withNotes(
			typeNote(layout));
		return several != null || sizes[2] > Page.MOST ? found : found.withPlaces(() -> planes.places(uuid, metadataFile, (int) sizes[2]));
	}

	/** NB: of the two, Bio-Formats believes the fields of the page, too. */
	private List<String> typeNote(final PageLayout layout) {
		final String stored = layout.bits() == 1 ? "bit" : layout.format() == 3 ? layout.bits() == 64 ? "double" : "float" : (layout
			.format() == 2 ? "int" : "uint") + layout.bits();
		return type.isEmpty() || type.equals(stored) ? List.of() : List.of("The file says in OME-XML that its voxels are " + Texts.shown(
			type) + ", but its pages are " + stored + "; the latter counts.");
	}

	private void read(final XMLStreamReader xml) throws XMLStreamException {
		while (xml.hasNext())
			switch (xml.next()) {
				case XMLStreamConstants.START_ELEMENT -> start(xml);
				case XMLStreamConstants.CHARACTERS -> {
					if (blockUuid != null && blockUuid.length() < LONGEST_UUID)
						blockUuid += xml.getText().strip();
				}
				case XMLStreamConstants.END_ELEMENT -> {
					if (images == 1 && xml.getLocalName().equals("TiffData"))
						place();
				}
				default -> {
					// nothing of interest
				}
			}
	}

	private void start(final XMLStreamReader xml) {
		switch (xml.getLocalName()) {
			case "OME" -> uuid = text(xml, "UUID", "").strip();
			case "BinaryOnly" -> metadataFile = text(xml, "MetadataFile", "");
			case "Image" -> images++;
			case "Pixels" -> {
				if (images == 1)
					pixels(xml);
			}
			case "TiffData" -> {
				block[0] = number(xml, "IFD", -1);
				block[1] = number(xml, "FirstZ", 0);
				block[2] = number(xml, "PlaneCount", -1);
				blockFile = null;
				blockUuid = null;
			}
			case "UUID" -> {
				blockFile = text(xml, "FileName", "");
				blockUuid = "";
			}
			default -> {
				// nothing of interest
			}
		}
	}

	private void pixels(final XMLStreamReader xml) {
		type = text(xml, "Type", "").strip().toLowerCase(Locale.ROOT);
		final String order = text(xml, "DimensionOrder", "XYZCT").strip();
		if (!order.matches("XY(ZCT|ZTC|CZT|CTZ|TZC|TCZ)"))
			throw wrong("says in OME-XML that DimensionOrder is '" + Texts.shown(order) + "', expected X, Y, and three of Z, C, T");
		for (int d = 0; d < 5; d++) {
			final String name = "Size" + "XYZCT".charAt(d);
			sizes[d] = number(xml, name, sizes[d]);
			if (sizes[d] < 1)
				throw wrong("says in OME-XML that " + name + " is " + sizes[d] + "; it must be 1 or more");
		}
		for (int d = 0; d < 3; d++) {
			final String name = "PhysicalSize" + "XYZ".charAt(d);
			final String size = text(xml, name, "0");
			final Optional<BigDecimal> edge = Edges.decimal(size);
			if (edge.isEmpty() && !size.strip().equalsIgnoreCase("nan"))
				throw wrong("says in OME-XML that " + name + " is '" + Texts.shown(size) + "', expected a number");
			edges.set(d, edge.orElse(BigDecimal.ZERO), text(xml, name + "Unit", "um"), Tag.IMAGE_DESCRIPTION);
		}
	}

	/** Takes down the pages of a TiffData element. Channels and time points are not labels, so they are left out. */
	private void place() {
		final String id = blockUuid;
		blockUuid = null;
		if (sizes[2] <= Page.MOST && sizes[3] == 1 && sizes[4] == 1)
			planes.add(block[0], block[1], block[2], blockFile, id, (int) sizes[2]);
	}

	private static String text(final XMLStreamReader xml, final String name, final String ifMissing) {
		final String value = xml.getAttributeValue(null, name);
		return value == null ? ifMissing : value;
	}

	private long number(final XMLStreamReader xml, final String name, final long ifMissing) {
		final String value = xml.getAttributeValue(null, name);
		if (value == null)
			return ifMissing;
		if (!value.strip().matches("-?[0-9]{1,18}"))
			throw wrong("says in OME-XML that " + name + " is '" + Texts.shown(value) + "', expected a whole number");
		return Long.parseLong(value.strip());
	}

	private InvalidInputException wrong(final String what) {
		return directory.wrong(Tag.IMAGE_DESCRIPTION, what);
	}
}
