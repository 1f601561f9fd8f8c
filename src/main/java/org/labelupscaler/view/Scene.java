package org.labelupscaler.view;

import java.util.Optional;

/**
 * What is looked at together; closed together.
 *
 * @param labels labels
 * @param cells cells that lie over them, if there are any
 */
public record Scene(LabelPyramid labels, Optional<CellLayer> cells) implements AutoCloseable {

	@Override
	public void close() {
		labels.close();
		cells.ifPresent(CellLayer::close);
	}
}
