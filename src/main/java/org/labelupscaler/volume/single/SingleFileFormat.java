package org.labelupscaler.volume.single;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.store.Appender;
import org.labelupscaler.store.Entry;
import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.BlockSink;
import org.labelupscaler.volume.Display;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeRecord;
import org.labelupscaler.volume.VolumeRecord.State;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.WriteMode;

/**
 * A format of volumes that are one file each. All workers are of one process, and share the file and its index. The file is seen when
 * it is whole: what was there before is there until then, nothing is resumed, and a run that is killed has changed nothing.
 */
public abstract class SingleFileFormat implements VolumeFormat {

	/** A file that is being written. */
	private static final class Writing {

		private final Appender appender;
		private final FileWriter writer;
		private final String title;
		private Optional<Display> display = Optional.empty();

		Writing(final Appender appender, final FileWriter writer, final String title) {
			this.appender = appender;
			this.writer = writer;
			this.title = title;
		}
	}

	/** By the store that was leased for it. NB: weak, for a run that fails never says that it will not go on. */
	private final Map<Store, Writing> begun = Collections.synchronizedMap(new WeakHashMap<>());

	/**
	 * Begins a file.
	 *
	 * @param file an empty file
	 * @param spec the volume
	 * @param title what to call it in viewers
	 * @return writes it
	 * @throws IOException if it cannot be written
	 */
	protected abstract FileWriter newWriter(GrowingFile file, VolumeSpec spec, String title) throws IOException;

	/**
	 * Writes what stands beside a file that is whole; nothing for most formats.
	 *
	 * @param store where the file is
	 * @param spec the volume
	 * @param title what to call it in viewers
	 * @param display what viewers should know; nothing if that is not known
	 * @param sync whether it must be where a power cut cannot take it when this returns
	 * @throws LabelUpscalerException if it cannot be written
	 */
	protected void writeBeside(final Store store, final VolumeSpec spec, final String title, final Optional<Display> display,
		final boolean sync) {}

	@Override
	public final boolean isFile() {
		return true;
	}

	@Override
	public final Store store(final Path target) {
		return FileStore.at(target);
	}

	@Override
	public final Key level(final int level) {
		return FileStore.CONTENT;
	}

	/** Of a job that runs nothing is recorded. */
	@Override
	public final void writeRecord(final Store store, final VolumeSpec spec, final VolumeRecord record, final boolean sync) {
		if (!record.isComplete())
			return;
		final Writing writing = begun(store);
		try (Appender appender = writing.appender) {
			writing.writer.finish(record, writing.display);
			if (sync)
				appender.sync();
			appender.finish();
			writeBeside(store, spec, writing.title, writing.display, sync);
			if (sync)
				store.syncNames();
		}
		catch (final IOException e) {
			throw failed(store, e);
		}
		finally {
			begun.remove(store);
		}
	}

	@Override
	public final void begin(final Store store, final VolumeSpec spec, final String title) {
		try {
			final Appender appender = store.append(FileStore.CONTENT);
			begun.put(store, new Writing(appender, newWriter(new GrowingFile(appender), spec, title), title));
		}
		catch (final IOException e) {
			throw failed(store, e);
		}
	}

	private Writing begun(final Store store) {
		final Writing writing = begun.get(store);
		if (writing == null)
			throw new LabelUpscalerException(store.describe(FileStore.CONTENT) + ": " + aTitle() +
				" is one file, which is written by one process. Choose another format.");
		return writing;
	}

	private static LabelUpscalerException failed(final Store store, final IOException e) {
		return new LabelUpscalerException("Cannot write " + store.describe(FileStore.CONTENT) + ": " + LabelUpscalerException.reason(e) +
			".", e);
	}

	@Override
	public final BlockSink sink(final Store store, final VolumeSpec spec, final WriteMode mode) {
		return begun(store).writer.sink(mode);
	}

	@Override
	public final void finish(final Store store, final VolumeSpec spec, final Display display) {
		begun(store).display = Optional.of(display);
	}

	/** NB: the file is synced before it gets its name, not by its key. */
	@Override
	public final List<Key> metadata(final VolumeSpec spec) {
		return List.of();
	}

	@Override
	public final boolean isOwn(final Store store, final Entry entry, final int levels) {
		return entry.key().equals(FileStore.CONTENT);
	}

	@Override
	public final boolean stays(final Key key) {
		return false;
	}

	@Override
	public final Optional<Entry> findForeign(final Store store) {
		return Optional.empty();
	}
}
