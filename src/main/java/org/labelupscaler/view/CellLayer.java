package org.labelupscaler.view;

/** Cells to be seen over labels: points, or a volume. */
public interface CellLayer extends AutoCloseable {

	/** Gives back what it holds, if the layer holds more than memory. */
	@Override
	void close();
}
