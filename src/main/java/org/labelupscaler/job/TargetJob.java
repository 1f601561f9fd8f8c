package org.labelupscaler.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import com.google.gson.JsonObject;

/** A job that makes a container, as far as it matters to what is there already. */
public interface TargetJob {

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
