package org.labelupscaler.fiji;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeFormats;
import org.labelupscaler.words.UpscaleWords;

import bdv.ViewerImgLoader;
import bdv.ViewerSetupImgLoader;
import bdv.spimdata.SequenceDescriptionMinimal;
import bdv.spimdata.SpimDataMinimal;
import bdv.spimdata.XmlIoSpimDataMinimal;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.realtransform.AffineTransform3D;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.view.Views;

/** BigDataViewer's own loader opens the XML and finds all levels, transforms, sizes, units and voxels. */
class BigDataViewerContractTest {

	@TempDir
	private Path folder;

	private static boolean hasHdf5() {
		try {
			Class.forName("bdv.img.hdf5.Hdf5ImageLoader");
			return true;
		}
		catch (final ClassNotFoundException e) {
			return false;
		}
	}

	/** The file that opens a volume. */
	private static Path xml(final Path target) {
		final VolumeFormat format = VolumeFormats.of(target);
		return format.beside(format.store(target)).files().get(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "labels.n5", "my labels.n5", "größe_ü.n5", "labels.h5", "my 100% größe.h5" })
	void theLoaderFindsAllOfIt(final String name) throws Exception {
		assumeTrue(name.endsWith(".n5") || hasHdf5(), "BigDataViewer's HDF5 loader is not there");
		final Volume volume = TestSources.random(new Random(3), LabelType.UINT32, 13, 9, 7);
		final Path source = TestSources.writeNrrd(volume, folder.resolve("source.nrrd"));
		final UpscaleOptions options = UpscaleWords.builder().source(source.toString()).target(folder.resolve(name)
			.toString()).factors("5").block("16").levels("2,2,1;4,4,2").build();
		final SourceFile file = options.describeSource();
		final UpscalePlan plan;
		try (LabelSource labels = file.open(SourceOptions.defaults())) {
			plan = UpscalePlan.of(options, file, labels);
			new Upscaler(plan, labels, options.target(), Existing.FAIL, 2).run(ProgressListener.NONE);
		}
		final SpimDataMinimal data = new XmlIoSpimDataMinimal().load(xml(options.target()).toString());
		final SequenceDescriptionMinimal sequence = data.getSequenceDescription();
		assertEquals("um", sequence.getViewSetups().get(0).getVoxelSize().unit());
		assertEquals(10.0, sequence.getViewSetups().get(0).getVoxelSize().dimension(2));
		assertEquals(45, sequence.getViewSetups().get(0).getSize().dimension(1));
		final AffineTransform3D registration = data.getViewRegistrations().getViewRegistration(0, 0).getModel();
		assertEquals(5.0, registration.get(0, 0));
		assertEquals(10.0, registration.get(2, 2));

		final ViewerSetupImgLoader<?, ?> loader = ((ViewerImgLoader) sequence.getImgLoader()).getSetupImgLoader(0);
		assertEquals(3, loader.numMipmapLevels());
		for (int l = 0; l < 3; l++) {
			final long[] factor = plan.pyramid().factors(l);
			assertArrayEquals(new double[] { factor[0], factor[1], factor[2] }, loader.getMipmapResolutions()[l]);
			final AffineTransform3D transform = loader.getMipmapTransforms()[l];
			assertEquals(0.5 * (factor[0] - 1), transform.get(0, 3));
			@SuppressWarnings("unchecked")
			final RandomAccessibleInterval<? extends IntegerType<?>> image =
				(RandomAccessibleInterval<? extends IntegerType<?>>) loader.getImage(0, l);
			final Cursor<? extends IntegerType<?>> cursor = Views.flatIterable(image).localizingCursor();
			while (cursor.hasNext()) {
				final long found = cursor.next().getIntegerLong();
				assertEquals(SlowReference.label(volume, plan.size(), factor, cursor.positionAsLongArray()), found);
			}
		}
	}
}
