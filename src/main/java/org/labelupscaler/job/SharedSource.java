package org.labelupscaler.job;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Owned;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;

/**
 * The source of a work, for all workers of a process: the one that is open here, or, where the work has been sent to, the file that it
 * was read from, opened once. Thread-safe.
 */
final class SharedSource implements Serializable {

	private static final long serialVersionUID = 1L;

	private final PlannedSource planned;
	private final String temporaryFolder;
	/** Where it is found elsewhere; null where it was. */
	private final String copy;
	private final transient LabelSource here;
	private transient LabelSource opened;
	private transient int users;

	/**
	 * @param planned what it is, and what is done to it
	 * @param here the same, open and arranged; stays the caller's
	 * @param temporaryFolder where it is decoded to elsewhere
	 */
	SharedSource(final PlannedSource planned, final LabelSource here, final Path temporaryFolder) {
		this(planned, here, temporaryFolder.toString(), null);
	}

	private SharedSource(final PlannedSource planned, final LabelSource here, final String temporaryFolder, final String copy) {
		this.planned = planned;
		this.here = here;
		this.temporaryFolder = temporaryFolder;
		this.copy = copy;
	}

	/** The same, which elsewhere is read from a copy. */
	SharedSource reading(final Path there) {
		return new SharedSource(planned, here, temporaryFolder, there.toString());
	}

	/** The files it is read from. */
	List<Path> files() {
		return planned.files();
	}

	/** Whether it is in another process that it was opened. */
	boolean isElsewhere() {
		return here == null;
	}

	/**
	 * Counts one more user.
	 *
	 * @return the source, arranged; not to be closed, but {@link #release released}
	 * @throws InvalidInputException if it is not found where the work has been sent to, or is another one there
	 */
	synchronized LabelSource open() {
		if (here == null && opened == null) {
			final SourceFile file = planned.describe(copy == null ? null : Path.of(copy));
			try (Owned<LabelSource> labels = Owned.of(file.open(new SourceOptions(Path.of(temporaryFolder), true)))) {
				opened = planned.arrangement().of(labels);
			}
		}
		users++;
		return here != null ? here : opened;
	}

	/** Counts one user less. */
	synchronized void release() {
		if (--users > 0 || opened == null)
			return;
		opened.close();
		opened = null;
	}
}
