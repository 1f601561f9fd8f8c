package org.labelupscaler.fiji;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Random;

import org.janelia.saalfeldlab.n5.Compression;
import org.janelia.saalfeldlab.n5.GzipCompression;
import org.janelia.saalfeldlab.n5.Lz4Compression;
import org.janelia.saalfeldlab.n5.N5FSReader;
import org.janelia.saalfeldlab.n5.N5FSWriter;
import org.janelia.saalfeldlab.n5.N5Reader;
import org.janelia.saalfeldlab.n5.N5Writer;
import org.janelia.saalfeldlab.n5.RawCompression;
import org.janelia.saalfeldlab.n5.imglib2.N5Utils;
import org.janelia.scicomp.n5.zstandard.ZstandardCompression;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labelupscaler.SlowReference;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.job.Existing;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscalePlan;
import org.labelupscaler.job.Upscaler;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.Sources;
import org.labelupscaler.words.UpscaleWords;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.LongType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedLongType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.view.Views;

/** The real N5 reader reads every type in every compression, voxel by voxel; this project reads what N5 writes. */
class N5ContractTest {

	private static final String[] COMPRESSIONS = { "gzip", "gzip:6", "lz4", "zstd", "raw" };

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(LabelType.class)
	void theRealReaderReadsWhatIsWritten(final LabelType type) throws Exception {
		final Volume volume = TestSources.random(new Random(type.ordinal()), type, 13, 9, 7);
		final Path source = TestSources.writeNrrd(volume, folder.resolve("source.nrrd"));
		for (final String compression : COMPRESSIONS) {
			final UpscaleOptions options = UpscaleWords.builder().source(source.toString()).target(folder.resolve(compression
				.replace(':', '-') + ".n5").toString()).factors("2.7").block("16,16,8").compression(compression).levels(
					"2,2,2;5,5,5").build();
			final SourceFile file = options.describeSource();
			try (LabelSource labels = file.open(SourceOptions.defaults())) {
				final UpscalePlan plan = UpscalePlan.of(options, file, labels);
				new Upscaler(plan, labels, options.target(), Existing.FAIL, 2).run(ProgressListener.NONE);
				try (N5Reader n5 = new N5FSReader(options.target().toString())) {
					for (int l = 0; l < 3; l++)
						compare(n5, "setup0/timepoint0/s" + l, volume, plan.size(), plan.pyramid().factors(l), type + " " +
							compression);
				}
			}
		}
	}

	@SuppressWarnings({ "rawtypes", "unchecked" })
	private static void compare(final N5Reader n5, final String dataset, final Volume volume, final long[] target,
		final long[] factor, final String what)
	{
		final RandomAccessibleInterval<? extends IntegerType<?>> image = (RandomAccessibleInterval) N5Utils.open(n5, dataset);
		final Cursor<? extends IntegerType<?>> cursor = Views.flatIterable(image).localizingCursor();
		while (cursor.hasNext()) {
			final long found = cursor.next().getIntegerLong();
			final long[] voxel = cursor.positionAsLongArray();
			assertEquals(SlowReference.label(volume, target, factor, voxel), found, what + " " + dataset);
		}
	}

	@ParameterizedTest
	@EnumSource(LabelType.class)
	void whatTheRealWriterWritesIsRead(final LabelType type) throws Exception {
		final Compression[] compressions = { new GzipCompression(), new Lz4Compression(), new ZstandardCompression(),
			new RawCompression() };
		final Volume volume = TestSources.random(new Random(type.ordinal()), type, 21, 17, 9);
		try (N5Writer n5 = new N5FSWriter(folder.resolve("real.n5").toString())) {
			for (final Compression compression : compressions) {
				save(volume, n5, compression.getType(), compression);
				try (LabelSource labels = Sources.describe(folder.resolve("real.n5").resolve(compression.getType())).open(SourceOptions
					.defaults()))
				{
					assertEquals(type, labels.type());
					assertArrayEquals(new long[] { 21, 17, 9 }, labels.size());
					check(volume, labels, type + " " + compression.getType());
				}
			}
		}
	}

	private static void check(final Volume volume, final LabelSource labels, final String what) {
		final long[] row = new long[21];
		for (int z = 0; z < 9; z++)
			for (int y = 0; y < 17; y++) {
				labels.read(new long[] { 0, y, z }, new int[] { 21, 1, 1 }, row);
				for (int x = 0; x < 21; x++)
					assertEquals(volume.at(x, y, z), row[x], what);
			}
	}

	private static void save(final Volume volume, final N5Writer n5, final String name, final Compression compression) {
		switch (volume.type()) {
			case UINT8 -> save(volume, new UnsignedByteType(), n5, name, compression);
			case INT8 -> save(volume, new ByteType(), n5, name, compression);
			case UINT16 -> save(volume, new UnsignedShortType(), n5, name, compression);
			case INT16 -> save(volume, new ShortType(), n5, name, compression);
			case UINT32 -> save(volume, new UnsignedIntType(), n5, name, compression);
			case INT32 -> save(volume, new IntType(), n5, name, compression);
			case UINT64 -> save(volume, new UnsignedLongType(), n5, name, compression);
			case INT64 -> save(volume, new LongType(), n5, name, compression);
		}
	}

	private static <T extends NativeType<T> & IntegerType<T>> void save(final Volume volume, final T type,
		final N5Writer n5, final String name, final Compression compression)
	{
		final Img<T> image = new ArrayImgFactory<>(type).create(21, 17, 9);
		int at = 0;
		for (final T voxel : Views.flatIterable(image))
			voxel.setInteger(volume.labels()[at++]);
		N5Utils.save(image, n5, name, new int[] { 8, 5, 4 }, compression);
	}
}
