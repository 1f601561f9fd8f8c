package org.labelupscaler.source.picture;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.DescribedFile;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.MappedSource;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.VolumeHeader;

/**
 * A volume of pictures: copied once, one after the other, into a temporary file.
 *
 * @param header what the pictures say
 * @param files the pictures in their order
 */
record PictureVolume(VolumeHeader header, List<Path> files) implements DescribedFile {

	@Override
	public DescribedFile withHeader(final VolumeHeader other) {
		return new PictureVolume(other, files);
	}

	@Override
	public LabelSource open(final SourceOptions options) {
		return MappedSource.copy(this, ByteOrder.BIG_ENDIAN, this::writeTo, options);
	}

	private void writeTo(final FileChannel out) throws IOException {
		for (int z = 0; z < files.size(); z++) {
			if (Thread.currentThread().isInterrupted())
				throw new LabelUpscalerException("Stopped while reading " + name());
			try (Plane plane = PictureFormat.open(files.get(z))) {
				final PlaneHeader now = plane.header();
				if (now.width() != size()[0] || now.height() != size()[1] || now.type() != type())
					throw new InvalidInputException(files.get(z) + " was changed while it was read");
				plane.writeTo(out, z * header.planeBytes());
			}
		}
	}
}
