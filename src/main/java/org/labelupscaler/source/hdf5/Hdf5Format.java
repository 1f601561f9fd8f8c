package org.labelupscaler.source.hdf5;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.ChunkedFile;
import org.labelupscaler.source.DescribedFile;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceFormat;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.VolumeHeader;
import org.labelupscaler.source.VoxelFile;
import org.labelupscaler.source.VoxelPart;

/**
 * HDF5. {@code file.h5/path/in/file} names a dataset, or a group in which it is; without a path BigDataViewer's and
 * Imaris's finest level, MINC's and ITK's image is taken, or the only image of the file. The last axis of a dataset is x, the
 * one before it y, the one before that z, unless the dataset names its axes (ilastik's axistags, DIMENSION_LABELS,
 * dimension scales, MINC's dimorder). Links into other files are followed if those lie in the same folder.
 */
public final class Hdf5Format implements SourceFormat {

	/** How the note begins that says where BigDataViewer keeps the voxel size. */
	public static final String BDV_VOXEL_SIZE = "BigDataViewer keeps the voxel size in an XML file";

	private static final List<String> ENDINGS = List.of(".h5", ".hdf5", ".hdf", ".he5", ".ims", ".ilp");

	@Override
	public int priority() {
		return 80;
	}

	@Override
	public boolean recognises(final SourceLocation location) {
		if (location.file() == null || location.isFolder())
			return false;
		if (BoundedStorage.isSignature(location.start(), 0) || BoundedStorage.isSignature(location.start(), 512))
			return true;
		final String name = String.valueOf(location.file().getFileName()).toLowerCase(Locale.ROOT);
		if (ENDINGS.stream().anyMatch(name::endsWith))
			return true;
		// NB: a file may begin with a user block of any length; looking at 30 places is cheap.
		if (location.start().length < SourceLocation.START)
			return false;
		try (FileChannel channel = FileChannel.open(location.file(), StandardOpenOption.READ)) {
			return BoundedStorage.signature(channel) >= 0;
		}
		catch (final IOException e) {
			return false;
		}
	}

	@Override
	public SourceFile describe(final SourceLocation location) {
		return read(location.file(), file -> {
			final Hdf5Image image = Hdf5ImageReader.read(file, location.inside());
			if (!image.several().isEmpty() && !file.linked().isEmpty())
				throw new InvalidInputException(file.path() + " has " + image.several() +
					", but a label image has one; name the path of one behind the file");
			image.requireLabels();
			final Optional<MincScaling> scaling = Hdf5ImageReader.scaling(file, image);
			final VolumeHeader stored = new VolumeHeader(location.path(), image.format(), image.type().type(), image.size(), image
				.about().voxelSize(), notes(location, image));
			final List<Path> files = Stream.concat(Stream.of(file.path()), file.linked().stream()).distinct().toList();
			final Hdf5Source voxels = new Hdf5Source(voxels(file.opened(image.file()), stored, image), image, files);
			return scaling.isEmpty() ? voxels : new MincSource(new VolumeHeader(stored.path(), stored.format(), scaling.get().type(),
				stored.size(), stored.voxelSize(), stored.notes()), voxels, scaling.get());
		});
	}

	private static List<String> notes(final SourceLocation location, final Hdf5Image image) {
		final Optional<Path> xml = image.bdv() && !image.about().voxelSize().known() ? BdvSetup.xml(location.file()) : Optional
			.empty();
		return Stream.concat(image.about().notes().stream(), xml.map(file -> BDV_VOXEL_SIZE + "; name " + file + " instead.").stream())
			.toList();
	}

	private static DescribedFile voxels(final Hdf5File file, final VolumeHeader header, final Hdf5Image image) {
		if (!(image.layout() instanceof ContiguousDataLayoutMessage contiguous))
			return new ChunkedFile(header, Hdf5ChunkStore.of(file, image));
		if (contiguous.getAddress() == ChunkIndex.NOWHERE)
			throw new InvalidInputException(image.name() + " has no voxels: nothing was ever written to it");
		// NB: the part is checked against the length of the file where it is made.
		final long offset = Math.addExact(contiguous.getAddress(), file.storage().getUserBlockSize());
		final VoxelPart part = VoxelPart.raw(file.path(), offset, header.bytes());
		final VoxelFile whole = new VoxelFile(header, List.of(part), image.type().order());
		final boolean mapped = image.axes().isPlain(image.stored()) && Arrays.equals(image.size(), image.axes().volume(image
			.stored()));
		return mapped ? whole : new ChunkedFile(header, Hdf5ChunkStore.of(file, image));
	}

	/** Takes the first of several channels and time points, and numbers that are no labels. */
	@Override
	public ImageSize measure(final SourceLocation location) {
		return read(location.file(), file -> {
			final Hdf5Image image = Hdf5ImageReader.read(file, location.inside());
			final String name = image.several().isEmpty() && image.axes().others().isEmpty() ? location.path().toString() : image
				.name();
			return new ImageSize(name, image.format(), image.size(), image.about().voxelSize(), image.about().offset(), notes(location,
				image));
		});
	}

	/**
	 * What BigDataViewer writes beside the levels of a setup.
	 *
	 * @param path a file that BigDataViewer has written
	 * @param setup number of a setup
	 * @param level number of a level
	 * @return by how much the level is smaller than level 0, along x, y, z; nothing if the file does not say
	 */
	public static Optional<double[]> bdvFactors(final Path path, final int setup, final int level) {
		return read(path, file -> {
			final Optional<Hdf5File.Node> table = file.find(String.format(Locale.ROOT, "s%02d/resolutions", setup));
			return table.filter(Hdf5File.Node::isDataset).flatMap(node -> SmallTable.row(node, level));
		});
	}

	/** NB: whatever a library throws because of a file is the file's fault, and said in one line. */
	private static <T> T read(final Path path, final Function<Hdf5File, T> reader) {
		try (Hdf5File file = Hdf5File.open(path)) {
			return reader.apply(file);
		}
		catch (final LabelUpscalerException e) {
			throw e;
		}
		catch (final RuntimeException | StackOverflowError | OutOfMemoryError e) {
			throw new InvalidInputException(path + " is damaged, or HDF5 of a kind that this program does not read: " + Hdf5File
				.reason(e), e);
		}
	}
}
