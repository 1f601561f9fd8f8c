package org.labelupscaler.cells.picture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A chart from file to file. Immutable.
 *
 * @param table a table of cells per region
 * @param picture a .png or .svg file; an older picture that this program made is replaced
 * @param options what is shown
 */
public record ChartTask(Path table, Path picture, ChartOptions options) {

	/** Regions that are named before anything is drawn. */
	private static final int SHOWN = 3;

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
	 * Looks what it will show; nothing is drawn.
	 *
	 * @return the regions, and where the picture goes, in lines
	 * @throws org.labelupscaler.InvalidInputException if the table is none or lacks what is to be shown
	 */
	public List<String> describe() {
		final BarChart chart = BarChart.of(CountedRegions.read(table), options);
		final List<String> lines = new ArrayList<>();
		lines.add("Bars:    " + (chart.bars().isEmpty() ? "none" : chart.bars().stream().limit(SHOWN).map(BarChart.Bar::name).collect(Collectors
			.joining(", ")) + (chart.bars().size() > SHOWN ? " and " + (chart.bars().size() - SHOWN) + " more" : "")));
		lines.add("         " + chart.caption());
		lines.add("Picture: " + picture + (Files.exists(picture) ? ", in the place of an older one" : ""));
		return lines;
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
