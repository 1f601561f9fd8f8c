package org.labelupscaler.upscale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.n5.N5Container;
import org.labelupscaler.n5.N5Container.State;
import org.labelupscaler.n5.bdv.BdvLayout;
import org.labelupscaler.n5.bdv.BdvXml;

import com.google.gson.JsonObject;

/**
 * The container that a job writes, from the first look at what is there to the mark that it is complete. Every job that
 * writes a container goes through it: it is what keeps runs apart, and what is not this program's own from being touched.
 */
public final class TargetContainer implements AutoCloseable {

	/** A job, as far as it matters to what is there already. */
	public interface Job {

		/** @return what it makes */
		JobKind kind();

		/**
		 * @param recorded what a container of the same kind records of the job that made it
		 * @return how this job differs, in words; empty if it is the same, so that it can go on there
		 */
		List<String> differences(JsonObject recorded);

		/** @return the file that it writes beside the container, other than those of BigDataViewer; usually none */
		default Optional<Path> table() {
			return Optional.empty();
		}

		/** @return whether there is a file of that name that this program did not make */
		default boolean isTableForeign() {
			return false;
		}
	}

	private final Path target;
	private final Job job;
	private final N5Container container;
	private final BdvXml xml;
	private final boolean there;
	private final Existing existing;
	private final boolean sync;

	private TargetContainer(final Path target, final Job job, final N5Container container, final boolean there,
		final Existing existing, final boolean sync)
	{
		this.target = target;
		this.job = job;
		this.container = container;
		this.there = there;
		this.existing = existing;
		this.sync = sync;
		xml = BdvXml.of(target);
	}

	/**
	 * Looks whether a target can be written, and changes nothing.
	 *
	 * @param job the job
	 * @param target root of the container
	 * @param existing what to do if there is something already
	 * @throws InvalidInputException if it cannot: it exists, is foreign, or was made by another job
	 */
	public static void check(final Job job, final Path target, final Existing existing) {
		if (Files.isSymbolicLink(target) && !Files.exists(target))
			throw new InvalidInputException(target + " is a link that leads nowhere. Choose another name.");
		final boolean there = Files.exists(target) && !N5Container.isVacant(target);
		if (there && !Files.isDirectory(target))
			throw new InvalidInputException(target + " is a file, not an N5 container. Choose another name.");
		if (there)
			checkThere(job, target, existing);
		final BdvXml xml = BdvXml.of(target);
		if (xml.isForeign())
			throw new InvalidInputException(xml.file() + " exists and was not made by this program for " + target +
				". Choose another name.");
		if (job.isTableForeign())
			throw new InvalidInputException(job.table().orElseThrow() +
				" exists and was not made by this program. Choose another name.");
		if (!there && existing == Existing.FAIL)
			for (final Path file : List.of(xml.file(), job.table().orElse(xml.file())))
				if (Files.exists(file))
					throw new InvalidInputException(file + " exists already. Choose another name, or existing=overwrite.");
	}

	private static void checkThere(final Job job, final Path target, final Existing existing) {
		final JsonObject recorded = N5Container.job(target).orElseThrow(() -> new InvalidInputException(target +
			" exists and was not made by this program, so it is not touched. Choose another name."));
		final JobKind kind = JobKind.of(recorded, target);
		if (kind != job.kind())
			throw new InvalidInputException(target + " exists and holds " + kind.words() + ", which " + job.kind().words() +
				" must not replace. Choose another name, or delete it yourself.");
		if (existing == Existing.FAIL)
			throw new InvalidInputException(target +
				" exists already. Choose another name, existing=resume to complete it, or existing=overwrite.");
		if (existing != Existing.RESUME)
			return;
		if (N5Container.state(target).orElse(State.DELETING) == State.DELETING)
			throw new InvalidInputException(target + " was being overwritten. Use existing=overwrite again.");
		final List<String> differences = job.differences(recorded);
		if (!differences.isEmpty())
			throw new InvalidInputException(target + " was made by another job and cannot be resumed: " + String.join("; ",
				differences) + ". Use the same options, or existing=overwrite.");
		BdvLayout.findLink(target).ifPresent(link -> {
			throw new InvalidInputException(link + " is a link, and links are not followed: what is written would be elsewhere. " +
				"Put the folder itself there, or choose another name.");
		});
	}

	/**
	 * Keeps other runs out of the target until it is closed. Nothing in it has been changed then.
	 *
	 * @param job the job
	 * @param target root of the container; its folder is made if missing
	 * @param existing what to do if there is something already
	 * @param sync whether what is written must be on disk before the container is called complete
	 * @return the target
	 * @throws InvalidInputException if it cannot be written
	 */
	public static TargetContainer lock(final Job job, final Path target, final Existing existing, final boolean sync) {
		check(job, target, existing);
		final N5Container container = N5Container.lock(target, sync);
		boolean usable = false;
		try {
			// NB: again, now that no other run can change it; the lock file alone is no content.
			check(job, target, existing);
			final boolean there = N5Container.job(target).isPresent();
			usable = true;
			return new TargetContainer(target, job, container, there, existing, sync);
		}
		finally {
			if (!usable)
				container.close();
		}
	}

	/** @return whether an earlier run of the same job may have left blocks */
	public boolean isResuming() {
		return there && existing == Existing.RESUME;
	}

	/** @return the file that opens the container in BigDataViewer */
	public BdvXml xml() {
		return xml;
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
	public void begin(final JsonObject record, final TargetVolume volume, final String title,
		final ProgressListener listener)
	{
		if (there && existing == Existing.OVERWRITE)
			deleteOld(listener);
		container.writeState(State.RUNNING, record);
		BdvLayout.writeAttributes(target, volume.datasets(target), volume.pyramid(), volume.voxelSize());
		xml.write(title, volume.size(), volume.voxelSize(), volume.offset());
	}

	/** The container's content, and what stands beside it; but settings that the user has changed stay. */
	private void deleteOld(final ProgressListener listener) {
		final int levels = VolumeJson.read(target).pyramid().levels();
		final boolean deleted = container.deleteContent(name -> BdvLayout.contains(name, levels) || BdvXml.isInside(target, name),
			BdvXml::areSettingsInside, listener::cancelled);
		if (!deleted)
			throw new CancelledException("Stopped while the old content of " + target + " was deleted. Run it again with " +
				"existing=overwrite.");
		xml.deleteOwnSettings();
		job.table().ifPresent(table -> {
			try {
				Files.deleteIfExists(table);
			}
			catch (final IOException e) {
				throw new LabelUpscalerException("Cannot delete " + table + ": " + LabelUpscalerException.reason(e), e);
			}
		});
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
				container.checkThere();
				listener.progress(progress);
			}

			@Override
			public boolean cancelled() {
				return listener.cancelled();
			}
		};
	}

	/**
	 * Says that every block is there; on disk, if that was asked for.
	 *
	 * @param record what is recorded of the job
	 * @throws LabelUpscalerException if it cannot be written, or the container is not there any more
	 */
	public void complete(final JsonObject record) {
		if (sync)
			container.sync(xml.file(), xml.settings(), job.table().orElse(xml.file()));
		container.writeState(State.COMPLETE, record);
	}

	/** Lets other runs in. */
	@Override
	public void close() {
		container.close();
	}
}
