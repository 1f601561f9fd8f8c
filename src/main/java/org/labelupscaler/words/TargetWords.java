package org.labelupscaler.words;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.job.TargetSize;

/** The words of a {@link TargetSize}, as a user types them. */
final class TargetWords {

	private Optional<TargetSize> factors = Optional.empty();
	private Optional<TargetSize> size = Optional.empty();
	private List<BigDecimal> edges = List.of();
	private Path match;

	void factors(final String words, final Words problems) {
		factors = Words.given(words) ? problems.positive("factors", words).map(TargetSize.Factors::new) : Optional.empty();
	}

	void size(final String words, final Words problems) {
		size = Words.given(words) ? problems.sizes("size", words).map(TargetSize.Size::new) : Optional.empty();
	}

	void voxelSize(final String words, final Words problems) {
		edges = Words.given(words) ? problems.positive("voxel size", words).orElse(List.of()) : List.of();
	}

	void match(final String path, final Words problems) {
		match = problems.path("match", path);
	}

	/** Reads how large the image to match is, if there is one. Nothing if there are problems. */
	Optional<TargetSize> build(final Optional<String> unit, final Words problems) {
		final List<TargetSize> all = new ArrayList<>();
		factors.ifPresent(all::add);
		size.ifPresent(all::add);
		if (!edges.isEmpty())
			all.add(new TargetSize.Edges(edges, unit));
		if (match != null)
			matched(unit, problems).ifPresent(all::add);
		if (all.size() > 1 && problems.problems().isEmpty())
			problems.wrong("target size", "say only one of factors, size, voxel size and match");
		return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
	}

	private Optional<TargetSize> matched(final Optional<String> unit, final Words problems) {
		try {
			return Optional.of(TargetSize.Match.of(match, unit));
		}
		catch (final InvalidInputException e) {
			problems.add(e);
			return Optional.empty();
		}
	}
}
