package org.labelupscaler.cells.output.precomputed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.cells.output.CellPointsWriter;
import org.labelupscaler.cells.output.CellSpace;
import org.labelupscaler.cells.output.PlacedCell;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.ontology.OntologyReader;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * Annotations read by a plain reader written from sharded.md and annotations.md alone. With neuroglancer's own reader they are compared by
 * src/test/python/check_cell_points.py.
 */
class PrecomputedPointsTest {

	@TempDir
	Path folder;

	private record Found(long id, float x, float y, float z, long region) {}

	private static CellSpace space(final VoxelSize voxelSize, final LabelType type, final double offset) throws Exception {
		final Path tree = Files.createTempFile("tree", ".csv");
		Files.writeString(tree, "id,acronym,name,red,green,blue\n7,A,Area,1,2,3\n");
		final Ontology ontology = OntologyReader.read(tree);
		Files.delete(tree);
		return new CellSpace(1000, 400, 300, voxelSize, offset, 0, 0, type, ontology);
	}

	/** The values of an index by key: shard index, minishard index, value, as the specification has them. */
	private static Map<Long, byte[]> index(final Path index, final JsonObject sharding) throws Exception {
		final Map<Long, byte[]> values = new TreeMap<>();
		final int minishards = 1 << sharding.get("minishard_bits").getAsInt();
		final int shardBits = sharding.get("shard_bits").getAsInt();
		final int preshift = sharding.get("preshift_bits").getAsInt();
		assertEquals("identity", sharding.get("hash").getAsString());
		assertEquals("gzip", sharding.get("minishard_index_encoding").getAsString());
		try (Stream<Path> files = Files.list(index)) {
			for (final Path file : files.toList()) {
				final String name = file.getFileName().toString();
				assertTrue(name.matches("[0-9a-f]{" + Math.max(1, (shardBits + 3) / 4) + "}\\.shard"), name);
				final ByteBuffer shard = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
				final int base = 16 * minishards;
				for (int m = 0; m < minishards; m++) {
					final int from = base + (int) shard.getLong(16 * m);
					final int to = base + (int) shard.getLong(16 * m + 8);
					if (from == to)
						continue;
					final ByteBuffer entries = ByteBuffer.wrap(new GZIPInputStream(new ByteArrayInputStream(shard.array(), from, to - from)).readAllBytes())
						.order(ByteOrder.LITTLE_ENDIAN);
					final int n = entries.limit() / 24;
					long key = 0;
					long at = base;
					for (int i = 0; i < n; i++) {
						key += entries.getLong(8 * i);
						at += entries.getLong(8 * (n + i));
						final int length = (int) entries.getLong(8 * (2 * n + i));
						assertEquals(m, key >>> preshift & minishards - 1);
						assertEquals(Long.parseLong(name.replace(".shard", ""), 16), key >>> preshift >>> sharding.get("minishard_bits").getAsInt() &
							(1L << shardBits) - 1);
						final byte[] value = new byte[length];
						shard.get((int) at, value);
						values.put(key, value);
						at += length;
					}
				}
			}
		}
		return values;
	}

	private static ByteBuffer buffer(final byte[] bytes) {
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	private static List<Found> list(final byte[] bytes, final boolean hasRegion) {
		final ByteBuffer value = buffer(bytes);
		final int count = (int) value.getLong();
		final int size = hasRegion ? 20 : 16;
		assertEquals(8 + count * (size + 8), bytes.length);
		final List<Found> found = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final int at = 8 + size * i;
			found.add(new Found(value.getLong(8 + size * count + 8 * i), value.getFloat(at), value.getFloat(at + 4), value.getFloat(at + 8), hasRegion
				? value.getInt(at + 12) & 0xFFFFFFFFL : -1));
		}
		return found;
	}

