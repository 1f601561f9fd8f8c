package org.labelupscaler.view;

/** Cells to be seen over labels: points, or a volume. */
public sealed interface CellLayer extends AutoCloseable permits CellCloud, CellVolume {

	/** Gives back what it holds, if the layer holds more than memory. */
	@Override
	void close();
}
