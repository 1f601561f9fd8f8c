package org.labelupscaler.volume.bdvhdf5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.file.AtomicStream;
import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.Display;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.bdv.BdvXml;
import org.labelupscaler.volume.hdf5.Hdf5VolumeFormat;
import org.labelupscaler.volume.single.FileWriter;
import org.labelupscaler.volume.single.GrowingFile;

/**
 * BigDataViewer's own format: an HDF5 file and, when it is whole, the XML file beside it that opens it, with its settings. Of all types,
 * as BigDataViewer 10.4.7 and later read them; earlier versions read labels up to 32767 of it, and fail at others.
 */
public final class BdvHdf5Format extends Hdf5VolumeFormat {

	@Override
	public String word() {
		return "bdv-hdf5";
	}

	@Override
	public String title() {
		return "BigDataViewer HDF5 file";
	}

	@Override
	public String aTitle() {
		return "a " + title();
	}

	@Override
	public List<String> endings() {
		return List.of(".h5", ".hdf5");
	}

	@Override
	protected FileWriter newWriter(final GrowingFile file, final VolumeSpec spec, final String title) throws IOException {
		return new BdvHdf5Writer(this, file, spec);
	}

	@Override
	protected void writeBeside(final Store store, final VolumeSpec spec, final String title, final Optional<Display> display,
		final boolean sync)
	{
		final BdvXml xml = beside(store);
		write(xml.file(), xml.text(title, spec.size(), spec.voxelSize(), spec.offset()), sync);
		// NB: those that a user has changed may hold bookmarks and colours.
		xml.delete();
		if (display.isPresent() && !Files.exists(xml.settings()))
			write(xml.settings(), BdvXml.settings(display.get()), sync);
	}

	private static void write(final Path file, final String text, final boolean sync) {
		try {
			AtomicStream.write(file, text.getBytes(StandardCharsets.UTF_8));
			if (sync)
				AtomicStream.sync(file);
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot write " + file + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	@Override
	public BdvXml beside(final Store store) {
		return BdvXml.ofHdf5(store.path(FileStore.CONTENT).orElseThrow());
	}

	@Override
	public String howToOpen(final Store store) {
		return beside(store).file() + " in BigDataViewer";
	}
}
