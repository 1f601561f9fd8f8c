package org.labelupscaler.volume.imaris;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

import org.labelupscaler.volume.hdf5.Hdf5Dataset;
import org.labelupscaler.volume.hdf5.Hdf5Group;
import org.labelupscaler.volume.hdf5.Hdf5Type;

/**
 * An object of spots in an Imaris scene. The format of scenes is not published. What is here was taken, as facts, from programs that
 * write it and are said to be read by Imaris 7 to 9: ClearMap's {@code IO/Imaris.py} ({@code Scene}: CoordsXYZR, Time, TimeInfos, and
 * attributes), a writer of spots for Imaris 9.5 named {@code ImsFile} ({@code Scene8}: all tables and attributes), and one that fills a
 * scene that Imaris has made, {@code populate_ims_scene} (both, and which of them hang together); from those that read it, such as
 * ImarisReader for MATLAB, which finds both parts of an object by their Id; and, for texts that end in a zero, from issue 1 of imarispy.
 *
 * @param name what it is called
 * @param rgb its colour, 0xRRGGBB; grey if there is none
 * @param count how many spots it has
 */
public record SpotsObject(String name, OptionalInt rgb, long count) {

	/** Imaris numbers objects of spots from there on. */
	private static final long FIRST_ID = 200_001;
	/** NB: that of the image; else Imaris shows them at another time. */
	private static final String TIME = ImarisObjects.TIME;
	private static final Hdf5Type NAME = Hdf5Type.text(256);

	/** Where the tables of an object are that have a row for each spot. */
	record Tables(long coordinates, long times, long spots, long tracks, long focus) {}

	/** Bytes of a spot in each table. */
	static final int COORDINATES = 4 * Float.BYTES;
	static final int TIMES = Long.BYTES;
	static final int SPOT = Long.BYTES + 4 * Float.BYTES;
	static final int TRACK = 3 * Long.BYTES;

	/** The number of an object, of which there may be many. */
	static long id(final int number) {
		return FIRST_ID + number;
	}

	/** A part of its colour, 0 red to 2 blue, from 0 to 1. */
	double part(final int of) {
		return rgb.isEmpty() ? 0.8 : (rgb.getAsInt() >> 16 - 8 * of & 0xFF) / 255.0;
	}

	/** Fills its group in Scene, which old versions know. */
	void writeOld(final int number, final Tables tables, final Hdf5Group group) {
		addNames(number, group);
		group.add("CoordsXYZR", Hdf5Dataset.stored(new long[] { count, 4 }, Hdf5Type.FLOAT32, tables.coordinates));
		group.add("Time", Hdf5Dataset.stored(new long[] { count, 1 }, Hdf5Type.INT64, tables.times));
		final Row time = new Row(TIME.length() + 1).text(TIME, TIME.length() + 1);
		group.add("TimeInfos", Hdf5Dataset.whole(new long[] { 1 }, Hdf5Type.textOf(TIME), time.bytes()));
	}

	/** Fills its group in Scene8. Nothing is measured but how many there are. */
	void write(final int number, final Tables tables, final Hdf5Group group) {
		addNames(number, group);
		text("CreatorName", "Surpass", group);
		text("ObjectGUID", "", group);
		group.with("SpotZStretchFactor", Hdf5Type.FLOAT32, new Row(4).real32(1).bytes());
		group.with("TrackSegment0_FocusEnabled", Hdf5Type.UINT64, new Row(8).number(1).bytes());
		group.add("Spot", Hdf5Dataset.stored(new long[] { count }, compound(Hdf5Type.FLOAT32, "ID", "PositionX", "PositionY", "PositionZ",
			"Radius"), tables.spots));
		final Hdf5Type range = numbers("ID", "IndexBegin", "IndexEnd");
		table("SpotTimeOffset", range, new Row(24).number(0, 0, count), group);
		table("Time", numbers("ID", "Birth", "Death", "IDTimeBegin"), new Row(32).number(0, 0, 1_000_000_000, 0), group);
		table("TimeBegin", withId("ID", "ObjectTimeBegin"), new Row(264).number(0).text(TIME + "000000", 256), group);
		final Hdf5Type track = Hdf5Type.compound(field("ID", Hdf5Type.INT64), field("FirstObjectId", Hdf5Type.INT64), field("Position",
			Hdf5Type.FLOAT64));
		addTracks("", track, tables.tracks, group);
		addTracks("_Focus", track, tables.focus, group);
		addStatistics(range, group);
		addLabels(group);
	}

	private void addNames(final int number, final Hdf5Group group) {
		text("Name", name, group);
		text("Description", "", group);
		text("HistoryLog", "", group);
		text("Unit", "um", group);
		text("Material", "<bpMaterial mDiffusion=\"" + (float) part(0) + " " + (float) part(1) + " " + (float) part(2) +
			"\" mSpecular=\"0.2 0.2 0.2\" mEmission=\"0 0 0\" mAmbient=\"0 0 0\" mTransparency=\"0\" mShinyness=\"0.1\"/>\n", group);
		group.with("Id", Hdf5Type.UINT64, new Row(8).number(id(number)).bytes());
	}

