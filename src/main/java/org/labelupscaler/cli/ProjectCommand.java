package org.labelupscaler.cli;

import java.util.concurrent.Callable;

import org.labelupscaler.cells.picture.ProjectionTask;
import org.labelupscaler.words.PictureKey;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code project}: the density of cells along an axis. */
@Command(name = "project", mixinStandardHelpOptions = true, sortOptions = false,
	description = "Draw the density of cells along an axis over the outlines of the regions, as PNG or SVG.")
@Section.Of(Section.PICTURE)
final class ProjectCommand implements Callable<Integer> {

	@Mixin
	private CellArguments cells;

	@Parameters(index = "2", paramLabel = "PICTURE", description = "A .png or .svg file; an older picture is replaced if " +
		"this program made it.")
	private String picture;

	@Option(names = "--mode", paramLabel = "M", description = "sum: all cells of a column, per mm² (default); max: the densest place of a " +
		"column, per mm³.")
	private String mode;

	@Option(names = "--axis", paramLabel = "AXIS", description = "The axis to look along: z (default), y or x.")
	private String axis;

	@Option(names = "--slab", paramLabel = "A:B", description = "Only these voxels along it, from 0, end not included: 1000:1100.")
	private String slab;

	@Option(names = "--midline", paramLabel = "M", description = "Mark left and right of a plane: the axis across it, x, y or z, with - " +
		"before it if the left side is where the axis is large; z:228 for a plane before voxel 228, not in the middle.")
	private String midline;

	@Option(names = "--bin", paramLabel = "UM", description = "Edge of the cubes that cells are counted in, in micrometres (in voxels if " +
		"nobody says how large these are). Default: a round length, about 400 to the longer side, 200 for max.")
	private String bin;

	@Option(names = "--gauss", paramLabel = "UM", description = "Smooth by a Gaussian of this standard deviation. Default: twice the bin; " +
		"0 for none.")
	private String gauss;

	@Option(names = "--highest", paramLabel = "D", description = "The density with the last colour; give the same to pictures that are " +
		"to be compared. Default: one that few places exceed.")
	private String highest;

	@Option(names = "--paper", paramLabel = "P", description = "white (default) or black.")
	private String paper;

	@Mixin
	private PictureArguments arguments;

	@Mixin
	private OutputArguments output;

	@Override
	public Integer call() throws Exception {
		final ProjectionTask task = arguments.words().set(PictureKey.PICTURE, picture).set(PictureKey.MODE, mode).set(
			PictureKey.AXIS, axis).set(PictureKey.SLAB, slab).set(PictureKey.MIDLINE, midline).set(PictureKey.BIN, bin)
			.set(PictureKey.GAUSS, gauss).set(PictureKey.HIGHEST, highest).set(PictureKey.PAPER, paper).projection(cells.builder());
		final TerminalProgress listener = output.progress();
		output.output().say("Reading " + cells.name() + " …");
		final NewFolders folders = NewFolders.of(task.picture());
		final ProjectionTask.Result result = task.run(listener);
		output.output().say(result.text());
		folders.say(output.output());
		final JsonObject json = new JsonObject();
		json.addProperty("picture", task.picture().toString());
		json.addProperty("caption", result.picture().caption());
		json.add("text", Output.lines(result.text()));
		output.output().result(json);
		return Terminal.OK;
	}
}
