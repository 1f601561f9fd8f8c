package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The precomputed format of Neuroglancer, right and wrong. */
class PrecomputedTest {

	@TempDir
	private Path folder;

	/** See src/test/python/make_precomputed.py. */
	@ParameterizedTest
	@CsvSource({ "precomputed/tensorstore, 38", "precomputed/cloudvolume, 15" })
	void whatOtherProgramsWroteIsRead(final String name, final int count) throws Exception {
		GoldenArrays.unpack(name, folder);
		assertEquals(count, GoldenArrays.check(name, folder));
	}
}
