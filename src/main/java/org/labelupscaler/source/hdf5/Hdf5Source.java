package org.labelupscaler.source.hdf5;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.source.DescribedFile;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.VolumeHeader;
import org.labelupscaler.source.VoxelFile;

/**
 * A dataset in an HDF5 file. A fingerprint of it is one of the dataset, so that others in the same file, which may be
 * huge, do not matter.
 *
 * @param voxels where its voxels are
 * @param image what it is
 * @param files the file that was named, and those that links have led into
 */
record Hdf5Source(DescribedFile voxels, Hdf5Image image, List<Path> files) implements DescribedFile {

	@Override
	public VolumeHeader header() {
		return voxels.header();
	}

	@Override
	public DescribedFile withHeader(final VolumeHeader other) {
		return new Hdf5Source(voxels.withHeader(other), image, files);
	}

	/** The file: what is inside it has no folder. */
	@Override
	public Optional<Path> origin() {
		return Optional.of(files.get(0));
	}

	@Override
	public String sha256() {
		return voxels instanceof VoxelFile file ? Hdf5Digest.of(file, image) : voxels.sha256();
	}

	@Override
	public LabelSource open(final SourceOptions options) {
		return voxels.open(options);
	}
}
