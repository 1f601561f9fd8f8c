package org.labelupscaler.cells.volume;

import org.labelupscaler.text.Quantities;

/**
 * What a run did.
 *
 * @param complete whether every block is there; if not, it was cancelled and can be resumed
 * @param cells cells in the list
 * @param drawn cells that are drawn
 * @param outside cells outside the volume
 * @param elsewhere cells in regions that were not asked for
 * @param background cells in no region, so that they have no id that could be drawn
 * @param written blocks written, of all levels
 * @param kept blocks that were there already, checked byte for byte
 * @param bytesWritten bytes of the blocks written
 * @param seconds the time it took
 */
public record CellVolumeReport(boolean complete, long cells, long drawn, long outside, long elsewhere, long background,
	long written, long kept, long bytesWritten, double seconds)
{

	/** @return it in a sentence or two */
	public String text() {
		final StringBuilder text = new StringBuilder(Quantities.count(drawn) + " of " + Quantities.count(cells) + (cells == 1
			? " cell drawn" : " cells drawn"));
		left(outside, " outside the volume", text);
		left(elsewhere, " in other regions", text);
		left(background, " in no region", text);
		text.append(": ").append(Quantities.count(written, "block")).append(", ").append(Quantities.bytes(bytesWritten)).append(
			" written");
		if (kept > 0)
			text.append(", ").append(Quantities.count(kept)).append(" were there already");
		return text.append(", ").append(Quantities.seconds(seconds)).append('.').toString();
	}

	private static void left(final long count, final String where, final StringBuilder text) {
		if (count > 0)
			text.append(", ").append(Quantities.count(count)).append(where);
	}
}
