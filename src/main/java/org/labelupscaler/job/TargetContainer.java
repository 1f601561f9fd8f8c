package org.labelupscaler.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Lease;
import org.labelupscaler.store.Store;
import org.labelupscaler.store.Stores;
import org.labelupscaler.volume.Display;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeRecord;
import org.labelupscaler.volume.VolumeRecord.State;
import org.labelupscaler.volume.VolumeSpec;

import com.google.gson.JsonObject;

/**
 * The container that a job writes, from the first look at what is there to the mark that it is complete. Every job that
 * writes a container goes through it: it is what keeps runs apart, and what is not this program's own from being touched.
 */
public final class TargetContainer implements AutoCloseable {

	private final Path target;
	private final TargetJob job;
	private final Store store;
	private final VolumeFormat format;
	private final Lease lease;
	private final boolean there;
	private final Existing existing;
	private final boolean sync;
	private VolumeSpec spec;

	private TargetContainer(final Path target, final TargetJob job, final VolumeFormat format, final Store store, final Lease lease, final boolean there,
		final Existing existing, final boolean sync)
	{
		this.target = target;
		this.job = job;
		this.store = store;
		this.lease = lease;
		this.there = there;
		this.existing = existing;
		this.sync = sync;
		this.format = format;
	}

	/**
	 * Keeps other runs out of the target until it is closed. Nothing in it has been changed then.
	 *
	 * @param job the job
	 * @param target root of the container; its folder is made if missing
	 * @param format its format
	 * @param existing what to do if there is something already
	 * @param sync whether what is written must be on disk before the container is called complete
	 * @return the target
	 * @throws InvalidInputException if it cannot be written
	 */
	public static TargetContainer lock(final TargetJob job, final Path target, final VolumeFormat format, final Existing existing,
		final boolean sync)
	{
		return open(job, target, format, existing, sync, Store::lease);
	}

	/**
	 * Does the same, but lets other runs in that do other parts of the same job, and goes on with what they have begun.
	 *
	 * @param job the job
	 * @param target root of the container; its folder is made if missing
	 * @param format its format
	 * @param sync whether what is written must be on disk before the container is called complete
	 * @return the target
	 * @throws InvalidInputException if it cannot be written, or not by several runs
	 */
	static TargetContainer share(final TargetJob job, final Path target, final VolumeFormat format, final boolean sync) {
		if (format.isFile())
			throw new InvalidInputException("part: " + format.aTitle() +
				" is one file, which one run writes. Choose another format, or leave parts away.");
		return open(job, target, format, Existing.RESUME, sync, Store::share);
	}

	private static TargetContainer open(final TargetJob job, final Path target, final VolumeFormat format, final Existing existing,
		final boolean sync, final Function<Store, Lease> take)
	{
		TargetPlace.check(job, target, format, existing);
		final Store store = format.store(target);
		final Lease lease = take.apply(store);
		boolean usable = false;
		try {
			// NB: again, now that no other run can change it; the lock file alone is no content.
			TargetPlace.check(job, target, format, existing);
			final boolean there = OwnVolume.of(target).isPresent();
			usable = true;
			return new TargetContainer(target, job, format, store, lease, there, existing, sync);
		}
		finally {
			if (!usable)
				lease.close();
		}
	}

	/**
	 * @param executor has blocks written
	 * @param target root of the container
	 * @param format its format
	 * @throws InvalidInputException if that executor cannot write this format
	 */
	public static void checkExecutor(final Executor executor, final Path target, final VolumeFormat format) {
		if (format.isFile() && !executor.isLocal())
			throw new InvalidInputException(target + ": " + format.aTitle() + " is one file, which one process writes. Choose a format " +
				"that is a folder, such as .n5 or .ome.zarr, or write it without the cluster.");
	}

	/**
	 * For a worker elsewhere: a folder of the same name on a disk of its own would take blocks that nobody finds again.
	 *
	 * @param store where it is to write
	 * @param format the format
	 * @throws InvalidInputException if this is not the container that a run is writing now
	 */
	public static void checkReached(final Store store, final VolumeFormat format) {
		if (format.record(store).flatMap(VolumeRecord::state).filter(State.RUNNING::equals).isEmpty())
			throw new InvalidInputException(store.describe(Key.ROOT) + " is not there as this run has begun it. Write to a folder that all " +
				"machines reach by the same path.");
	}

	/** @return whether an earlier run of the same job may have left blocks; of a file, it has left all or none */
	public boolean isResuming() {
		return there && existing == Existing.RESUME && !format.isFile();
	}

	/** @return where the volume is */
	public Store store() {
		return store;
	}

	/** @return how it lies there */
	public VolumeFormat format() {
		return format;
	}

