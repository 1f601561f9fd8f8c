package org.labelupscaler.volume.bdv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.volume.Display;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeFormats;

/**
 * The XML file that opens a volume in BigDataViewer 10.4 and later, and the settings file that goes with it.
 *
 * @param file the XML file
 * @param reference how it names the volume, relative to its own folder
 * @param loader what reads the volume
 */
public record BdvXml(Path file, String reference, Loader loader) implements VolumeFormat.Beside {

	/** What reads a volume in BigDataViewer. */
	public enum Loader {

			/** A container of N5. */
			N5("format=\"bdv.n5\" version=\"1.0\"", "n5"),
			/** A file of HDF5. */
			HDF5("format=\"bdv.hdf5\"", "hdf5");

		private final String attributes;
		private final String element;

		Loader(final String attributes, final String element) {
			this.attributes = attributes;
			this.element = element;
		}
	}

	/** BigDataViewer 10.6 parses the reference as a URI, 10.4 takes it literally: only these mean the same to both. */
	private static final Pattern SAFE_NAME = Pattern.compile("[\\p{L}\\p{N}._~+,=-]+");

	/** What the files are called if they are inside the container. */
	private static final String INSIDE = "bigdataviewer";

	private static final Pattern REFERENCE = Pattern.compile("<(?:n5|hdf5) type=\"relative\">([^<]+)</");

	private static final String MADE_BY = "<!-- made by Label Upscaler -->";

	/**
	 * Where the XML of an N5 container belongs: beside it, or inside it if its name has characters (such as spaces) that not
	 * every version of BigDataViewer finds. Beside it at NAME.xml, for NAME.n5; at NAME.n5.xml if the first opens another volume, such as
	 * NAME.h5, which is there.
	 *
	 * @param container root of the container
	 * @return the place
	 */
	public static BdvXml of(final Path container) {
		if (SAFE_NAME.matcher(container.getFileName().toString()).matches())
			return beside(container, Loader.N5);
		return new BdvXml(container.resolve(INSIDE + ".xml"), ".", Loader.N5);
	}

	/**
	 * Where the XML of an HDF5 file belongs: beside it, as {@link #of} has it. NB: all versions of BigDataViewer take that name as it is.
	 *
	 * @param file the HDF5 file
	 * @return the place
	 */
	public static BdvXml ofHdf5(final Path file) {
		return beside(file, Loader.HDF5);
	}

	private static BdvXml beside(final Path volume, final Loader loader) {
		final String name = volume.getFileName().toString();
		final BdvXml full = new BdvXml(VolumeFormats.beside(volume, ".xml"), name, loader);
		final BdvXml usual = new BdvXml(VolumeFormats.sibling(volume, ".xml"), name, loader);
		return full.isOwn() || usual.opensAnother() ? full : usual;
	}

	@Override
	public List<Path> files() {
		return List.of(file, settings());
	}

	/** NB: what this program made for a volume that has gone is in nobody's way. */
	@Override
	public Optional<Path> foreign() {
		final boolean free = !Files.exists(file) || isOwn() || start(file).contains(MADE_BY) && !opensAnother();
		return Files.isSymbolicLink(file) || !free ? Optional.of(file) : Optional.empty();
	}

	/** Whether the file is there and opens the volume. */
	private boolean isOwn() {
		final String start = start(file);
		return start.contains(MADE_BY) && start.contains(referenceElement());
	}

	/**
	 * Whether the file has this program's mark and belongs to another volume, which is there: it opens it, or it is its settings. NB: if a user
	 * has changed what it opens, that cannot be told to have gone.
	 */
	private boolean opensAnother() {
		final String start = start(file);
		if (!start.contains(MADE_BY) || isOwn())
			return false;
		final Matcher other = REFERENCE.matcher(start);
		try {
			// NB: a link may lead to a disk that is away.
			return !other.find() || Files.exists(file.resolveSibling(unescape(other.group(1))), LinkOption.NOFOLLOW_LINKS);
		}
		catch (final IllegalArgumentException e) {
			return true; // no name of a file
		}
	}

	private String referenceElement() {
		return "<" + loader.element + " type=\"relative\">" + escape(reference) + "</" + loader.element + ">";
	}

	/**
	 * @param container root of a container
	 * @param name a name in its root folder
	 * @return whether it is an XML file that this program has put inside, now or under another name of the container
	 */
	public static boolean isInside(final Path container, final String name) {
		return name.equals(INSIDE + ".xml") && (start(container.resolve(name)) + start(container.resolve(name + ".part"))).contains(
			MADE_BY);
	}

	/**
	 * @param name a name in the root folder of a container
	 * @return whether it is that of settings that belong to an XML file inside
	 */
	public static boolean areSettingsInside(final String name) {
		return name.equals(INSIDE + ".settings.xml");
	}

	/** As much of a file as tells whose it is; empty if it cannot be read, or is a pipe or a device. */
	private static String start(final Path file) {
		if (!Files.isRegularFile(file))
			return "";
		try (InputStream in = Files.newInputStream(file)) {
			return new String(in.readNBytes(1 << 16), StandardCharsets.UTF_8);
		}
		catch (final IOException e) {
			return "";
		}
	}

