package org.labelupscaler;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.labelupscaler.label.LabelType;

import com.github.luben.zstd.ZstdInputStream;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import net.jpountz.lz4.LZ4BlockInputStream;

/** Reads a whole N5 dataset as the format says, sharing no code with the program. Missing blocks are zeros. */
public final class PlainN5 {

	private PlainN5() {}

	/** The attributes of a group. */
	public static JsonObject attributes(final Path group) throws IOException {
		return JsonParser.parseString(Files.readString(group.resolve("attributes.json"))).getAsJsonObject();
	}

	/** Three numbers of an attribute. */
	public static long[] longs(final JsonArray array) {
		return new long[] { array.get(0).getAsLong(), array.get(1).getAsLong(), array.get(2).getAsLong() };
	}

	/** The labels of a dataset, x fastest. */
	public static SlowReference.Volume read(final Path dataset) throws IOException {
		final JsonObject attributes = attributes(dataset);
		final long[] dims = longs(attributes.getAsJsonArray("dimensions"));
		final long[] block = longs(attributes.getAsJsonArray("blockSize"));
		final LabelType type = LabelType.valueOf(attributes.get("dataType").getAsString().toUpperCase(java.util.Locale.ROOT));
		final String compression = attributes.getAsJsonObject("compression").get("type").getAsString();
		final int[] size = { (int) dims[0], (int) dims[1], (int) dims[2] };
		final long[] labels = new long[size[0] * size[1] * size[2]];
		for (long gx = 0; gx * block[0] < dims[0]; gx++)
			for (long gy = 0; gy * block[1] < dims[1]; gy++)
				for (long gz = 0; gz * block[2] < dims[2]; gz++) {
					final Path file = dataset.resolve(gx + "/" + gy + "/" + gz);
					if (!Files.exists(file))
						continue;
					final DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)));
					if (in.readUnsignedShort() != 0 || in.readUnsignedShort() != 3)
						throw new IOException(file + ": header");
					final int[] n = { in.readInt(), in.readInt(), in.readInt() };
					final long[] min = { gx * block[0], gy * block[1], gz * block[2] };
					for (int d = 0; d < 3; d++)
						if (n[d] != Math.min(block[d], dims[d] - min[d]))
							throw new IOException(file + ": block size");
					final DataInputStream voxels = new DataInputStream(decoder(compression, in));
					for (int z = 0; z < n[2]; z++)
						for (int y = 0; y < n[1]; y++)
							for (int x = 0; x < n[0]; x++)
								labels[(int) (((min[2] + z) * size[1] + min[1] + y) * size[0] + min[0] + x)] = label(type, voxels);
					if (voxels.read() != -1)
						throw new IOException(file + ": more than its voxels");
				}
		return new SlowReference.Volume(type, size, labels);
	}

	private static InputStream decoder(final String compression, final InputStream in) throws IOException {
		return switch (compression) {
			case "gzip" -> new GZIPInputStream(in);
			case "lz4" -> LZ4BlockInputStream.newBuilder().build(in);
			case "zstd" -> new ZstdInputStream(in);
			case "raw" -> in;
			default -> throw new IOException(compression);
		};
	}

	private static long label(final LabelType type, final DataInputStream in) throws IOException {
		return switch (type) {
			case UINT8 -> in.readUnsignedByte();
			case INT8 -> in.readByte();
			case UINT16 -> in.readUnsignedShort();
			case INT16 -> in.readShort();
			case UINT32 -> in.readInt() & 0xFFFFFFFFL;
			case INT32 -> in.readInt();
			case UINT64, INT64 -> in.readLong();
		};
	}

	/** Deletes a folder, if it is there. */
	public static void delete(final Path folder) throws IOException {
		if (!Files.exists(folder))
			return;
		try (Stream<Path> walk = Files.walk(folder)) {
			for (final Path path : (Iterable<Path>) walk.sorted(Comparator.reverseOrder())::iterator)
				Files.delete(path);
		}
	}

	/** All files below a folder with their content, to compare two containers byte for byte. */
	public static TreeMap<String, String> tree(final Path root) throws IOException {
		final TreeMap<String, String> files = new TreeMap<>();
		try (Stream<Path> walk = Files.walk(root)) {
			for (final Path path : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator)
				files.put(root.relativize(path).toString(), new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
		}
		return files;
	}
}
