package org.labelupscaler.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The quick scenario of the campaign, a round of each kind. */
@Timeout(300)
class CampaignTest {

	private static final int SEED = 7;

	@TempDir
	private Path folder;

	private Tally play(final Scenario scenario, final int percent, final Format format) throws Exception {
		final Tally tally = new Tally();
		scenario.run(new Scenario.Setting(folder, new Random(SEED), 3, percent, format), tally);
		assertEquals(List.of(), tally.failures(), "seed " + SEED);
		return tally;
	}

	@Test
	void damagedBlocksAreFoundAndMended() throws Exception {
		assertTrue(play(new DamagedBlocks(), 5, Format.N5).rounds() > 80);
	}

	@Test
	void damagedShardsAreFoundAndMended() throws Exception {
		assertTrue(play(new DamagedBlocks(), 5, Format.OME_ZARR).rounds() > 110);
	}
}
