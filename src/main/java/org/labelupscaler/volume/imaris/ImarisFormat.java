package org.labelupscaler.volume.imaris;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.labelupscaler.label.LabelType;
import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.hdf5.Hdf5Start;
import org.labelupscaler.volume.hdf5.Hdf5VolumeFormat;
import org.labelupscaler.volume.hdf5.StoredGroup;
import org.labelupscaler.volume.single.FileWriter;
import org.labelupscaler.volume.single.GrowingFile;

/** Imaris 5.5: what Imaris, BigDataViewer (8 and 16 bit), napari and whatever knows HDF5 open. */
public final class ImarisFormat extends Hdf5VolumeFormat {

	/** The group of what is put into a file besides the image. */
	static final String SCENE = "Scene8";

	private static final Set<LabelType> TYPES = EnumSet.of(LabelType.UINT8, LabelType.UINT16, LabelType.UINT32);

	@Override
	public String word() {
		return "imaris";
	}

	@Override
	public String title() {
		return "Imaris file";
	}

	@Override
	public List<String> endings() {
		return List.of(".ims");
	}

	@Override
	public Optional<String> obstacle(final VolumeSpec spec) {
		if (!TYPES.contains(spec.type()))
			return Optional.of("type: an Imaris file holds labels of uint8, uint16 or uint32, not of " + spec.type().n5Name() +
				"; let the labels be numbered from 1 (values: compact), or choose one of these types if they fit");
		return super.obstacle(spec);
	}

	@Override
	protected FileWriter newWriter(final GrowingFile file, final VolumeSpec spec, final String title) throws IOException {
		return new ImarisWriter(this, file, spec, title);
	}

	@Override
	public Optional<String> added(final Store store) {
		try {
			final Optional<Hdf5Start> start = Hdf5Start.read(store);
			return start.isPresent() && new StoredGroup(store, start.get().root()).has(SCENE) ? Optional.of("spots of cells") : Optional.empty();
		}
		catch (final IOException e) {
			// NB: what cannot be read is damaged, and the job makes it anew.
			return Optional.empty();
		}
	}

	@Override
	public String howToOpen(final Store store) {
		return store.describe(FileStore.CONTENT) + " in Imaris or BigDataViewer";
	}
}