	private JsonObject write(final CellSpace space, final List<PlacedCell> cells) throws Exception {
		final Path out = folder.resolve("cells.precomputed");
		try (CellPointsWriter writer = new PrecomputedPoints().writer(space, out, folder)) {
			cells.forEach(writer::write);
			writer.complete(() -> false);
			writer.finish();
			long bytes = 0;
			try (Stream<Path> files = Files.walk(out)) {
				for (final Path file : files.filter(Files::isRegularFile).toList())
					bytes += Files.size(file);
			}
			assertEquals(bytes, writer.bytes());
		}
		try (Stream<Path> all = Files.list(folder)) {
			assertEquals(List.of(out), all.toList());
		}
		return JsonParser.parseString(Files.readString(out.resolve("info"), StandardCharsets.UTF_8)).getAsJsonObject();
	}

	@Test
	void everyIndexHasEveryCell() throws Exception {
		final Random random = new Random(3);
		final List<PlacedCell> cells = new ArrayList<>();
		// NB: half of them in a corner, numbers with gaps.
		for (int c = 0; c < 60_000; c++) {
			final double share = c % 2 == 0 ? 1 : 0.05;
			cells.add(new PlacedCell(c * 3L + 1, c % 3 == 0 ? 0 : c % 3 == 1 ? 7 : 0xFFFFFFFFL, random.nextDouble() * 1000 * share, random.nextDouble() *
				400 * share, random.nextInt(300)));
		}
		final JsonObject info = write(space(new VoxelSize(2, 5, 10, "um"), LabelType.UINT32, 30), cells);
		assertEquals("{\"x\":[2.0E-6,\"m\"],\"y\":[5.0E-6,\"m\"],\"z\":[1.0E-5,\"m\"]}", info.get("dimensions").toString());
		assertEquals("[15.0,0.0,0.0]", info.get("lower_bound").toString());
		assertEquals("[1015.0,400.0,300.0]", info.get("upper_bound").toString());
		assertEquals("[{\"id\":\"region\",\"type\":\"uint32\",\"description\":\"region the cell lies in\",\"enum_values\":[0,7,4294967295]," +
			"\"enum_labels\":[\"background\",\"Area (A)\",\"4294967295\"]},{\"id\":\"color\",\"type\":\"rgb\",\"description\":\"colour of the region\"}]", info
				.get("properties").toString());
		final Path out = folder.resolve("cells.precomputed");
		final Map<Long, byte[]> byId = index(out.resolve("by_id"), info.getAsJsonObject("by_id").getAsJsonObject("sharding"));
		assertEquals(cells.size(), byId.size());
		final Map<Long, Found> wanted = new TreeMap<>();
		for (final PlacedCell cell : cells) {
			final Found found = new Found(cell.number(), cell.rounded(0, 15), cell.rounded(1, 0), cell.rounded(2, 0), cell.id());
			wanted.put(cell.number(), found);
			final ByteBuffer value = buffer(byId.get(cell.number()));
			assertEquals(cell.id() == 0 ? 24 : 32, value.limit());
			assertEquals(found, new Found(cell.number(), value.getFloat(), value.getFloat(), value.getFloat(), value.getInt() & 0xFFFFFFFFL));
			assertEquals(cell.id() == 7 ? 0x00030201 : 0x00FFFFFF, value.getInt());
			assertEquals(cell.id() == 0 ? 0 : 1, value.getInt());
			if (cell.id() != 0)
				assertEquals(cell.id(), value.getLong());
		}
		final Map<Long, byte[]> byRegion = index(out.resolve("region"), info.getAsJsonArray("relationships").get(0).getAsJsonObject().getAsJsonObject(
			"sharding"));
		assertEquals(new TreeSet<>(List.of(7L, 0xFFFFFFFFL)), byRegion.keySet());
		byRegion.forEach((id, value) -> assertEquals(wanted.values().stream().filter(found -> found.region == id).toList(), list(value, true)));
		final Map<Long, Found> placed = new TreeMap<>();
		double[] coarser = null;
		for (final JsonElement element : info.getAsJsonArray("spatial")) {
			final JsonObject level = element.getAsJsonObject();
			final double[] chunk = new double[3];
			final int[] grid = new int[3];
			for (int d = 0; d < 3; d++) {
				chunk[d] = level.getAsJsonArray("chunk_size").get(d).getAsDouble();
				grid[d] = level.getAsJsonArray("grid_shape").get(d).getAsInt();
				assertEquals(new double[] { 1000, 400, 300 }[d], chunk[d] * grid[d]);
				assertTrue(coarser == null ? grid[d] == 1 : chunk[d] == coarser[d] || chunk[d] == coarser[d] / 2);
			}
			coarser = chunk;
			int most = 0;
			final Map<Long, byte[]> values = index(out.resolve(level.get("key").getAsString()), level.getAsJsonObject("sharding"));
			for (final Map.Entry<Long, byte[]> entry : values.entrySet()) {
				final List<Found> found = list(entry.getValue(), true);
				most = Math.max(most, found.size());
				for (final Found cell : found) {
					assertEquals(null, placed.put(cell.id, cell));
					assertEquals(morton(new int[] { (int) ((cell.x - 15) / chunk[0]), (int) (cell.y / chunk[1]), (int) (cell.z / chunk[2]) }, grid), entry
						.getKey());
				}
			}
			assertEquals(most, level.get("limit").getAsInt());
			assertTrue(most < SpatialLevels.LIMIT * 1.1, most + " in a chunk");
		}
		assertEquals(wanted, placed);
		assertTrue(info.getAsJsonArray("spatial").size() > 3);
	}

