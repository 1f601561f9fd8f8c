package org.labelupscaler.points.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.points.DecimalMark;
import org.labelupscaler.points.PointColumns;
import org.labelupscaler.points.PointFile;
import org.labelupscaler.points.PointFormat;
import org.labelupscaler.points.PointInput;
import org.labelupscaler.points.json.GeoJson;
import org.labelupscaler.points.json.SlicerMarkups;
import org.labelupscaler.points.npy.NpyPointFile;
import org.labelupscaler.points.roi.PointRois;
import org.labelupscaler.points.table.Swc;
import org.labelupscaler.points.table.Tables;
import org.labelupscaler.points.xml.Markers;
import org.labelupscaler.points.xml.Spots;
import org.labelupscaler.source.foreign.ForeignFiles;
import org.labelupscaler.source.npy.NpyHeader;
import org.labelupscaler.text.PlainText;

/**
 * Opens files of points. What a file is, is seen from its content; a format can also be said.
 *
 * <pre>
 * PointFile file = PointFiles.describe(Path.of("cells.csv"), PointColumns.GUESSED, Optional.empty());
 * try (PointReader reader = file.open(BadRows.fail())) {
 * 	for (Optional&lt;PointBatch&gt; batch = reader.next(); batch.isPresent(); batch = reader.next())
 * 		...
 * }
 * </pre>
 */
public final class PointFiles {

	/** The formats, for messages. */
	public static final String KNOWN = "tables as text (CSV, TSV; ImageJ Results, TrackMate spots), XML of cellfinder, the Cell " +
		"Counter or TrackMate, GeoJSON, points of Slicer (.mrk.json, .fcsv), .swc, NumPy arrays (.npy), ImageJ points (.roi, .zip)";

	private static final int START = 1 << 14;
	private static final Pattern TRACKMATE = Pattern.compile("<TrackMate[\\s>]");
	private static final Pattern JSON = Pattern.compile("\\A(\\{\\s*[\"}]|\\[\\s*[{\\[\\]])");
	private static final Pattern FEATURE = Pattern.compile("\"(Feature|FeatureCollection|features|geometry)\"");

	private PointFiles() {}

	/**
	 * @param path the file
	 * @param columns which columns are taken
	 * @param format what it is; nothing to see it from the content
	 * @return the file, its beginning read
	 * @throws InvalidInputException if it cannot be read, is none of the formats, or it is not plain which
	 *           columns are the coordinates
	 */
	public static PointFile describe(final Path path, final PointColumns columns, final Optional<PointFormat> format) {
		return describe(path, columns, format, Optional.empty());
	}

	/**
	 * @param path the file
	 * @param columns which columns are taken
	 * @param format what it is; nothing to see it from the content
	 * @param decimal what stands before the decimals of the coordinates in a table; nothing to see it from the first rows
	 * @return the file, its beginning read
	 * @throws InvalidInputException as above
	 */
	public static PointFile describe(final Path path, final PointColumns columns, final Optional<PointFormat> format,
		final Optional<DecimalMark> decimal)
	{
		final PointInput input = PointInput.of(path);
		return switch (format.orElseGet(() -> seen(input))) {
			case NPY -> NpyPointFile.describe(input, columns);
			case ROI -> PointRois.describe(input, columns);
			case CELLFINDER, CELLCOUNTER -> Markers.describe(input, columns, format);
			case SWC -> Swc.describe(input, columns);
			case GEOJSON -> GeoJson.describe(input, columns);
			case SLICER -> isJson(text(input)) ? SlicerMarkups.describe(input, columns) : Tables.describe(input, columns, Optional.empty(), decimal);
			case TRACKMATE -> text(input).startsWith("<") ? Spots.describe(input, columns) : Tables.describe(input, columns, Optional.of(
				PointFormat.TRACKMATE), decimal);
			case TABLE, IMAGEJ -> Tables.describe(input, columns, format, decimal);
		};
	}

	/** The format, as far as the beginning tells; the rest is seen by who reads it. */
	private static PointFormat seen(final PointInput input) {
		if (NpyHeader.startsNpy(input.start()))
			return PointFormat.NPY;
		if (input.startsWith("Iout"))
			return PointFormat.ROI;
		final String start = text(input);
		final boolean text = start.indexOf('\0') < 0;
		if (text && TRACKMATE.matcher(start).find())
			return PointFormat.TRACKMATE;
		if (text && (input.endsWith(".swc") || input.endsWith(".eswc") || Swc.isStart(start)))
			return PointFormat.SWC;
		if (text && isJson(start))
			return json(input, start);
		ForeignFiles.asCells(input.path(), input.start()).ifPresent(named -> {
			throw new InvalidInputException(named);
		});
		if (input.startsWith(PointRois.ZIP))
			return PointFormat.ROI;
		if (start.startsWith("<"))
			return PointFormat.CELLFINDER;
		if (!text)
			throw new InvalidInputException(input.path() + " is no list of points that can be read: " + KNOWN);
		return PointFormat.TABLE;
	}

	private static boolean isJson(final String start) {
		return JSON.matcher(start).find();
	}

	/** NB: fields come in any order, and large ones first. */
	private static PointFormat json(final PointInput input, final String start) {
		if (start.contains("\"markups\"") || start.contains("markups-schema"))
			return PointFormat.SLICER;
		if (FEATURE.matcher(start).find())
			return PointFormat.GEOJSON;
		throw new InvalidInputException(input.path() + " is JSON, but neither GeoJSON of points (QuPath) nor points of Slicer; save the points as " +
			"a table (.csv)");
	}

	private static String text(final PointInput input) {
		try (PlainText text = new PlainText(new ByteArrayInputStream(input.start()))) {
			final char[] start = new char[START];
			return new String(start, 0, Math.max(0, text.read(start))).stripLeading();
		}
		catch (final IOException e) {
			throw input.unreadable(e);
		}
	}
}
