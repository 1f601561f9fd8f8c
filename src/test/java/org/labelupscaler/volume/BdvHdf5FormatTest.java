package org.labelupscaler.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.MemorySource;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.Sources;
import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.VolumeRecord.State;
import org.labelupscaler.volume.bdvhdf5.BdvHdf5Format;
import org.labelupscaler.volume.imaris.ImarisFormat;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;

/**
 * BigDataViewer's HDF5 files, read by jhdf and by this program's own sources. src/test/python/check_bdv_hdf5.py has h5py, pybdv and the
 * HDF5 tools, and the contract tests of the profile fiji have BigDataViewer itself.
 */
class BdvHdf5FormatTest extends AbstractFileFormatTest {

	private static final BdvHdf5Format FORMAT = new BdvHdf5Format();

	@Override
	VolumeFormat format() {
		return FORMAT;
	}

	/** NB: how large voxels are is said by the XML alone. */
	@Override
	Path named(final Path volume) {
		return FORMAT.beside(FORMAT.store(volume)).file();
	}

	@Override
	int mark() {
		return 96;
	}

	@Override
	long[] readPlainly(final Store store, final VolumeSpec spec, final int level) {
		try (HdfFile file = new HdfFile(store.path(FileStore.CONTENT).orElseThrow())) {
			return cells(file, spec, level);
		}
	}

	private Path write(final VolumeFormat format, final String name, final Optional<Display> display) {
		final Path file = folder.resolve(name);
		final Store store = format.store(file);
		final VolumeSpec spec = volume().spec();
		format.begin(store, spec, "a <title>");
		final BlockSink sink = format.sink(store, spec, PLAIN);
		for (int l = 0; l < spec.pyramid().levels(); l++)
			for (final long[] position : volume().positions(l))
				sink.put(l, position, volume().block(l, position));
		sink.end();
		display.ifPresent(d -> format.finish(store, spec, d));
		assertFalse(Files.exists(FORMAT.beside(store).file()) && !Files.exists(FORMAT.beside(store).settings()), "XML of what is not whole");
		format.writeRecord(store, spec, new VolumeRecord(State.COMPLETE, job()), true);
		return file;
	}

	@ParameterizedTest
	@EnumSource(LabelType.class)
	void tablesAndLevelsAreRead(final LabelType type) {
		final RandomVolume volume = small(type.ordinal(), type, RAW);
		final Path path = newPath();
		final VolumeSpec spec = volume.spec();
		whole(FORMAT.store(path), volume, PLAIN);
		try (HdfFile file = new HdfFile(path)) {
			assertEquals(spec.type().name().toLowerCase(Locale.ROOT), file.getByPath("/s00").getAttribute("dataType").getData());
			final double[][] factors = (double[][]) file.getDatasetByPath("/s00/resolutions").getData();
			final int[][] chunks = (int[][]) file.getDatasetByPath("/s00/subdivisions").getData();
			assertEquals(spec.pyramid().levels(), factors.length);
			assertEquals(spec.pyramid().levels(), chunks.length);
			for (int l = 0; l < spec.pyramid().levels(); l++) {
				for (int d = 0; d < 3; d++)
					assertEquals(spec.pyramid().factors(l)[d], factors[l][d]);
				assertArrayEquals(spec.blockSize(), chunks[l]);
				checkSource(path.resolve("t00000/s00/" + l + "/cells"), volume, l);
			}
			checkSource(FORMAT.beside(FORMAT.store(path)).file(), volume, 0);
		}
	}

	private static long[] cells(final HdfFile file, final VolumeSpec spec, final int level) {
		final Dataset data = file.getDatasetByPath("/t00000/s00/" + level + "/cells");
		final long[] size = spec.grids().get(level).size();
		assertArrayEquals(new int[] { (int) size[2], (int) size[1], (int) size[0] }, data.getDimensions());
		// NB: of a dataset without any chunk jhdf gives nothing.
		if (data.isEmpty())
			return new long[(int) (size[0] * size[1] * size[2])];
		assertEquals(spec.type().signed(), data.getDataType() instanceof io.jhdf.object.datatype.FixedPoint number && number.isSigned());
		// NB: jhdf gives a type that holds all labels; unsigned ones of 64 bits as large integers.
		final Object flat = data.getDataFlat();
		final long[] labels = new long[java.lang.reflect.Array.getLength(flat)];
		for (int i = 0; i < labels.length; i++)
			labels[i] = ((Number) java.lang.reflect.Array.get(flat, i)).longValue();
		if (spec.type() == LabelType.UINT8)
			for (int i = 0; i < labels.length; i++)
				labels[i] &= 0xFF;
		return labels;
	}