	/** Bit after bit of x, y, z, as long as the grid has more chunks than the bit says. */
	private static long morton(final int[] at, final int[] grid) {
		final StringBuilder bits = new StringBuilder();
		for (int bit = 0; bit < 31; bit++)
			for (int d = 0; d < 3; d++)
				if (1L << bit < grid[d])
					bits.insert(0, at[d] >> bit & 1);
		return bits.isEmpty() ? 0 : Long.parseLong(bits.toString(), 2);
	}

	@Test
	void idsThatAreTooLargeAreSegmentsOnly() throws Exception {
		final long large = -2;
		final JsonObject info = write(space(VoxelSize.UNKNOWN, LabelType.UINT64, 0), List.of(new PlacedCell(5, large, 1, 2, 3), new PlacedCell(9, 7, 1, 2,
			4)));
		assertEquals("{\"x\":[1.0,\"\"],\"y\":[1.0,\"\"],\"z\":[1.0,\"\"]}", info.get("dimensions").toString());
		assertEquals(1, info.getAsJsonArray("properties").size());
		final Map<Long, byte[]> byRegion = index(folder.resolve("cells.precomputed/region"), info.getAsJsonArray("relationships").get(0).getAsJsonObject()
			.getAsJsonObject("sharding"));
		assertEquals(List.of(new Found(5, 1, 2, 3, -1)), list(byRegion.get(large), false));
		assertEquals(List.of(new Found(9, 1, 2, 4, -1)), list(byRegion.get(7L), false));
	}

	@Test
	void manyNumbersGoIntoShards() throws Exception {
		final List<PlacedCell> cells = new ArrayList<>();
		for (long number = 1; number < 40_000_000; number += 99_991)
			cells.add(new PlacedCell(number, 7, number % 1000, 5, 5));
		final JsonObject info = write(space(VoxelSize.UNKNOWN, LabelType.UINT32, 0), cells);
		final Map<Long, byte[]> byId = index(folder.resolve("cells.precomputed/by_id"), info.getAsJsonObject("by_id").getAsJsonObject("sharding"));
		assertEquals(cells.stream().map(PlacedCell::number).toList(), List.copyOf(byId.keySet()));
		for (final PlacedCell cell : cells)
			assertEquals((float) cell.x(), buffer(byId.get(cell.number())).getFloat());
		try (Stream<Path> shards = Files.list(folder.resolve("cells.precomputed/by_id"))) {
			assertEquals(20, shards.count());
		}
	}
}
