package org.labelupscaler.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.VolumeRecord.State;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** What the parts of the contract of all formats need: in what formats differ, and volumes that are written and looked at. */
abstract class FormatFixture {

	static final WriteMode PLAIN = new WriteMode(false, false, false);
	static final WriteMode RESUMING = new WriteMode(false, true, false);
	static final WriteMode BACKGROUND = new WriteMode(true, false, false);
	static final Compression RAW = Compression.parse("raw");

	static final Display DISPLAY = new Display(0, 7, 9, List.of(new Display.Label(3, "3", "3", "CA", "Ammon's horn", OptionalInt.of(
		0x102030)), new Display.Label(4, "4", "4", "", "", OptionalInt.empty())));

	@TempDir
	Path folder;

	private int places;

	/** The format. */
	abstract VolumeFormat format();

	/** What of the types of labels the format cannot hold. */
	Set<LabelType> refusedTypes() {
		return Set.of();
	}

	/** The labels of a level as somebody else reads them, x fastest; of a store on disk. */
	abstract long[] readPlainly(Store store, VolumeSpec spec, int level) throws Exception;

	/** A store where nothing is yet, the quickest that there is for the format. */
	abstract Store newStore();

	/** A store on disk where nothing is yet. */
	Store newStoreOnDisk() {
		return format().store(newPath());
	}

	/** Where nothing is yet. */
	Path newPath() {
		return folder.resolve("v" + places++ + format().endings().get(0));
	}

	/** What users name to read a volume again: the file beside it that opens it, if there is one that says more. */
	Path named(final Path volume) {
		return volume;
	}

	/** A volume of few blocks, of several levels. */
	RandomVolume small(final long seed, final LabelType type, final Compression compression) {
		return RandomVolume.small(seed, type, compression);
	}

	/** A volume of many blocks, of several levels. */
	RandomVolume large(final long seed, final LabelType type, final Compression compression) {
		return RandomVolume.large(seed, type, compression);
	}

	static JsonObject job() {
		return JsonParser.parseString("{\"program\":\"test\",\"size\":[1,2,3]}").getAsJsonObject();
	}

	List<Compression> compressions() {
		return format().compressions().stream().map(kind -> Compression.parse(kind.word())).toList();
	}

	Set<LabelType> types() {
		final Set<LabelType> types = EnumSet.allOf(LabelType.class);
		types.removeAll(refusedTypes());
		return types;
	}

	/** Everything that a run does. */
	Written whole(final Store store, final RandomVolume volume, final WriteMode mode) {
		begin(store, volume.spec());
		final Written written = write(store, volume, mode);
		complete(store, volume.spec());
		return written;
	}

	/** What a run does before blocks are put. */
	void begin(final Store store, final VolumeSpec spec) {
		format().writeRecord(store, spec, new VolumeRecord(State.RUNNING, job()), true);
		format().begin(store, spec, "a title");
	}

	/** What a run does when all blocks are put. */
	void complete(final Store store, final VolumeSpec spec) {
		format().finish(store, spec, DISPLAY);
		format().writeRecord(store, spec, new VolumeRecord(State.COMPLETE, job()), false);
	}

	/** Puts all blocks, portion by portion. */
	Written write(final Store store, final RandomVolume volume, final WriteMode mode) {
		Written written = Written.NONE;
		for (int l = 0; l < volume.spec().pyramid().levels(); l++) {
			final BlockSink sink = format().sink(store, volume.spec(), mode);
			for (long p = 0; p < format().portions(volume.spec(), l).count(); p++)
				written = written.plus(writePortion(sink, volume, l, p));
		}
		return written;
	}

	Written writePortion(final BlockSink sink, final RandomVolume volume, final int level, final long portion) {
		final Portions order = format().portions(volume.spec(), level);
		for (long n = portion * order.numbers(); n < (portion + 1) * order.numbers(); n++)
			order.position(n).ifPresent(position -> sink.put(level, position, volume.block(level, position)));
		return sink.end();
	}

	void checkVoxels(final Store store, final RandomVolume volume, final boolean background, final String what) {
		final BlockReader reader = format().reader(store, volume.spec(), background);
		for (int l = 0; l < volume.spec().pyramid().levels(); l++)
			for (final long[] position : volume.positions(l)) {
				final String which = what + ", level " + l + ", " + Arrays.toString(position);
				final boolean leftOut = !background && volume.isBackground(l, position);
				assertEquals(!leftOut, reader.exists(l, position), which);
				final Optional<byte[]> voxels = reader.voxels(l, position);
				assertEquals(!leftOut, voxels.isPresent(), which);
				if (!leftOut)
					assertArrayEquals(volume.labels(l, position), labels(volume.spec().type(), voxels.orElseThrow()), which);
				final RunBlock block = volume.block(l, position);
				assertTrue(reader.isAsWritten(l, position, block), which);
				final long other = block.isUniform() && block.label(0, 0, 0) == 1 ? 2 : 1;
				if (block.isUniform())
					assertTrue(!reader.isAsWritten(l, position, RunBlock.uniform(block.type(), other, volume.spec().grids().get(l).blockSize(
						position))), which);
			}
	}

	/** What another program reads is what is wanted. */
	void checkPlainly(final Store store, final RandomVolume volume, final String what) throws Exception {
		for (int l = 0; l < volume.spec().pyramid().levels(); l++)
			assertArrayEquals(volume.level(l), readPlainly(store, volume.spec(), l), what + ", level " + l);
	}

	static long[] labels(final LabelType type, final byte[] bigEndian) {
		final long[] labels = new long[bigEndian.length / type.bytes()];
		for (int i = 0; i < labels.length; i++)
			labels[i] = type.get(ByteBuffer.wrap(bigEndian), i * type.bytes());
		return labels;
	}

	static void assertOneLine(final Exception e) {
		assertTrue(e.getMessage() != null && !e.getMessage().contains("\n") && !e.getMessage().contains("Exception"), e.getMessage());
	}
}