	private void checkSource(final Path path, final RandomVolume volume, final int level) {
		try (LabelSource source = Sources.describe(path).open(new SourceOptions(folder, false))) {
			assertEquals(volume.spec().type(), source.type());
			assertArrayEquals(volume.spec().grids().get(level).size(), source.size());
			assertArrayEquals(volume.level(level), MemorySource.all(source));
		}
	}

	private RandomVolume volume() {
		return RandomVolume.small(1, LabelType.UINT16, Compression.parse("gzip"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "v.h5", "my 100% größe & <v>.h5", "v", "v.hdf5" })
	void theXmlSaysWhereAndHowLargeItIs(final String name) throws Exception {
		write(FORMAT, name, Optional.of(new Display(0, 7.5, 9, List.of())));
		final Path xml = folder.resolve(name.replaceAll("\\.h(df)?5$", "") + ".xml");
		assertTrue(Files.readString(xml).contains("a &#60;title&#62;"));
		final ImageSize size = Sources.measure(xml);
		assertArrayEquals(volume().spec().size(), size.size());
		assertEquals(volume().spec().voxelSize(), size.voxelSize());
		assertArrayEquals(new double[] { 8, 16, 24 }, size.offset().stream().mapToDouble(Number::doubleValue).toArray());
		checkSource(xml, volume(), 0);
		assertTrue(Files.readString(FORMAT.beside(FORMAT.store(folder.resolve(name))).settings()).contains("<max>7.5</max>"));
	}

	@Test
	void whatUsersHaveBesideItStays() throws Exception {
		final Path path = write(FORMAT, "v.h5", Optional.of(new Display(0, 7.5, 9, List.of())));
		final VolumeFormat.Beside beside = FORMAT.beside(FORMAT.store(path));
		final Path settings = folder.resolve("v.settings.xml");
		assertEquals(List.of(folder.resolve("v.xml"), settings), beside.files());
		assertEquals(Optional.empty(), beside.foreign());
		Files.delete(path);
		write(FORMAT, "v.h5", Optional.of(new Display(0, 8.5, 9, List.of())));
		assertTrue(Files.readString(settings).contains("<max>8.5</max>"));
		Files.writeString(settings, "<Settings/>");
		Files.delete(path);
		write(FORMAT, "v.h5", Optional.of(new Display(0, 9, 9.5, List.of())));
		assertEquals("<Settings/>", Files.readString(settings));
		assertEquals(folder.resolve("v.hdf5.xml"), FORMAT.beside(FORMAT.store(folder.resolve("v.hdf5"))).files().get(0));
	}

	/** Nor those of N5, whose XML has the same name. */
	@Test
	void formatsDoNotTakeEachOthersFiles() {
		final Path h5 = write(FORMAT, "v.h5", Optional.empty());
		final Path ims = write(new ImarisFormat(), "w.ims", Optional.empty());
		for (final Path path : List.of(h5, ims))
			for (final VolumeFormat format : VolumeFormats.all())
				if (format.isFile())
					assertEquals(format.word().equals(path == h5 ? "bdv-hdf5" : "imaris"), format.record(format.store(path)).isPresent(), format
						.word());
		assertEquals("bdv-hdf5", OwnVolume.require(h5).format().word());
		assertEquals(folder.resolve("v.n5.xml"), VolumeFormats.named("n5").beside(VolumeFormats.named("n5").store(folder.resolve("v.n5")))
			.files().get(0));
	}

	/** A double by its bits (IV.A.2.d): HDF5 1.8's own type message of H5T_IEEE_F64LE. */
	@Test
	void theTypeOfTheFactorsIsThatOfOtherWriters() throws Exception {
		final byte[] bytes = Files.readAllBytes(write(FORMAT, "v.h5", Optional.empty()));
		final byte[] wanted = { 0x11, 0x20, 0x3F, 0, 8, 0, 0, 0, 0, 0, 64, 0, 52, 11, 0, 52, (byte) 0xFF, 3, 0, 0 };
		boolean found = false;
		for (int at = 0; at + wanted.length <= bytes.length; at++)
			found |= ByteBuffer.wrap(bytes, at, wanted.length).equals(ByteBuffer.wrap(wanted));
		assertTrue(found);
	}
}
