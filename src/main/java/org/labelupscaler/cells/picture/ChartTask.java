package org.labelupscaler.cells.picture;

import java.nio.file.Path;

/**
 * A chart from file to file. Immutable.
 *
 * @param table a table of cells per region
 * @param picture a .png or .svg file; an older picture that this program made is replaced
 * @param options what is shown
 */
public record ChartTask(Path table, Path picture, ChartOptions options) {

	/**
	 * Draws and writes it.
	 *
	 * @return the picture
	 * @throws org.labelupscaler.InvalidInputException if the table is none or lacks what is to be shown, or the picture has
	 *           no room
	 * @throws org.labelupscaler.LabelUpscalerException if the picture cannot be written
	 */
	public Picture run() {
		final Picture drawn = CellPictures.chart(table, options);
		PictureFile.write(drawn, picture);
		return drawn;
	}

	/**
	 * @param drawn what came of it
	 * @return what there is to say about it, in lines
	 */
	public String text(final Picture drawn) {
		final StringBuilder text = new StringBuilder("Picture: ").append(picture).append("\n         ").append(drawn.caption());
		drawn.notes(PictureFile.isSvg(picture)).forEach(note -> text.append("\nNote: ").append(note));
		return text.toString();
	}
}