	/**
	 * Deletes what is to be overwritten, and makes the target one that blocks can be put into.
	 *
	 * @param record what is recorded of the job
	 * @param volume what the container holds
	 * @param title what to call it
	 * @param listener asked whether to stop; hears nothing
	 * @throws CancelledException if the listener said so
	 * @throws LabelUpscalerException if it cannot be written
	 */
	public void begin(final JsonObject record, final VolumeSpec volume, final String title,
		final ProgressListener listener)
	{
		spec = volume;
		// NB: a file is replaced when the new one is whole.
		if (there && existing == Existing.OVERWRITE && !format.isFile())
			deleteOld(listener);
		if (!there)
			deleteLeftover();
		writeState(State.RUNNING, record);
		format.begin(store, volume, title);
	}

	private void writeState(final State state, final JsonObject record) {
		lease.check();
		format.writeRecord(store, spec, new VolumeRecord(state, record), sync);
	}

	/** The container's content, and what stands beside it; but settings that the user has changed stay. */
	private void deleteOld(final ProgressListener listener) {
		final OwnVolume own = OwnVolume.require(target);
		final VolumeSpec old = JobRecord.spec(own);
		final int levels = old.pyramid().levels();
		try {
			lease.check();
			final Optional<Key> last = format.recordKey();
			final boolean deleted = store.clear(Key.ROOT, entry -> PartResults.isOwn(entry) || format.isOwn(store, entry, levels), key -> last.equals(Optional.of(
				key)) || format.stays(key), () -> format.writeRecord(store, old, new VolumeRecord(State.DELETING, own.job()), sync),
				listener::cancelled);
			if (!deleted)
				throw new CancelledException("Stopped while the old content of " + Stores.describe(target) + " was deleted.", Remedy.OVERWRITE);
			// NB: without the record nothing that is left would be known for this program's own.
			if (last.isPresent())
				store.delete(last.get());
			deleteBeside();
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot delete the old content of " + Stores.describe(target) + ": " + LabelUpscalerException.reasonOfFile(e), e);
		}
	}

	/** NB: of a container that its user has deleted or moved, what stood beside it may still be there, and would say what is not so. */
	private void deleteLeftover() {
		try {
			deleteBeside();
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot delete what was beside an old " + Stores.describe(target) + ": " + LabelUpscalerException
				.reasonOfFile(e), e);
		}
	}

	private void deleteBeside() throws IOException {
		format.beside(store).delete();
		if (job.table().isPresent())
			LabelTableFile.delete(job.table().get());
	}

	/**
	 * @param listener a listener
	 * @return one that also sees to it that the run ends soon after the container has gone
	 */
	public ProgressListener watching(final ProgressListener listener) {
		return new ProgressListener() {

			@Override
			public void progress(final Progress progress) {
				// NB: a few times a second, so that a run does not go on for hours in a folder that is not its own.
				lease.check();
				listener.progress(progress);
			}

			@Override
			public boolean cancelled() {
				return listener.cancelled();
			}
		};
	}

	/**
	 * Removes what runs that were killed, or parts and workers of this one, have left half-written: files of names that this program gives
	 * them until they are whole, or parts of objects. To be called when nobody writes any more, if others may have.
	 *
	 * @param elsewhere whether other processes have written for this run
	 * @throws LabelUpscalerException if something cannot be removed
	 */
	public void removeUnfinished(final boolean elsewhere) {
		if (format.isFile() || !elsewhere && !isResuming())
			return;
		lease.check();
		final int levels = spec.pyramid().levels();
		try {
			store.removeUnfinished(entry -> PartResults.isOwn(entry) || format.isOwn(store, entry, levels));
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot remove what killed runs have left in " + Stores.describe(target) + ": " +
				LabelUpscalerException.reason(e), Remedy.RESUME, e);
		}
	}

	/**
	 * Says that every block is there; on disk, if that was asked for.
	 *
	 * @param record what is recorded of the job
	 * @param display what viewers should know; nothing if that is not known
	 * @throws LabelUpscalerException if it cannot be written, or the container is not there any more
	 */
	public void complete(final JsonObject record, final Optional<Display> display) {
		// NB: before that, so that a container that has gone does not get new metadata, which no later run would know for its own.
		lease.check();
		checkRecord();
		display.ifPresent(d -> format.finish(store, spec, d));
		try {
			if (sync) {
				for (final Path file : Stream.concat(format.beside(store).files().stream(), job.table().stream()).toList())
					LabelTableFile.sync(file);
				for (final Key key : format.metadata(spec))
					store.sync(key);
				store.syncNames();
			}
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot sync " + Stores.describe(target) + " to disk: " + LabelUpscalerException.reason(e), e);
		}
		checkRecord();
		writeState(State.COMPLETE, record);
		if (!format.isFile())
			parts().clear();
	}

	/** What parts of the job have counted. */
	PartResults parts() {
		return new PartResults(store);
	}

	/** NB: who deletes a container may have come past its record, and would leave a new one that calls what is left complete. */
	private void checkRecord() {
		if (format.recordKey().isPresent() && format.record(store).isEmpty())
			throw new LabelUpscalerException(Stores.describe(target) + " was deleted, or its record was, while it was written.");
	}

	/** Lets other runs in. */
	@Override
	public void close() {
		lease.close();
	}
}
