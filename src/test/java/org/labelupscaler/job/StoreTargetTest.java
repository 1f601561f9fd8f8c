package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.MemoryStore;

/** A job whose target is named as a place in another store than a folder. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "names have no colons there")
class StoreTargetTest extends AbstractJobTest {

	private final Volume volume = TestSources.random(new Random(4), LabelType.UINT16, 9, 8, 10);

	private UpscaleOptions options(final String target) throws Exception {
		return options(volume, "s").target(target).factors("3").block("8").levels("2,2,2").compression("zstd").build();
	}

	/** Without the lock, and what differs from place to place. */
	private static Map<String, Integer> content(final Map<String, byte[]> files) {
		final Map<String, Integer> content = new TreeMap<>();
		files.forEach((name, bytes) -> {
			if (!name.contains("label-upscaler"))
				content.put(name, java.util.Arrays.hashCode(bytes));
		});
		return content;
	}

	private static Map<String, Integer> ofFolder(final Path root) throws Exception {
		final Map<String, byte[]> files = new TreeMap<>();
		try (java.util.stream.Stream<Path> walk = Files.walk(root)) {
			for (final Path file : walk.filter(Files::isRegularFile).toList())
				files.put(root.relativize(file).toString(), Files.readAllBytes(file));
		}
		return content(files);
	}

	private static Map<String, Integer> ofMemory(final String name) {
		final Map<String, byte[]> files = new TreeMap<>();
		for (final Map.Entry<Key, byte[]> entry : MemoryStore.named(name).all().entrySet())
			files.put(entry.getKey().name(), entry.getValue());
		return content(files);
	}

	@ParameterizedTest
	@ValueSource(strings = { ".n5", ".ome.zarr" })
	void theVolumeIsTheSameAsInAFolder(final String ending) throws Exception {
		// NB: of its own, for volumes in memory stay, and those of one name have tables of different names.
		final String stem = "store-target-test" + ending.replace('.', '-');
		final String name = stem + ending;
		final Path table = Path.of(name + ".labels.csv");
		try {
			final UpscaleOptions there = options("memory:" + name);
			final UpscaleOptions here = options(folder.resolve("here" + ending).toString());
			final UpscaleReport report = run(there);
			run(here);
			assertEquals(ofFolder(here.target()), ofMemory(name));
			assertTrue(report.complete() && ofMemory(name).size() > 30);
			assertEquals(Files.readString(Upscaler.labelTable(here.target())), Files.readString(table));
			assertTrue(verify(there, true).difference().isEmpty());

			assertThrows(InvalidInputException.class, () -> run(there));
			final Key first = MemoryStore.named(name).all().keySet().stream().filter(key -> key.last().equals("0")).findFirst()
				.orElseThrow();
			MemoryStore.named(name).delete(first);
			assertFalse(verify(there, true).difference().isEmpty());
			final UpscaleReport again = run(again(there, Existing.RESUME));
			assertTrue(again.written() >= 1 && again.kept() > 10);
			assertEquals(ofFolder(here.target()), ofMemory(name));
			run(again(there, Existing.OVERWRITE));
			assertEquals(ofFolder(here.target()), ofMemory(name));
		}
		finally {
			Files.deleteIfExists(table);
		}
	}
}
