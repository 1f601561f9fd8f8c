package org.labelupscaler.source.bdvxml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.source.DescribedFile;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.VolumeHeader;

/**
 * An image that an XML file names. A fingerprint of it is one of its voxels.
 *
 * @param file the XML file
 * @param voxels the image in its container
 */
record BdvXmlSource(Path file, DescribedFile voxels) implements DescribedFile {

	@Override
	public VolumeHeader header() {
		return voxels.header();
	}

	@Override
	public DescribedFile withHeader(final VolumeHeader other) {
		return new BdvXmlSource(file, voxels.withHeader(other));
	}

	@Override
	public Optional<Path> origin() {
		return Optional.of(file);
	}

	@Override
	public List<Path> files() {
		final List<Path> files = new ArrayList<>(List.of(file));
		files.addAll(voxels.files());
		return files;
	}

	@Override
	public String sha256() {
		return voxels.sha256();
	}

	@Override
	public LabelSource open(final SourceOptions options) {
		return voxels.open(options);
	}
}
