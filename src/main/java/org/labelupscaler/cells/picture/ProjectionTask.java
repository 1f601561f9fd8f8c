package org.labelupscaler.cells.picture;

import java.nio.file.Path;

import org.labelupscaler.cells.CellOptions;
import org.labelupscaler.cells.OpenCells;
import org.labelupscaler.job.ProgressListener;

/**
 * A projection from file to file. Immutable.
 *
 * @param cells the cells and the labels
 * @param picture a .png or .svg file; an older picture that this program made is replaced
 * @param options what is shown
 */
public record ProjectionTask(CellOptions cells, Path picture, ProjectionOptions options) {

	/**
	 * What came of it.
	 *
	 * @param picture the picture
	 * @param text what was drawn, in lines
	 */
	public record Result(Picture picture, String text) {}

	/**
	 * Reads all cells, draws their density and writes it.
	 *
	 * @param listener hears of the progress and can cancel
	 * @return what came of it
	 * @throws org.labelupscaler.InvalidInputException if a file cannot be read, or the picture cannot be drawn
	 * @throws org.labelupscaler.LabelUpscalerException if the picture cannot be written
	 * @throws org.labelupscaler.job.CancelledException if the listener said so
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public Result run(final ProgressListener listener) throws InterruptedException {
		try (OpenCells open = OpenCells.open(cells, listener)) {
			final Picture drawn = CellPictures.projection(open.stream(), open.labels(), options, listener);
			open.target().source().checkUnchanged();
			PictureFile.write(drawn, picture);
			final StringBuilder text = new StringBuilder(String.join("\n", open.describe()));
			options.midline().ifPresent(midline -> text.append("\nSides:   ").append(midline.text(open.labels().size()[midline.axis()])));
			text.append("\nPicture: ").append(picture);
			text.append("\n         ").append(drawn.caption());
			drawn.notes(PictureFile.isSvg(picture)).forEach(note -> text.append("\nNote: ").append(note));
			open.warnings().forEach(warning -> text.append("\nNote: ").append(warning));
			open.stream().notes().forEach(note -> text.append("\nNote: ").append(note));
			return new Result(drawn, text.toString());
		}
	}
}
