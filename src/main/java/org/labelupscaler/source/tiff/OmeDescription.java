package org.labelupscaler.source.tiff;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.XmlEvents;

/**
 * OME-XML in a TIFF file (docs.openmicroscopy.org, the OME-TIFF specification), read as a stream, so that its length does
 * not matter. Of several images only the first is looked at.
 */
final class OmeDescription {

	private static final Pattern START = Pattern.compile("<(\\w+:)?OME[\\s>]");
	private static final int LONGEST_UUID = 1000;

	private final TiffDirectory directory;
	private final Edges edges;
	private String uuid = "";
	private int images;
	private final long[] sizes = { 0, 0, 1, 1, 1 };
	/** The page of each plane; null until something says, or if there are too many. */
	private int[] order;
	private String elsewhere;
	/** Of the element TiffData that is being read: first page, first plane, how many; -1 if not said. */
	private final long[] block = new long[3];
	private String blockFile;
	private String blockUuid;

	private OmeDescription(final TiffDirectory directory) {
		this.directory = directory;
		edges = new Edges(directory);
	}

	static boolean recognises(final String text) {
		return text.stripLeading().startsWith("<") && START.matcher(text).find() || text.startsWith("\uFEFF<");
	}

	static Description read(final TiffDirectory directory, final TiffField field) {
		final OmeDescription ome = new OmeDescription(directory);
		try (InputStream in = new EndedByZero(directory.reader().stream(field.position(), field.count()))) {
			ome.read(XmlEvents.of(characters(in)));
		}
		catch (final XMLStreamException | IOException | RuntimeException e) {
			if (e instanceof InvalidInputException invalid)
				throw invalid;
			throw new InvalidInputException(directory.wrong(Tag.IMAGE_DESCRIPTION, "is damaged OME-XML (" + Texts.shown(String
				.valueOf(e.getMessage())) + "); save the image anew").getMessage(), e);
		}
		return ome.description();
	}

	/** OME-XML is UTF-8. */
	private static Reader characters(final InputStream bytes) throws IOException {
		final PushbackInputStream in = new PushbackInputStream(bytes, 3);
		final byte[] start = in.readNBytes(3);
		if (!Arrays.equals(start, new byte[] { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF }))
			in.unread(start);
		return new InputStreamReader(in, StandardCharsets.UTF_8);
	}

	private Description description() {
		if (images == 0 || sizes[0] == 0)
			throw wrong("is OME-XML without an image");
		final String several = images > 1 ? images + " images" : sizes[3] > 1 ? sizes[3] + " channels" : sizes[4] > 1 ? sizes[4] +
			" time points" : null;
		if (order == null && elsewhere == null && several == null && sizes[2] <= Page.MOST)
			order = IntStream.range(0, (int) sizes[2]).toArray();
		if (order != null)
			for (int z = 0; z < order.length && elsewhere == null; z++)
				if (order[z] < 0)
					throw wrong("says in OME-XML where planes are, but nothing of plane " + z + " (TiffData)");
		return new Description("OME-TIFF", sizes[2], sizes[2], several, edges.voxelSize(), false, order, elsewhere);
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
		for (int d = 0; d < 5; d++) {
			final String name = "Size" + "XYZCT".charAt(d);
			sizes[d] = number(xml, name, sizes[d]);
			if (sizes[d] < 1)
				throw wrong("says in OME-XML that " + name + " is " + sizes[d] + "; it must be 1 or more");
		}
		for (int d = 0; d < 3; d++) {
			final String name = "PhysicalSize" + "XYZ".charAt(d);
			final String size = text(xml, name, "0");
			try {
				edges.set(d, Double.parseDouble(size), text(xml, name + "Unit", "um"), Tag.IMAGE_DESCRIPTION);
			}
			catch (final NumberFormatException e) {
				throw wrong("says in OME-XML that " + name + " is '" + Texts.shown(size) + "', expected a number");
			}
		}
	}

	/** Takes down the pages of a TiffData element. Channels and time points are not labels, so they are left out. */
	private void place() {
		final boolean here = blockUuid == null || blockUuid.equals(uuid) || directory.reader().path().getFileName().toString()
			.equals(blockFile);
		blockUuid = null;
		if (!here) {
			elsewhere = blockFile;
			return;
		}
		if (sizes[2] > Page.MOST || sizes[3] > 1 || sizes[4] > 1)
			return;
		if (order == null) {
			order = new int[(int) sizes[2]];
			Arrays.fill(order, -1);
		}
		final long count = block[2] >= 0 ? block[2] : block[0] >= 0 ? 1 : sizes[2] - block[1];
		final long page = Math.max(0, block[0]);
		if (block[1] < 0 || count > sizes[2] - block[1] || page > Integer.MAX_VALUE - count)
			throw wrong("says in OME-XML that " + count + " planes from " + block[1] + " on are in pages, but there are " + sizes[2] +
				" (TiffData)");
		for (int i = 0; i < count; i++)
			order[(int) block[1] + i] = (int) page + i;
	}

	private static String text(final XMLStreamReader xml, final String name, final String ifMissing) {
		final String value = xml.getAttributeValue(null, name);
		return value == null ? ifMissing : value;
	}

	private long number(final XMLStreamReader xml, final String name, final long ifMissing) {
		final String value = xml.getAttributeValue(null, name);
		if (value == null)
			return ifMissing;
		if (!value.strip().matches("-?\\d{1,18}"))
			throw wrong("says in OME-XML that " + name + " is '" + Texts.shown(value) + "', expected a whole number");
		return Long.parseLong(value.strip());
	}

	private InvalidInputException wrong(final String what) {
		return directory.wrong(Tag.IMAGE_DESCRIPTION, what);
	}

	/** Ends at the zero that ends the text. */
	private static final class EndedByZero extends FilterInputStream {

		private boolean ended;

		EndedByZero(final InputStream in) {
			super(in);
		}

		@Override
		public int read() throws IOException {
			final byte[] one = new byte[1];
			return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
		}

		@Override
		public int read(final byte[] to, final int from, final int most) throws IOException {
			final int n = ended ? -1 : super.read(to, from, most);
			for (int i = 0; i < n; i++)
				if (to[from + i] == 0) {
					ended = true;
					return i == 0 ? -1 : i;
				}
			return n;
		}
	}
}