	/** Deletes the settings if they are as this program wrote them: BigDataViewer, when it saves them, drops the mark. */
	@Override
	public void delete() {
		try {
			final String start = start(settings());
			if (start.contains(MADE_BY) && start.contains("<Settings>"))
				Files.delete(settings());
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot replace " + settings() + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	/** @return the settings that BigDataViewer reads with the XML file */
	public Path settings() {
		final String name = file.getFileName().toString();
		return file.resolveSibling(name.substring(0, name.length() - 4) + ".settings.xml");
	}

	/** @return whether the files are inside the container, so that they are part of it */
	public boolean isInside() {
		return reference.equals(".");
	}

	/**
	 * The XML file.
	 *
	 * @param title what the viewer calls the labels
	 * @param size voxels at full resolution, x, y, z
	 * @param voxelSize edges of such a voxel
	 * @param offset where the centre of the first voxel lies, x, y, z, in the unit of the voxel size
	 * @return its text
	 */
	public String text(final String title, final long[] size, final VoxelSize voxelSize, final double[] offset) {
		final String affine = "%s 0.0 0.0 %s 0.0 %s 0.0 %s 0.0 0.0 %s %s".formatted(voxelSize.x(), offset[0], voxelSize.y(),
			offset[1], voxelSize.z(), offset[2]);
		return """
			<?xml version="1.0" encoding="UTF-8"?>
			%s
			<SpimData version="0.2">
			  <BasePath type="relative">.</BasePath>
			  <SequenceDescription>
			    <ImageLoader %s>
			      %s
			    </ImageLoader>
			    <ViewSetups>
			      <ViewSetup>
			        <id>0</id>
			        <name>%s</name>
			        <size>%s %s %s</size>
			        <voxelSize>
			          <unit>%s</unit>
			          <size>%s %s %s</size>
			        </voxelSize>
			      </ViewSetup>
			    </ViewSetups>
			    <Timepoints type="range">
			      <first>0</first>
			      <last>0</last>
			    </Timepoints>
			  </SequenceDescription>
			  <ViewRegistrations>
			    <ViewRegistration timepoint="0" setup="0">
			      <ViewTransform type="affine">
			        <affine>%s</affine>
			      </ViewTransform>
			    </ViewRegistration>
			  </ViewRegistrations>
			</SpimData>
			""".formatted(MADE_BY, loader.attributes, referenceElement(), escape(title), size[0], size[1], size[2], escape(voxelSize.unit()),
			voxelSize.x(), voxelSize.y(), voxelSize.z(), affine);
	}

	/**
	 * The settings.
	 *
	 * @param display what the viewer should know
	 * @return their text
	 */
	public static String settings(final Display display) {
		return """
			<?xml version="1.0" encoding="UTF-8"?>
			%4$s
			<Settings>
			  <ViewerState>
			    <Sources><Source><active>true</active></Source></Sources>
			    <SourceGroups>
			      <SourceGroup><active>true</active><name>labels</name><id>0</id></SourceGroup>
			    </SourceGroups>
			    <DisplayMode>ss</DisplayMode>
			    <Interpolation>nearestneighbor</Interpolation>
			    <CurrentSource>0</CurrentSource>
			    <CurrentGroup>0</CurrentGroup>
			    <CurrentTimePoint>0</CurrentTimePoint>
			  </ViewerState>
			  <SetupAssignments>
			    <ConverterSetups>
			      <ConverterSetup>
			        <id>0</id><min>%1$s</min><max>%2$s</max><color>-1</color><groupId>0</groupId>
			      </ConverterSetup>
			    </ConverterSetups>
			    <MinMaxGroups>
			      <MinMaxGroup>
			        <id>0</id>
			        <fullRangeMin>%1$s</fullRangeMin><fullRangeMax>%3$s</fullRangeMax>
			        <rangeMin>%1$s</rangeMin><rangeMax>%2$s</rangeMax>
			        <currentMin>%1$s</currentMin><currentMax>%2$s</currentMax>
			      </MinMaxGroup>
			    </MinMaxGroups>
			  </SetupAssignments>
			  <ManualSourceTransforms>
			    <SourceTransform type="affine">
			      <affine>1.0 0.0 0.0 0.0 0.0 1.0 0.0 0.0 0.0 0.0 1.0 0.0</affine>
			    </SourceTransform>
			  </ManualSourceTransforms>
			  <Bookmarks />
			</Settings>
			""".formatted(display.smallest(), display.largest(), Math.max(display.limit(), display.largest()), MADE_BY);
	}

	/** Plain ASCII, because BigDataViewer reads the file in the platform's character set. */
	private static String escape(final String text) {
		final StringBuilder escaped = new StringBuilder();
		text.codePoints().forEach(c -> {
			if (c == '&' || c == '<' || c == '>' || c == '"' || c > 126)
				escaped.append("&#").append(c).append(';');
			else if (c >= ' ')
				escaped.appendCodePoint(c);
		});
		return escaped.toString();
	}

	/** What {@link #escape} was given. */
	private static String unescape(final String text) {
		return Pattern.compile("&#(\\d+);").matcher(text).replaceAll(code -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(code.group(1)))));
	}
}
