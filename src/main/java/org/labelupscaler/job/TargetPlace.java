package org.labelupscaler.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.store.AtomicFile;
import org.labelupscaler.store.ContainerLock;
import org.labelupscaler.store.Entry;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.LocalStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.store.Stores;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeFormats;
import org.labelupscaler.volume.VolumeRecord.State;

/** The place of a target before anything is written there: what there is already, and whether a job may go on with it or replace it. */
public final class TargetPlace {

	private TargetPlace() {}

	/**
	 * Looks whether a target can be written, and changes nothing.
	 *
	 * @param job the job
	 * @param target root of the container
	 * @param format its format
	 * @param existing what to do if there is something already
	 * @throws InvalidInputException if it cannot: it exists, is foreign, or was made by another job
	 */
	public static void check(final TargetJob job, final Path target, final VolumeFormat format, final Existing existing) {
		if (Files.isSymbolicLink(target) && !Files.exists(target))
			throw new InvalidInputException(target + " is a link that leads nowhere. Choose another name.");
		final boolean elsewhere = Stores.isElsewhere(target);
		if (elsewhere && format.isFile())
			throw new InvalidInputException(Stores.describe(target) + " is in no folder, but " + format.aTitle() + " is a file. Name one in a folder.");
		if (elsewhere)
			format.store(target).checkWritable();
		final boolean there = elsewhere ? hasContent(format.store(target)) : Files.exists(target) && (format.isFile() || !isVacant(target));
		if (there && !elsewhere && Files.isDirectory(target) == format.isFile())
			throw new InvalidInputException(target + " is a " + (format.isFile() ? "folder" : "file") + ", not " + format.aTitle() +
				". Choose another name.");
		final Store store = format.store(target);
		if (there)
			checkThere(job, target, store, format, existing);
		else
			checkName(target);
		final VolumeFormat.Beside beside = format.beside(store);
		beside.foreign().ifPresent(file -> {
			throw new InvalidInputException(file + " exists and was not made by this program for " + target +
				". Choose another name.");
		});
		if (job.isTableForeign())
			throw new InvalidInputException(Stores.describe(job.table().orElseThrow()) +
				" exists and was not made by this program. Choose another name.");
	}

	/** NB: a container that is there already, by whatever name, is gone on with. */
	static void checkName(final Path target) {
		if (Stores.isElsewhere(target) || !Files.exists(target))
			VolumeFormats.misleading(target).ifPresent(why -> {
				throw new InvalidInputException("output: " + why);
			});
	}

	private static boolean hasContent(final Store store) {
		try {
			return !store.list(Key.ROOT).isEmpty();
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + store.describe(Key.ROOT) + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	/** Whether a folder holds nothing but what a run leaves that was killed in its first moment: a lock, and half of its metadata. */
	private static boolean isVacant(final Path folder) {
		if (!Files.isDirectory(folder))
			return false;
		final Store store = LocalStore.at(folder);
		try (Stream<Path> entries = Files.list(folder)) {
			return entries.map(path -> path.getFileName().toString()).allMatch(name -> name.equals(ContainerLock.FILE) || name.endsWith(
				AtomicFile.PART) && isOwn(store, name.substring(0, name.length() - AtomicFile.PART.length())));
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + folder + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	private static boolean isOwn(final Store store, final String name) {
		return !name.isEmpty() && name.indexOf('\\') < 0 && VolumeFormats.all().stream().anyMatch(format -> format.isOwn(store, new Entry(
			new Key(name), Entry.Kind.BYTES), 1));
	}

	private static void checkThere(final TargetJob job, final Path target, final Store store, final VolumeFormat format,
		final Existing existing)
	{
		final OwnVolume own = OwnVolume.of(target).orElseThrow(() -> new InvalidInputException(Stores.describe(target) +
			" exists and was not made by this program, so it is not touched. Choose another name."));
		final JobKind kind = JobKind.of(own);
		if (kind != job.kind())
			throw new InvalidInputException(Stores.describe(target) + " exists and holds " + kind.words() + ", which " + job.kind().words() +
				" must not replace. Choose another name, or delete it yourself.");
		if (!own.format().word().equals(format.word()))
			throw new InvalidInputException(Stores.describe(target) + " exists and is " + own.format().aTitle() + ", which " + format.aTitle() +
				" must not replace. Choose another name, or delete it yourself.");
		if (existing == Existing.FAIL)
			throw new InvalidInputException(Stores.describe(target) + " exists already.", format.isFile() ? Remedy.RENAME_OR_OVERWRITE
				: Remedy.RENAME_RESUME_OR_OVERWRITE);
		if (existing != Existing.RESUME)
			return;
		if (own.record().state().orElse(State.DELETING) == State.DELETING)
			throw new InvalidInputException(Stores.describe(target) + " was being overwritten.", Remedy.OVERWRITE);
		final List<String> differences = job.differences(own.job());
		if (!differences.isEmpty())
			throw new InvalidInputException(Stores.describe(target) + " was made by another job and cannot be resumed: " + String.join("; ",
				differences) + ".", Remedy.SAME_OR_OVERWRITE);
		format.added(store).ifPresent(what -> {
			throw new InvalidInputException(Stores.describe(target) + " is complete and has " + what + ", which would be lost.",
				Remedy.RENAME_OR_OVERWRITE);
		});
		try {
			format.findForeign(store).map(Entry::key).ifPresent(link -> {
				throw new InvalidInputException(store.describe(link) +
					" is a link, and links are not followed: what is written would be elsewhere. " +
					"Put the folder itself there, or choose another name.");
			});
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + Stores.describe(target) + ": " + LabelUpscalerException.reason(e), e);
		}
	}
}
