package org.labelupscaler.upscale;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
 * @param source the label file; null if it is an image
 * @param image an image that is open, if it is one
 * @param rawLayout what the file holds, if it is nothing but voxels
 * @param unit the unit of the voxel size if the source names none
 * @param target the container to make; null if nothing is to be written
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
public record UpscaleOptions(Path source, Optional<SourceFile> image, Optional<RawLayout> rawLayout, Optional<String> unit, Path target,
	TargetSize targetSize, int[] blockSize, Compression compression, Levels levels, boolean writeBackground,
	Existing existing, int threads, Optional<Path> temporaryFolder, boolean acceptRoundedIds)
{

	/** What was asked for as levels. */
	public sealed interface Levels {

		/** @return the words that {@link Builder#levels} takes */
		String words();

		/** Chosen by size and voxel size. */
		record Automatic() implements Levels {

			@Override
			public String words() {
				return "auto";
			}
		}

		/**
		 * As given.
		 *
		 * @param factors of the levels below full resolution, x, y, z; none for full resolution only
		 */
		record Explicit(List<long[]> factors) implements Levels {

			@Override
			public String words() {
				return factors.isEmpty() ? "none" : factors.stream().map(f -> f[0] + "," + f[1] + "," + f[2]).collect(Collectors
					.joining(";"));
			}
		}
	}

	/** @return a builder with nothing set but the defaults */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * @param macro the option text of a macro, for example {@code input=a.nrrd output=b.n5 factors=8}
	 * @return the options
	 * @throws InvalidInputException if anything is wrong or missing; the message has a line for each
	 */
	public static UpscaleOptions parse(final String macro) {
		final Builder builder = builder();
		MacroOptions.parse(macro).forEach((key, words) -> OptionKey.of(key).ifPresentOrElse(k -> builder.set(k, words),
			() -> builder.parser.wrong(key, "there is no such option; there are " + OptionKey.keys())));
		return builder.build();
	}

	/**
	 * @return the option text of a macro that {@link #parse} makes the same options of; paths absolute, no image
	 * @throws InvalidInputException if a path has brackets that do not match, which no macro can hold
	 */
	public String toMacro() {
		final Map<OptionKey, String> words = new EnumMap<>(OptionKey.class);
		if (source != null)
			words.put(OptionKey.INPUT, source.toAbsolutePath().toString());
		if (target != null)
			words.put(OptionKey.OUTPUT, target.toAbsolutePath().toString());
		words.put(targetSize.key(), targetSize.words());
		unit.ifPresent(u -> words.put(OptionKey.UNIT, u));
		words.put(OptionKey.BLOCK, blockSize[0] + "," + blockSize[1] + "," + blockSize[2]);
		words.put(OptionKey.COMPRESSION, compression.toString());
		words.put(OptionKey.LEVELS, levels.words());
		words.put(OptionKey.BACKGROUND, writeBackground ? "write" : "skip");
		words.put(OptionKey.EXISTING, existing.name().toLowerCase(Locale.ROOT));
		words.put(OptionKey.THREADS, Integer.toString(threads));
		temporaryFolder.ifPresent(f -> words.put(OptionKey.TEMP, f.toAbsolutePath().toString()));
		words.put(OptionKey.ROUNDEDIDS, acceptRoundedIds ? "accept" : "refuse");
		rawLayout.ifPresent(raw -> words.put(OptionKey.RAW, raw.size()[0] + "," + raw.size()[1] + "," + raw.size()[2] + " " +
			RawLayout.toString(raw.type(), raw.order())));
		final Map<String, String> options = new LinkedHashMap<>();
		words.forEach((key, text) -> options.put(key.key(), text));
		return MacroOptions.print(options);
	}

	/**
	 * @return the source, its header read
	 * @throws InvalidInputException if it cannot be read
	 */
	public SourceFile describeSource() {
		final SourceFile file = image.orElseGet(() -> rawLayout.map(layout -> (SourceFile) layout.describe(source)).orElseGet(
			() -> Sources.describe(source)));
		return unit.map(file::withDefaultUnit).orElse(file);
	}

	/** Takes the words a user types. Empty or null words leave the default. */
	public static final class Builder {

		private final Words parser = new Words();
		private Path source;
		private SourceFile image;
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
		 * Sets one option.
		 *
		 * @param key which
		 * @param words as a user types them
		 * @return this
		 */
		public Builder set(final OptionKey key, final String words) {
			return switch (key) {
				case INPUT -> source(words);
				case OUTPUT -> target(words);
				case FACTORS -> factors(words);
				case SIZE -> size(words);
				case VOXELSIZE -> voxelSize(words);
				case UNIT -> unit(words);
				case LEVELS -> levels(words);
				case COMPRESSION -> compression(words);
				case BLOCK -> block(words);
				case BACKGROUND -> background(words);
				case EXISTING -> existing(words);
				case THREADS -> threads(words);
				case TEMP -> temporaryFolder(words);
				case ROUNDEDIDS -> roundedIds(words);
				case RAW -> raw(words);
			};
		}

		/**
		 * @param path the label file; required unless there is an {@link #image}
		 * @return this
		 */
		public Builder source(final String path) {
			source = parser.path("input", path);
			return this;
		}

		/** @return whether a file is named, rightly or not */
		public boolean hasSource() {
			return source != null || parser.isWrong("input");
		}

		/**
		 * @param open an image that is open, used if no file is named; null for none
		 * @return this
		 */
		public Builder image(final SourceFile open) {
			image = open;
			return this;
		}

		/**
		 * @param path the N5 container to make; by default beside the source
		 * @return this
		 */
		public Builder target(final String path) {
			target = parser.path("output", path);
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
		 * @param word the unit of {@link #voxelSize}, and of the source where the source names none; for example "um"; by
		 *          default "source", the unit that the source names
		 * @return this
		 */
		public Builder unit(final String word) {
			if (Words.given(word) && !word.strip().equalsIgnoreCase("source"))
				LengthUnit.parse(word).ifPresentOrElse(u -> unit = u.symbol(), () -> parser.wrong("unit", "'" + word +
					"' is no unit of length; expected nm, um, mm, cm or m"));
			return this;
		}

		/**
		 * @param words what a source of nothing but voxels holds: size, type and, if it is big, byte order, as in
		 *          "528,320,456 uint32 big"
		 * @return this
		 */
		public Builder raw(final String words) {
			if (!Words.given(words))
				return this;
			final String[] parts = words.strip().split("\\s+");
			if (parts.length < 2 || parts.length > 3) {
				parser.wrong("raw", "'" + words + "' is not size and type, as in 528,320,456 uint32 little");
				return this;
			}
			return rawSize(parts[0]).rawType(parts[1]).rawEndian(parts.length == 3 ? parts[2] : "");
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
			if (Words.given(word))
				rawOrder = either("raw endian", word, "little", "big", false) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
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
			writeBackground = either("background", word, "skip", "write", writeBackground);
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
			threads = parser.threads(word);
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
		 * @param word "refuse", the default, or "accept": 32-bit float labels above 2^24, which may have been rounded before
		 * @return this
		 */
		public Builder roundedIds(final String word) {
			acceptRoundedIds = either("rounded ids", word, "refuse", "accept", acceptRoundedIds);
			return this;
		}

		/** Whether the second of two words is given; neither leaves what is. */
		private boolean either(final String field, final String word, final String no, final String yes,
			final boolean otherwise)
		{
			final String given = Words.given(word) ? word.strip().toLowerCase(Locale.ROOT) : otherwise ? yes : no;
			if (!given.equals(no) && !given.equals(yes))
				parser.wrong(field, "'" + word + "' is not " + no + " or " + yes);
			return given.equals(yes);
		}

		/**
		 * @return the options
		 * @throws InvalidInputException if anything is wrong or missing; the message has a line for each
		 */
		public UpscaleOptions build() {
			final Optional<Path> beside = source != null ? Optional.of(source) : image == null ? Optional.empty() : image
				.origin();
			if (target == null)
				target = beside.map(Path::toAbsolutePath).map(file -> file.resolveSibling(stem(file) + "-upscaled.n5")).orElse(
					null);
			if (target == null && beside.isEmpty() && (source != null || image != null))
				parser.wrong("output", "name the .n5 folder to make");
			return buildForReading();
		}

		/** NB: .nii.gz and the like are one ending. */
		private static String stem(final Path file) {
			final String name = file.getFileName() == null ? "labels" : file.getFileName().toString();
			final String stem = name.replaceFirst("(?i)(\\.(nii|ome))?\\.[a-z0-9]{1,5}$", "");
			return stem.isEmpty() ? name : stem;
		}

		/**
		 * @return the options, without a target if none is given, for whoever writes nothing
		 * @throws InvalidInputException if anything is wrong or missing; the message has a line for each
		 */
		public UpscaleOptions buildForReading() {
			if (source == null && image == null && !parser.isWrong("input"))
				parser.wrong("input", "name a label file, or open the label image first");
			if (edges != null && !edges.isEmpty())
				targetSizes.add(new TargetSize.Edges(edges, Optional.ofNullable(unit)));
			if (targetSizes.size() != 1 && parser.problems().isEmpty())
				parser.wrong("target size", targetSizes.isEmpty() ? "say factors, a size or a voxel size"
					: "say only one of factors, size and voxel size");
			checkBlock();
			if (rawSize == null != (rawType == null) || rawOrder != null && rawSize == null)
				parser.wrong("raw size, raw type", "a file of nothing but voxels needs both; others need neither, nor raw endian");
			parser.check();
			if (target != null)
				target = checkedTarget(target);
			final Optional<RawLayout> raw = rawSize == null ? Optional.empty() : Optional.of(new RawLayout(rawSize, rawType,
				rawOrder == null ? ByteOrder.LITTLE_ENDIAN : rawOrder));
			return new UpscaleOptions(source, source == null ? Optional.of(image) : Optional.empty(), raw, Optional.ofNullable(unit), target, targetSizes.get(0), blockSize,
				compression, levels, writeBackground, existing, threads, Optional.ofNullable(temporaryFolder), acceptRoundedIds);
		}

		private static Path checkedTarget(final Path given) {
			Path target = given.normalize();
			if (target.getFileName() == null || target.toString().isEmpty() || target.endsWith(".."))
				target = target.toAbsolutePath().normalize();
			target = followed(target);
			if (target.getFileName() == null)
				throw new InvalidInputException("output: " + target + " cannot be a container; name a folder in it");
			return target;
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
