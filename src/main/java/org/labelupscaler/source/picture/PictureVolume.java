package org.labelupscaler.source.picture;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Owned;
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

	/** Opens a picture; the caller closes it. */
	static Plane open(final Path path) {
		try {
			try (Owned<FileBytes> in = Owned.of(new FileBytes(path))) {
				final byte[] start = in.get().read(0, (int) Math.min(18, in.get().length()), ByteOrder.BIG_ENDIAN).array();
				if (!PngPlane.starts(start) && !BmpPlane.starts(start))
					throw new InvalidInputException(path + " is neither a PNG nor a BMP file: it does not start as one");
				final Plane plane = PngPlane.starts(start) ? new PngPlane(in.get()) : new BmpPlane(in.get());
				in.take();
				return plane;
			}
		}
		catch (final IOException e) {
			throw cannotRead(path, e);
		}
	}

	private static InvalidInputException cannotRead(final Path path, final IOException e) {
		return new InvalidInputException("Cannot read " + path + ": " + LabelUpscalerException.reason(e), e);
	}

	/** What a picture says of itself. */
	static PlaneHeader header(final Path path) {
		try (Plane plane = open(path)) {
			return plane.header();
		}
		catch (final IOException e) {
			throw cannotRead(path, e);
		}
	}

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
			try (Plane plane = open(files.get(z))) {
				final PlaneHeader now = plane.header();
				if (now.width() != size()[0] || now.height() != size()[1] || now.type() != type())
					throw new InvalidInputException(files.get(z) + " was changed while it was read");
				plane.writeTo(out, z * header.planeBytes());
			}
		}
	}
}
