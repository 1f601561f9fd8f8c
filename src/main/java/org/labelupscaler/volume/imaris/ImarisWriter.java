package org.labelupscaler.volume.imaris;

import java.io.IOException;
import java.util.Optional;

import org.labelupscaler.label.RunBlock;
import org.labelupscaler.volume.Display;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.hdf5.Hdf5Group;
import org.labelupscaler.volume.hdf5.Hdf5VolumeFormat;
import org.labelupscaler.volume.hdf5.Hdf5VolumeWriter;
import org.labelupscaler.volume.single.GrowingFile;

/** Writes an Imaris file, and counts its voxels for the histograms that Imaris wants. */
final class ImarisWriter extends Hdf5VolumeWriter {

	private final VolumeSpec spec;
	private final String title;
	private final LabelHistogram[] histograms;

	ImarisWriter(final Hdf5VolumeFormat format, final GrowingFile file, final VolumeSpec spec, final String title) throws IOException {
		super(format, file, spec);
		this.spec = spec;
		this.title = title;
		histograms = newHistograms();
	}

	private LabelHistogram[] newHistograms() {
		final LabelHistogram[] fresh = new LabelHistogram[spec.pyramid().levels()];
		for (int l = 0; l < fresh.length; l++)
			fresh[l] = new LabelHistogram();
		return fresh;
	}

	@Override
	protected Counter newCounter() {
		final LabelHistogram[] counted = newHistograms();
		return new Counter() {

			@Override
			public void add(final int level, final RunBlock block) {
				counted[level].add(block);
			}

			@Override
			public void end() {
				synchronized (histograms) {
					for (int l = 0; l < counted.length; l++)
						histograms[l].take(counted[l]);
				}
			}
		};
	}

	@Override
	protected Hdf5Group root(final long[] indices, final Optional<Display> display) {
		for (int l = 0; l < histograms.length; l++)
			// NB: what is not put is background.
			histograms[l].add(0, spec.grids().get(l).voxels() - histograms[l].voxels());
		return new ImarisObjects(spec, title).root(indices, histograms, display);
	}
}
