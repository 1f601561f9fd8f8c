package org.labelupscaler.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.PlainN5;
import org.labelupscaler.volume.PlainZarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** A format that is written, as those know it who see its files. Blocks are chunks, or shards where there are any. */
enum Format {

		/** A block in a file, x first. */
		N5("n5", "labels.n5", new Layout("attributes.json", "setup0/timepoint0/s%d", ""), "gzip", "lz4", "zstd", "raw"),
		/** Shards, and levels of so few chunks that these are files; z first. */
		OME_ZARR("ome-zarr", "labels.ome.zarr", new Layout("zarr.json", "%d", "/c"), "gzip", "blosc-lz4", "blosc-zstd", "zstd",
			"raw"),
		/** A chunk in a file, z first. */
		OME_ZARR_04("ome-zarr-0.4", "labels.ome.zarr", new Layout(".zattrs", "%d", ""), "gzip", "blosc-lz4", "blosc-zstd", "zstd",
			"raw"),
		/** One file. */
		IMARIS("imaris", "labels.ims", List.of("gzip", "raw"), List.of("none", "auto", "2,2,2;4,4,2;8,8,4"), List.of("8", "10",
			"12,6,20")),
		/** One file, with its XML beside it. */
		BDV_HDF5("bdv-hdf5", "labels.h5", List.of("gzip", "raw"), List.of("none", "auto", "2,2,2;4,4,2;8,8,4"), List.of("8", "10",
			"12,6,20")),
		/** One file, whose levels have all planes. */
		OME_TIFF("ome-tiff", "labels.ome.tif", List.of("gzip", "zstd", "raw"), List.of("none", "auto", "2,2,1;4,4,1"), List.of("16",
			"32,16,10"));

	/** Bytes of a checksum at the end of the index of a shard. */
	static final int CHECKSUM = 4;

	/**
	 * What lies where in a folder.
	 *
	 * @param record the record of the job
	 * @param level a level, with %d for its number
	 * @param blocks its blocks, below that
	 */
	private record Layout(String record, String level, String blocks) {}

	/**
	 * What a block file is made of: a header, voxels, and an index with its checksum.
	 *
	 * @param header bytes of the first
	 * @param index bytes of the last
	 */
	record Parts(int header, int index) {}

	private final String word;
	private final String container;
	private final Optional<Layout> layout;
	private final Pattern block;
	private final List<String> codecs;
	private final List<String> levels;
	private final List<String> blocks;

	/** A folder. */
	Format(final String word, final String container, final Layout layout, final String... codecs) {
		this.word = word;
		this.container = container;
		this.layout = Optional.of(layout);
		block = Pattern.compile(Pattern.quote(container + "/") + layout.level.replace("%d", "(\\d+)") + layout.blocks +
			"/\\d+/\\d+/\\d+");
		this.codecs = List.of(codecs);
		levels = List.of("none", "auto", "2,2,2;4,4,2;8,8,4");
		blocks = List.of("8", "10", "12,6,20");
	}

	/** One file, of which no block is seen. */
	Format(final String word, final String container, final List<String> codecs, final List<String> levels,
		final List<String> blocks)
	{
		this.word = word;
		this.container = container;
		layout = Optional.empty();
		block = Pattern.compile("(?!)()");
		this.codecs = codecs;
		this.levels = levels;
		this.blocks = blocks;
	}

	/** The format that is asked for so on the command line. */
	static Format named(final String word) {
		return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst().orElseThrow(
			() -> new IllegalArgumentException("'" + word + "' is none of " + Arrays.stream(values()).map(f -> f.word).toList()));
	}

	/** What it is called on the command line. */
	String word() {
		return word;
	}

	/** The compressions that it is written with. */
	List<String> codecs() {
		return codecs;
	}

	/** Ways to have levels. */
	List<String> levels() {
		return levels;
	}

	/** Small blocks. */
	List<String> blocks() {
		return blocks;
	}

	/** Whether it is one file, which is there when it is whole. */
	boolean isFile() {
		return layout.isEmpty();
	}

	/** What a run makes in the folder it is given, beside other files. */
	String container() {
		return container;
	}

	/** What a run makes in a folder. */
	Path target(final Path folder) {
		return folder.resolve(container);
	}

	/** Where the record of the job stands. */
	Path record(final Path folder) {
		return layout.map(l -> target(folder).resolve(l.record)).orElse(target(folder));
	}

	/** What the record says of how far the job has come; empty if there is none. */
	Optional<String> state(final Path folder) throws IOException {
		if (!Files.exists(record(folder)))
			return Optional.empty();
		if (isFile())
			return Optional.of("complete");
		final JsonObject json = json(record(folder));
		final JsonObject attributes = this == OME_ZARR ? json.getAsJsonObject("attributes") : json;
		return Optional.ofNullable(attributes.getAsJsonObject("labelUpscaler")).map(own -> own.get("state").getAsString());
	}

	private static JsonObject json(final Path file) throws IOException {
		return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
	}

	/** What a level is in, there or not; not of one file. */
	Path level(final Path folder, final int number) {
		return target(folder).resolve(layout.orElseThrow().level.replace("%d", "" + number));
	}

	/** Whether a file, named from the folder that the target is in, is a block. */
	boolean isBlock(final String name) {
		return block.matcher(name).matches();
	}

	/** Whether it is a block of a level. */
	boolean isBlock(final String name, final int number) {
		final Matcher matcher = block.matcher(name);
		return matcher.matches() && Integer.parseInt(matcher.group(1)) == number;
	}

	/** The axis along which blocks are in one folder: z (2), or x (0). */
	int axisInFolder() {
		return this == N5 ? 2 : 0;
	}

	/** The name of the first block in the folder that a block is in. */
	static String firstInFolder(final String name) {
		return name.substring(0, name.lastIndexOf('/')) + "/0";
	}

	/** Voxels along each axis of blocks so small that a job of 60 x 66 x 72 has all kinds of block files. */
	int smallBlock() {
		return this == OME_ZARR ? 8 : 24;
	}

	/** What the block files of a level are made of. */
	Parts parts(final Path folder, final int number) throws IOException {
		if (this != OME_ZARR)
			return new Parts(this == N5 ? 16 : 0, 0);
		final JsonObject array = json(level(folder, number).resolve("zarr.json"));
		final JsonObject codec = array.getAsJsonArray("codecs").get(0).getAsJsonObject();
		if (!codec.get("name").getAsString().equals("sharding_indexed"))
			return new Parts(0, 0);
		final JsonArray shard = array.getAsJsonObject("chunk_grid").getAsJsonObject("configuration").getAsJsonArray("chunk_shape");
		return new Parts(0, 16 * product(shard) / product(codec.getAsJsonObject("configuration").getAsJsonArray("chunk_shape")) +
			CHECKSUM);
	}

	private static int product(final JsonArray edges) {
		int product = 1;
		for (final JsonElement edge : edges)
			product *= edge.getAsInt();
		return product;
	}

	/** The labels of a level, by a reader that shares no code with the program. */
	long[] read(final Path folder, final int number) throws IOException {
		return this == N5 ? PlainN5.read(level(folder, number)).labels() : PlainZarr.read(level(folder, number));
	}
}
