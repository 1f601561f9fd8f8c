package org.labelupscaler.source.hdf5;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.source.DescribedFile;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.MappedSource;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.VolumeHeader;

/**
 * An image of MINC whose stored integers are not its labels. All of it is looked at when it is opened, and the labels are
 * written into a temporary file.
 *
 * @param header what it is, with the type of the labels
 * @param stored the integers
 * @param scaling what they stand for
 */
record MincSource(VolumeHeader header, DescribedFile stored, MincScaling scaling) implements DescribedFile {

	@Override
	public DescribedFile withHeader(final VolumeHeader other) {
		return new MincSource(other, stored, scaling);
	}

	@Override
	public Optional<Path> origin() {
		return stored.origin();
	}

	@Override
	public List<Path> files() {
		return stored.files();
	}

	/** NB: the same integers are other labels if they stand for others. */
	@Override
	public String sha256() {
		try {
			final MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update((stored.sha256() + " " + scaling).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}

	@Override
	public LabelSource open(final SourceOptions options) {
		return MappedSource.copy(this, ByteOrder.LITTLE_ENDIAN, out -> {
			try (LabelSource integers = stored.open(options)) {
				scaling.write(integers, out);
			}
		}, options);
	}
}
