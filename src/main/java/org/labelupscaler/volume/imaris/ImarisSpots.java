package org.labelupscaler.volume.imaris;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.Decimals;
import org.labelupscaler.store.Appender;
import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Lease;
import org.labelupscaler.volume.hdf5.Hdf5Group;
import org.labelupscaler.volume.hdf5.Hdf5LongText;
import org.labelupscaler.volume.hdf5.Hdf5Start;
import org.labelupscaler.volume.hdf5.Hdf5Type;
import org.labelupscaler.volume.hdf5.StoredGroup;
import org.labelupscaler.volume.single.GrowingFile;

/**
 * Gives an Imaris file that this program has written a scene of spots, in place of the one that it has given it before. All is appended
 * to the file; then its start, less than a sector of the disk, is replaced by one that leads there: whenever a run is killed, the file
 * is the old one or the new one. The labels stay where they are. While it is open no other run can write the file. Used by one thread.
 */
public final class ImarisSpots implements AutoCloseable {

	private static final String OLD_SCENE = "Scene";
	private static final String SCENE = ImarisFormat.SCENE;
	private static final int PIECE = 1 << 18;

	/** Takes where spots are. */
	public interface Visitor {

		/**
		 * @param x where a spot is, in the unit of the image
		 * @param y the same along y
		 * @param z the same along z
		 */
		void spot(float x, float y, float z);
	}

	/** Knows where spots are. */
	public interface Spots {

		/**
		 * Called more than once.
		 *
		 * @param visitor takes the spots of the first object, then those of the next, always in the same order
		 */
		void visit(Visitor visitor);
	}

	/** What is written of a spot into a table. */
	private interface Row {

		void put(ByteBuffer out, long number, float x, float y, float z);
	}

	/**
	 * The image of a file.
	 *
	 * @param axes x, y, z
	 * @param unit of where it is
	 */
	public record Extent(List<Axis> axes, String unit) {}

	/**
	 * An axis of it.
	 *
	 * @param voxels how many
	 * @param from where the corner of the first one is
	 * @param to where the corner behind the last one is
	 */
	public record Axis(long voxels, double from, double to) {}

	private final FileStore store;
	private final Lease lease;
	private final Hdf5Start start;
	private final Appender appender;
	private final GrowingFile file;
	private ByteBuffer newStart;

	private ImarisSpots(final FileStore store, final Lease lease) throws IOException {
		this.store = store;
		this.lease = lease;
		start = start(store);
		appender = store.extend(start.end());
		file = GrowingFile.after(appender, start.end());
	}

	private static Hdf5Start start(final FileStore store) throws IOException {
		return Hdf5Start.read(store).filter(own -> new ImarisFormat().record(store).isPresent()).orElseThrow(() -> new IOException(
			"this program did not write it"));
	}

	/**
	 * Tells why spots cannot be written into a file.
	 *
	 * @param path a file
	 * @return the reason, to be read after the name of the file; nothing if they can
	 */
	public static Optional<String> refusal(final Path path) {
		final FileStore store = FileStore.at(path);
		try {
			if (store.size(FileStore.CONTENT).isEmpty())
				return Optional.of(store.exists(FileStore.CONTENT) ? "is no file" : "is not there");
			final Optional<Hdf5Start> own = Hdf5Start.read(store);
			if (own.isEmpty() || new ImarisFormat().record(store).isEmpty())
				return Optional.of("was not written by this program");
			return own.get().isUnchanged(store) ? Optional.empty() : Optional.of("was changed by another program after this one had written it");
		}
		catch (final IOException | InvalidInputException e) {
			return Optional.of("was written by this program, and is damaged or was changed by another program since");
		}
	}

	/**
	 * @param path a file that this program has written
	 * @return whether it has a scene
	 * @throws LabelUpscalerException if it cannot be read
	 */
	public static boolean hasScene(final Path path) {
		final FileStore store = FileStore.at(path);
		try {
			return new StoredGroup(store, start(store).root()).has(SCENE);
		}
		catch (final IOException e) {
			throw failed("read", path, e);
		}
	}

	/**
	 * @param path a file that this program has written
	 * @return bytes of scenes that were replaced
	 * @throws LabelUpscalerException if it cannot be read
	 */
	public static long unused(final Path path) {
		final FileStore store = FileStore.at(path);
		try {
			return start(store).unused(store);
		}
		catch (final IOException e) {
			throw failed("read", path, e);
		}
	}

	private static LabelUpscalerException failed(final String what, final Path path, final IOException e) {
		return new LabelUpscalerException("Cannot " + what + " " + path + ": " + LabelUpscalerException.reason(e) + ".", e);
	}

	/**
	 * @param path a file that this program has written
	 * @return gives it spots; the caller closes it
	 * @throws InvalidInputException if it is no such file, or another run writes it
	 * @throws LabelUpscalerException if it cannot be written
	 */
	public static ImarisSpots open(final Path path) {
		final FileStore store = FileStore.at(path);
		final Lease lease = store.lease();
		boolean opened = false;
		try {
			refusal(path).ifPresent(why -> {
				throw new InvalidInputException(path + " " + why + ".");
			});
			final ImarisSpots spots = new ImarisSpots(store, lease);
			opened = true;
			return spots;
		}
		catch (final IOException e) {
			throw failed("write", path, e);
		}
		finally {
			if (!opened)
				lease.close();
		}
	}

