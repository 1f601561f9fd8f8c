package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Zarr 2 and 3, right and wrong. */
class ZarrTest {

	@TempDir
	private Path folder;

	/** See src/test/python/make_zarr.py. */
	@ParameterizedTest
	@CsvSource({ "zarr/zarr2, 47", "zarr/zarr3, 29" })
	void whatOtherProgramsWroteIsRead(final String name, final int count) throws Exception {
		GoldenArrays.unpack(name, folder);
		assertEquals(count, GoldenArrays.check(name, folder));
	}
}
