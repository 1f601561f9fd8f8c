package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.volume.Display;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeFormats;
import org.labelupscaler.volume.VolumeSpec;

import com.google.gson.JsonObject;

/** A target from its first byte to its last, without a run. */
class TargetContainerTest {

	private static final TargetJob JOB = new TargetJob() {

		@Override
		public JobKind kind() {
			return JobKind.LABELS;
		}

		@Override
		public List<String> differences(final JsonObject recorded) {
			return List.of();
		}

		@Override
		public Optional<Path> table() {
			return Optional.empty();
		}

		@Override
		public boolean isTableForeign() {
			return false;
		}
	};

	@TempDir
	private Path folder;

	/** Found by the campaign: a new folder of its name held metadata, which no later run knew for this program's own. */
	@ParameterizedTest
	@ValueSource(strings = { "n5", "ome-zarr", "ome-zarr-0.4", "precomputed" })
	void aContainerThatHasGoneGetsNoNewMetadata(final String word) throws Exception {
		final VolumeFormat format = VolumeFormats.named(word);
		final Path target = folder.resolve("labels" + format.endings().get(0));
		final VolumeSpec spec = new VolumeSpec(LabelType.UINT8, new long[] { 8, 8, 8 }, VoxelSize.UNKNOWN, new double[3], new int[] { 8,
			8, 8 }, Compression.DEFAULT, Pyramid.single());
		final JsonObject record = new JsonObject();
		try (TargetContainer container = TargetContainer.lock(JOB, target, format, Existing.FAIL, false)) {
			container.begin(record, spec, "labels", ProgressListener.NONE);
			Files.move(target, folder.resolve("elsewhere"));
			final String message = assertThrows(LabelUpscalerException.class, () -> container.complete(record, Optional.of(new Display(0,
				1, 1, List.of())))).getMessage();
			assertTrue(message.contains(target + " was moved"), message);
		}
		assertFalse(Files.exists(target));
	}

	/** Found by the campaign: it was deleted just then, and what was left was called complete. */
	@ParameterizedTest
	@ValueSource(strings = { "n5", "ome-zarr", "ome-zarr-0.4", "precomputed" })
	void aContainerWithoutItsRecordIsNotComplete(final String word) throws Exception {
		final VolumeFormat format = VolumeFormats.named(word);
		final Path target = folder.resolve("labels" + format.endings().get(0));
		final VolumeSpec spec = new VolumeSpec(LabelType.UINT8, new long[] { 8, 8, 8 }, VoxelSize.UNKNOWN, new double[3], new int[] { 8,
			8, 8 }, Compression.DEFAULT, Pyramid.single());
		final JsonObject record = new JsonObject();
		try (TargetContainer container = TargetContainer.lock(JOB, target, format, Existing.FAIL, false)) {
			container.begin(record, spec, "labels", ProgressListener.NONE);
			final Path file = target.resolve(format.recordKey().orElseThrow().name());
			Files.delete(file);
			final String message = assertThrows(LabelUpscalerException.class, () -> container.complete(record, Optional.empty()))
				.getMessage();
			assertTrue(message.contains(target + " was deleted, or its record was"), message);
			assertFalse(Files.exists(file));
		}
	}
}