	/**
	 * @return the image of the file, as Imaris sees it
	 * @throws IOException if the file cannot be read
	 */
	public Extent extent() throws IOException {
		final StoredGroup image = new StoredGroup(store, start.root()).group("DataSetInfo").group("Image");
		final List<Axis> axes = new ArrayList<>();
		for (int d = 0; d < 3; d++)
			axes.add(new Axis(Decimals.whole(text(image, String.valueOf("XYZ".charAt(d)))), Decimals.decimal(text(image, "ExtMin" + d))
				.doubleValue(), Decimals.decimal(text(image, "ExtMax" + d)).doubleValue()));
		return new Extent(axes, text(image, "Unit"));
	}

	private static String text(final StoredGroup group, final String name) throws IOException {
		return group.text(name).orElseThrow(() -> new IOException("it has no " + name));
	}

	/**
	 * Writes a scene, which is not that of the file before {@link #finish}. Without objects, the file has none any more.
	 *
	 * @param objects the objects
	 * @param radius of all spots, in the unit of the image
	 * @param spots where they are
	 * @throws IOException if it cannot be written
	 */
	public void write(final List<SpotsObject> objects, final float radius, final Spots spots) throws IOException {
		final long count = objects.stream().mapToLong(SpotsObject::count).sum();
		final long coordinates = table(SpotsObject.COORDINATES, objects, spots, (out, number, x, y, z) -> out.putFloat(x).putFloat(y)
			.putFloat(z).putFloat(radius));
		final long table = table(SpotsObject.SPOT, objects, spots, (out, number, x, y, z) -> out.putLong(number).putFloat(x).putFloat(y).putFloat(
			z).putFloat(radius));
		final Spots nowhere = visitor -> {
			for (long i = 0; i < count; i++)
				visitor.spot(0, 0, 0);
		};
		final Row track = (out, number, x, y, z) -> out.putLong(number).putLong(number).putDouble(number);
		final long tracks = table(SpotsObject.TRACK, objects, nowhere, track);
		final long focus = table(SpotsObject.TRACK, objects, nowhere, track);
		final long times = table(SpotsObject.TIMES, objects, nowhere, (out, number, x, y, z) -> out.putLong(0));
		final Hdf5Group root = new StoredGroup(store, start.root()).copy();
		root.remove(OLD_SCENE);
		root.remove(SCENE);
		if (!objects.isEmpty()) {
			final String xml = SpotsScene.xml(objects);
			final Hdf5Group old = content(OLD_SCENE, xml, objects.size(), root);
			final Hdf5Group content = content(SCENE, xml, objects.size(), root);
			long before = 0;
			for (int number = 0; number < objects.size(); number++) {
				final SpotsObject object = objects.get(number);
				final SpotsObject.Tables tables = new SpotsObject.Tables(coordinates + before * SpotsObject.COORDINATES, times + before *
					SpotsObject.TIMES, table + before * SpotsObject.SPOT, tracks + before * SpotsObject.TRACK, focus + before * SpotsObject.TRACK);
				object.writeOld(number, tables, old.group("Points" + number));
				object.write(number, tables, content.group("Points" + number));
				before += object.count();
			}
		}
		newStart = start.add(file, root);
		appender.sync();
	}

	private static Hdf5Group content(final String name, final String xml, final int objects, final Hdf5Group root) {
		final Hdf5Group scene = root.group(name);
		scene.add("Data", new Hdf5LongText(xml));
		return scene.group("Content").with("NumberOfPoints", Hdf5Type.UINT64, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(
			objects).array());
	}

	/** Appends a row for each spot, numbered within its object; returns where they begin. */
	private long table(final int bytes, final List<SpotsObject> objects, final Spots spots, final Row row) throws IOException {
		final long from = file.align(8);
		final ByteBuffer out = ByteBuffer.allocate(PIECE / bytes * bytes).order(ByteOrder.LITTLE_ENDIAN);
		try {
			spots.visit(new Visitor() {

				private int object;
				private long number;

				@Override
				public void spot(final float x, final float y, final float z) {
					while (number == objects.get(object).count()) {
						object++;
						number = 0;
					}
					row.put(out, number++, x, y, z);
					if (!out.hasRemaining())
						flush(out);
				}
			});
			flush(out);
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
		return from;
	}

	private void flush(final ByteBuffer out) {
		try {
			file.append(out.flip());
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		out.clear();
	}

	/**
	 * Makes what was written the scene of the file.
	 *
	 * @throws IOException if it cannot be written
	 */
	public void finish() throws IOException {
		lease.check();
		file.replace(0, newStart);
		appender.sync();
		appender.finish();
	}

	/** @return bytes that were appended */
	public long bytes() {
		return file.size() - start.end();
	}

	/** Leaves the file as it was, unless it is finished. */
	@Override
	public void close() {
		appender.close();
		lease.close();
	}
}