	/** Each spot is a track of its own, as those that are set by hand are. */
	private void addTracks(final String suffix, final Hdf5Type track, final long address, final Hdf5Group group) {
		group.add("TrackSegment0" + suffix, Hdf5Dataset.stored(new long[] { count }, track, address));
		table("MainTrackSegmentTable" + suffix, Hdf5Type.compound(field("ObjectsName", NAME), field("TrackSegmentName", NAME)), new Row(512)
			.text("0", 256).text("TrackSegment0" + suffix, 256), group);
	}

	private void addStatistics(final Hdf5Type range, final Hdf5Group group) {
		table("Category", withId("ID", "CategoryName", "Name"), new Row(2 * 520).number(0).text("Spot", 256).text("Spot", 256).number(1).text(
			"Overall", 256).text("Overall", 256), group);
		table("Factor", withId("ID_List", "Name", "Level"), new Row(0), group);
		table("FactorList", numbers("ID"), new Row(0), group);
		final Hdf5Type type = Hdf5Type.compound(field("ID", Hdf5Type.INT64), field("ID_Category", Hdf5Type.INT64), field("ID_FactorList",
			Hdf5Type.INT64), field("Name", NAME), field("Unit", NAME));
		table("StatisticsType", type, new Row(2 * 536).number(50, 1, 0).text("Number of Spots per Time Point", 256).text("", 256).number(9, 1,
			0).text("Total Number of Spots", 256).text("", 256), group);
		final Hdf5Type value = Hdf5Type.compound(field("ID_Time", Hdf5Type.INT64), field("ID_Object", Hdf5Type.INT64), field(
			"ID_StatisticsType", Hdf5Type.INT64), field("Value", Hdf5Type.FLOAT64));
		table("StatisticsValue", value, new Row(64).number(-1, -1, 9).real(count).number(0, -1, 50).real(count), group);
		table("StatisticsValueTimeOffset", range, new Row(48).number(-1, 0, 1).number(0, 1, 2), group);
	}

	/** There are none. */
	private static void addLabels(final Hdf5Group group) {
		table("LabelGroupNames", Hdf5Type.compound(field("LabelGroupName", NAME), field("EndLabelValue", Hdf5Type.INT64)), new Row(0), group);
		table("LabelSetLabelIDs", numbers("IDLabel"), new Row(0), group);
		table("LabelSetObjectIDs", numbers("IDObject"), new Row(0), group);
		table("LabelSets", numbers("EndLabelIDs", "EndObjectIDs"), new Row(0), group);
		table("LabelValues", Hdf5Type.compound(field("LabelValue", NAME)), new Row(0), group);
	}

	private static void table(final String name, final Hdf5Type type, final Row rows, final Hdf5Group group) {
		final byte[] bytes = rows.bytes();
		group.add(name, Hdf5Dataset.whole(new long[] { bytes.length / type.bytes() }, type, bytes));
	}

	private static void text(final String name, final String text, final Hdf5Group group) {
		final Hdf5Type type = Hdf5Type.textOf(text);
		group.with(name, type, new Row(type.bytes()).text(text, type.bytes()).bytes(), 1);
	}

	private static Hdf5Type.Field field(final String name, final Hdf5Type type) {
		return new Hdf5Type.Field(name, type);
	}

	private static Hdf5Type numbers(final String... names) {
		return compound(Hdf5Type.INT64, names);
	}

	private static Hdf5Type withId(final String... names) {
		return compound(NAME, names);
	}

	/** A number, and then fields of a type. */
	private static Hdf5Type compound(final Hdf5Type others, final String... names) {
		final Hdf5Type.Field[] fields = new Hdf5Type.Field[names.length];
		for (int f = 0; f < fields.length; f++)
			fields[f] = field(names[f], f == 0 ? Hdf5Type.INT64 : others);
		return Hdf5Type.compound(fields);
	}

	/** Rows of a table, that is as long as it is said to be. */
	private static final class Row {

		private final ByteBuffer out;

		Row(final int bytes) {
			out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
		}

		Row number(final long... values) {
			for (final long value : values)
				out.putLong(value);
			return this;
		}

		Row real(final double value) {
			out.putDouble(value);
			return this;
		}

		Row real32(final float value) {
			out.putFloat(value);
			return this;
		}

		/** A text and zeros. */
		Row text(final String text, final int bytes) {
			out.put(text.getBytes(StandardCharsets.UTF_8)).position(out.position() - text.getBytes(StandardCharsets.UTF_8).length + bytes);
			return this;
		}

		byte[] bytes() {
			return out.array();
		}
	}
}
