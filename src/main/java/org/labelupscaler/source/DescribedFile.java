package org.labelupscaler.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.grid.VoxelSize;

/** A source that is a file, or several, with a header. Immutable. */
public interface DescribedFile extends SourceFile {

	/** @return what the header says */
	VolumeHeader header();

	/**
	 * @param header another header of the same volume
	 * @return this source with that header
	 */
	DescribedFile withHeader(VolumeHeader header);

	@Override
	default String name() {
		return header().path().toString();
	}

	@Override
	default Optional<Path> location() {
		return Optional.of(header().path());
	}

	@Override
	default String format() {
		return header().format();
	}

	@Override
	default SourceType type() {
		return header().type();
	}

	@Override
	default long[] size() {
		return header().size();
	}

	@Override
	default VoxelSize voxelSize() {
		return header().voxelSize();
	}

	@Override
	default List<String> notes() {
		return header().notes();
	}

	@Override
	default String rawLayout() {
		return "";
	}

	@Override
	default SourceFile withDefaultUnit(final String unit) {
		return withHeader(header().withDefaultUnit(unit));
	}
}
