package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.Message;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;

/** Both ways of verifying find every kind of damage, in whatever block it is, and a resume mends it. */
class VerifierTest extends AbstractJobTest {

	private static final int HEADER = 16;

	private final Volume source = TestSources.random(new Random(9), LabelType.UINT32, 12, 12, 12);

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aVoxelIsNamed(final boolean decodeAll) throws Exception {
		final UpscaleOptions options = options(source, "v").factors("4").block("16").compression("raw").background("write")
			.build();
		run(options);
		final Path block = options.target().resolve("setup0/timepoint0/s0/1/2/0");
		final byte[] good = Files.readAllBytes(block);
		assertEquals(Optional.empty(), verify(options, decodeAll).difference());

		final byte[] changed = good.clone();
		changed[good.length - 1] ^= 1;
		Files.write(block, changed);
		final String difference = verify(options, decodeAll).difference().map(Message::fact).orElseThrow();
		assertTrue(difference.contains("s0") && difference.contains("[31, 47, 15]"), difference);
		Files.write(block, Arrays.copyOf(good, good.length - 1));
		assertTrue(verify(options, decodeAll).difference().map(Message::fact).orElseThrow().contains("damaged"));
		Files.write(block, new byte[0]);
		assertTrue(verify(options, decodeAll).difference().map(Message::fact).orElseThrow().contains("damaged"));
		Files.delete(block);
		assertTrue(verify(options, decodeAll).difference().map(Message::fact).orElseThrow().contains("no block"));
	}

	/** A job of 1,944 blocks, most of which are not decoded when bytes are compared. */
	@ParameterizedTest
	@CsvSource({ "gzip,true", "gzip,false", "lz4,true", "lz4,false", "zstd,true", "zstd,false", "raw,true", "raw,false" })
	void anyDamageIsFoundAndMended(final String compression, final boolean decodeAll) throws Exception {
		final UpscaleOptions options = options(source, "d").factors("4").block("4").levels("2,2,2").compression(compression)
			.build();
		run(options);
		final VerifyReport report = verify(options, decodeAll);
		assertEquals(1728 + 216, report.blocks());
		assertEquals(48 * 48 * 48 + 24 * 24 * 24, report.voxels());
		assertEquals(Optional.empty(), report.difference());
		assertTrue(decodeAll ? report.decoded() == report.blocks() : report.decoded() > 150 && report.decoded() < 400,
			"decoded " + report.decoded());

		final Random random = new Random(compression.hashCode());
		final Path levels = options.target().resolve("setup0/timepoint0");
		for (int i = 0; i < 40; i++) {
			final boolean first = random.nextInt(4) > 0;
			final int edge = first ? 12 : 6;
			final Path block = levels.resolve((first ? "s0/" : "s1/") + random.nextInt(edge) + "/" + random.nextInt(edge) + "/" +
				random.nextInt(edge));
			final Optional<byte[]> good = Files.exists(block) ? Optional.of(Files.readAllBytes(block)) : Optional.empty();
			final Path other = levels.resolve("s0/" + random.nextInt(12) + "/" + random.nextInt(12) + "/" + random.nextInt(12));
			final String what = i + ": " + block;
			if (!damage(block, good, other, random))
				continue;
			final String difference = verify(options, decodeAll).difference().map(Message::fact).orElseThrow(() -> new AssertionError(what));
			assertTrue(difference.contains(block.toString()), difference);
			run(again(options, Existing.RESUME));
			assertEquals(good.isPresent(), Files.exists(block), what);
			if (good.isPresent())
				assertArrayEquals(good.get(), Files.readAllBytes(block), what);
		}
		assertEquals(Optional.empty(), verify(options, decodeAll).difference());
	}

	/** Cut short, lost, another block's content, a bit of the header; a block too many. False if nothing has become wrong by it. */
	private static boolean damage(final Path block, final Optional<byte[]> good, final Path other, final Random random)
		throws IOException
	{
		if (good.isEmpty()) {
			if (!Files.exists(other))
				return false;
			Files.createDirectories(block.getParent());
			Files.copy(other, block);
			return true;
		}
		final byte[] content = good.get();
		switch (random.nextInt(4)) {
			case 0 -> Files.write(block, Arrays.copyOf(content, random.nextInt(content.length)));
			case 1 -> Files.delete(block);
			case 2 -> {
				if (!Files.exists(other) || Arrays.equals(content, Files.readAllBytes(other)))
					return false;
				Files.write(block, Files.readAllBytes(other));
			}
			default -> {
				final byte[] changed = content.clone();
				changed[random.nextInt(HEADER)] ^= 1 << random.nextInt(8);
				Files.write(block, changed);
			}
		}
		return true;
	}

	/** The same voxels in other bytes are no difference: zlib, or an older version, may have written them. */
	@Test
	void sameVoxelsInOtherBytesAreDecoded() throws Exception {
		final UpscaleOptions options = options(source, "o").factors("4").block("4").levels("none").build();
		run(options);
		final long before = verify(options, false).decoded();
		int rewritten = 0;
		for (int x = 0; x < 12; x++)
			for (int y = 0; y < 12; y++) {
				final Path block = options.target().resolve("setup0/timepoint0/s0/" + x + "/" + y + "/5");
				if (Files.exists(block)) {
					Files.write(block, encodedByJava(Files.readAllBytes(block)));
					rewritten++;
				}
			}
		assertTrue(rewritten > 50);
		final VerifyReport report = verify(options, false);
		assertEquals(Optional.empty(), report.difference());
		assertTrue(report.decoded() > before + rewritten / 2, report.decoded() + " decoded, " + before + " before");
	}

	private static byte[] encodedByJava(final byte[] block) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.write(block, 0, HEADER);
		try (GZIPInputStream voxels = new GZIPInputStream(new ByteArrayInputStream(block, HEADER, block.length -
			HEADER)); OutputStream gzip = new GZIPOutputStream(bytes) {
				{
					def.setLevel(Deflater.BEST_COMPRESSION);
				}
			})
		{
			voxels.transferTo(gzip);
		}
		return bytes.toByteArray();
	}
}
