package org.labelupscaler.upscale;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.n5.codec.Compression;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.Sources;
import org.labelupscaler.source.raw.RawLayout;

/**
 * What the user asks for. Immutable; made by a {@link Builder} that takes the words a user types and reports all that is
 * wrong with them at once. Every front end goes through it, so that all accept the same and say the same.
 *
 * @param source the label file
 * @param rawLayout what the file holds, if it is nothing but voxels
 * @param unit the unit of the voxel size if the source names none
 * @param target the container to make
 * @param targetSize how large the target shall be
 * @param blockSize voxels of a block, x, y, z
 * @param compression of the blocks
 * @param levels which levels
 * @param writeBackground whether blocks of only label 0 are written
 * @param existing what to do if the target exists
 * @param threads how many workers
 * @param temporaryFolder for the decoded source; nothing means beside the target
 * @param acceptRoundedIds whether to take 32-bit float labels above 2^24
 */
public record UpscaleOptions(Path source, Optional<RawLayout> rawLayout, Optional<String> unit, Path target,
	TargetSize targetSize, int[] blockSize, Compression compression, Levels levels, boolean writeBackground,
	Existing existing, int threads, Optional<Path> temporaryFolder, boolean acceptRoundedIds)
{

	/** What was asked for as levels. */
	public sealed interface Levels {

		/** Chosen by size and voxel size. */
		record Automatic() implements Levels {}

		/**
		 * As given.
		 *
		 * @param factors of the levels below full resolution, x, y, z; none for full resolution only
		 */
		record Explicit(List<long[]> factors) implements Levels {}
	}

	/** @return a builder with nothing set but the defaults */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * @return the source, its header read
	 * @throws InvalidInputException if it cannot be read
	 */
	public SourceFile describeSource() {
		final SourceFile file = rawLayout.map(layout -> (SourceFile) layout.describe(source)).orElseGet(() -> Sources
			.describe(source));
		return unit.map(file::withDefaultUnit).orElse(file);
	}

	/** Takes the words a user types. Empty or null words leave the default. */
	public static final class Builder {

		private final Words parser = new Words();
		private Path source;
		private Path target;
		private final List<TargetSize> targetSizes = new ArrayList<>();
		private List<BigDecimal> edges;
		private String unit;
		private long[] rawSize;
		private SourceType rawType;
		private ByteOrder rawOrder;
		private int[] blockSize = { 128, 128, 128 };
		private Compression compression = Compression.DEFAULT;
		private Levels levels = new Levels.Automatic();
		private boolean writeBackground;
		private Existing existing = Existing.FAIL;
		private int threads = Runtime.getRuntime().availableProcessors();
		private Path temporaryFolder;
		private boolean acceptRoundedIds;

		private Builder() {}

		/**
		 * @param path the label file; required
		 * @return this
		 */
		public Builder source(final String path) {
			source = parser.path("source", path);
			return this;
		}

		/**
		 * @param path the N5 container to make; required
		 * @return this
		 */
		public Builder target(final String path) {
			target = parser.path("target", path);
			return this;
		}

		/**
		 * @param words one factor, or three for x, y, z, above 0; may be fractional
		 * @return this
		 */
		public Builder factors(final String words) {
			if (Words.given(words))
				parser.positive("factors", words).ifPresent(f -> targetSizes.add(new TargetSize.Factors(f)));
			return this;
		}

		/**
		 * @param words voxels of the target, "x,y,z"
		 * @return this
		 */
		public Builder size(final String words) {
			if (Words.given(words))
				parser.sizes("size", words).ifPresent(s -> targetSizes.add(new TargetSize.Size(s)));
			return this;
		}

		/**
		 * @param words edges of a target voxel, one or three numbers above 0
		 * @return this
		 */
		public Builder voxelSize(final String words) {
			if (Words.given(words))
				edges = parser.positive("voxel size", words).orElse(List.of());
			return this;
		}

		/**
		 * @param word the unit of {@link #voxelSize}, and of the source where the source names none; for example "um"
		 * @return this
		 */
		public Builder unit(final String word) {
			if (Words.given(word))
				LengthUnit.parse(word).ifPresentOrElse(u -> unit = u.symbol(), () -> parser.wrong("unit", "'" + word +
					"' is no unit of length; expected nm, um, mm, cm or m"));
			return this;
		}

		/**
		 * @param words voxels of a source of nothing but voxels, "x,y,z"
		 * @return this
		 */
		public Builder rawSize(final String words) {
			if (Words.given(words))
				rawSize = parser.sizes("raw size", words).orElse(null);
			return this;
		}

		/**
		 * @param word its type, for example "uint32"
		 * @return this
		 */
		public Builder rawType(final String word) {
			if (Words.given(word))
				rawType = parser.choice("raw type", word, SourceType.values()).orElse(null);
			return this;
		}

		/**
		 * @param word its byte order: "little", the default, or "big"
		 * @return this
		 */
		public Builder rawEndian(final String word) {
			if (!Words.given(word))
				return this;
			switch (word.strip().toLowerCase(Locale.ROOT)) {
				case "little" -> rawOrder = ByteOrder.LITTLE_ENDIAN;
				case "big" -> rawOrder = ByteOrder.BIG_ENDIAN;
				default -> parser.wrong("raw endian", "'" + word + "' is not little or big");
			}
			return this;
		}

		/**
		 * @param words voxels of a block, one number or "x,y,z"; 128 by default
		 * @return this
		 */
		public Builder block(final String words) {
			if (Words.given(words))
				parser.positive("block", words).ifPresent(b -> {
					try {
						blockSize = new int[] { b.get(0).intValueExact(), b.get(b.size() == 1 ? 0 : 1).intValueExact(), b.get(b
							.size() == 1 ? 0 : 2).intValueExact() };
					}
					catch (final ArithmeticException e) {
						parser.wrong("block", "'" + words + "' must be whole numbers below 2147483648");
					}
				});
			return this;
		}

		/**
		 * @param word "gzip", "gzip:1" to "gzip:9", "lz4", "zstd", "zstd:1" to "zstd:22", or "raw"; gzip:1 by default
		 * @return this
		 */
		public Builder compression(final String word) {
			if (Words.given(word))
				try {
					compression = Compression.parse(word);
				}
				catch (final IllegalArgumentException e) {
					parser.wrong("compression", e.getMessage());
				}
			return this;
		}

		/**
		 * @param words "auto", the default; "none"; or factors of each level, "2,2,1;4,4,2"
		 * @return this
		 */
		public Builder levels(final String words) {
			if (!Words.given(words))
				return this;
			switch (words.strip().toLowerCase(Locale.ROOT)) {
				case "auto" -> levels = new Levels.Automatic();
				case "none" -> levels = new Levels.Explicit(List.of());
				default -> {
					final List<long[]> factors = new ArrayList<>();
					for (final String level : words.split(";"))
						parser.sizes("levels", level).ifPresent(factors::add);
					levels = new Levels.Explicit(factors);
				}
			}
			return this;
		}

		/**
		 * @param word "skip", the default, or "write"
		 * @return this
		 */
		public Builder background(final String word) {
			if (!Words.given(word))
				return this;
			switch (word.strip().toLowerCase(Locale.ROOT)) {
				case "skip" -> writeBackground = false;
				case "write" -> writeBackground = true;
				default -> parser.wrong("background", "'" + word + "' is not skip or write");
			}
			return this;
		}

		/**
		 * @param word "fail", the default, "resume" or "overwrite"
		 * @return this
		 */
		public Builder existing(final String word) {
			if (Words.given(word))
				parser.choice("existing", word, Existing.values()).ifPresent(e -> existing = e);
			return this;
		}

		/**
		 * @param word how many threads, 1 to 1024; by default as many as there are processors
		 * @return this
		 */
		public Builder threads(final String word) {
			if (!Words.given(word))
				return this;
			try {
				threads = Integer.parseInt(word.strip());
			}
			catch (final NumberFormatException e) {
				threads = 0;
			}
			if (threads < 1 || threads > 1024)
				parser.wrong("threads", "'" + word + "' is not a number from 1 to 1024");
			return this;
		}

		/**
		 * @param path folder for temporary files; by default that of the target
		 * @return this
		 */
		public Builder temporaryFolder(final String path) {
			if (Words.given(path))
				temporaryFolder = parser.path("temp", path);
			return this;
		}

		/**
		 * @param accept whether to take 32-bit float labels above 2^24, which may have been rounded before
		 * @return this
		 */
		public Builder acceptRoundedIds(final boolean accept) {
			acceptRoundedIds = accept;
			return this;
		}

		/**
		 * @return the options
		 * @throws InvalidInputException if anything is wrong or missing; the message has a line for each
		 */
		public UpscaleOptions build() {
			if (source == null && !parser.isWrong("source"))
				parser.wrong("source", "name a label file");
			if (target == null && !parser.isWrong("target"))
				parser.wrong("target", "name the N5 container to make");
			if (edges != null && !edges.isEmpty())
				targetSizes.add(new TargetSize.Edges(edges, Optional.ofNullable(unit)));
			if (targetSizes.size() != 1 && parser.problems().isEmpty())
				parser.wrong("target size", targetSizes.isEmpty() ? "say factors, a size or a voxel size"
					: "say only one of factors, size and voxel size");
			checkBlock();
			if (rawSize == null != (rawType == null) || rawOrder != null && rawSize == null)
				parser.wrong("raw size, raw type", "a file of nothing but voxels needs both; others need neither, nor raw endian");
			if (!parser.problems().isEmpty())
				throw new InvalidInputException(String.join("\n", parser.problems()));
			target = target.normalize();
			if (target.getFileName() == null || target.toString().isEmpty() || target.endsWith(".."))
				target = target.toAbsolutePath().normalize();
			target = followed(target);
			if (target.getFileName() == null)
				throw new InvalidInputException("target: " + target + " cannot be a container; name a folder in it");
			final Optional<RawLayout> raw = rawSize == null ? Optional.empty() : Optional.of(new RawLayout(rawSize, rawType,
				rawOrder == null ? ByteOrder.LITTLE_ENDIAN : rawOrder));
			return new UpscaleOptions(source, raw, Optional.ofNullable(unit), target, targetSizes.get(0), blockSize,
				compression, levels, writeBackground, existing, threads, Optional.ofNullable(temporaryFolder), acceptRoundedIds);
		}

		/** NB: what stands beside a container is named like it, so a link to one must not have files of its own. */
		private static Path followed(final Path path) {
			try {
				return Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path;
			}
			catch (final IOException e) {
				return path; // found wrong when it is written to
			}
		}

		private void checkBlock() {
			final BigDecimal bytes = Arrays.stream(blockSize).mapToObj(BigDecimal::valueOf).reduce(BigDecimal.valueOf(8),
				BigDecimal::multiply);
			if (bytes.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0)
				parser.wrong("block", Arrays.toString(blockSize) + " voxels are too many; a block of 64-bit labels must " +
					"stay below 2 GiB");
		}
	}
}
