package org.labelupscaler.dialog;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.labelupscaler.words.AssignKey;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.PictureKey;
import org.labelupscaler.words.PointsKey;
import org.labelupscaler.words.VerifyKey;
import org.labelupscaler.words.ViewKey;
import org.labelupscaler.words.VolumeKey;
import org.labelupscaler.words.WordKey;

/** What a field says while the mouse rests on it. */
final class ToolTips {

	private static final Map<String, String> BY_LABEL = new HashMap<>();

	static {
		tip(OptionKey.INPUT, "A label file, a container or an address (https://, s3://). Drop a file here, or leave it empty for the image in front.");
		tip(OptionKey.OUTPUT, "What is written. Its ending says the format: .n5, .ome.zarr, .ims, .h5, .ome.tif or .precomputed.");
		tip(OptionKey.FACTORS, "How many times larger: 8, or 4,4,2.5 for x, y, z. Below 1 is smaller.");
		tip(OptionKey.SIZE, "The shape of your microscope image in voxels: 6000,3636,5182.");
		tip(OptionKey.VOXEL_SIZE, "The voxel size of your microscope image: 2.2, or 2.2,2.2,5 for x, y, z.");
		tip(OptionKey.UNIT, "The unit of the voxel size, and of the input's if its file does not say it.");
		tip(OptionKey.MATCH, "Your microscope image: the labels get its size, voxel size and place.");
		tip(OptionKey.AXES, "Which axes of the input become x, y and z; - turns one round.");
		tip(OptionKey.CROP, "A box of the input in voxels, from:to for each axis, or : for all.");
		tip(OptionKey.LABELS, "Ids to keep, ranges of ids, and with ! those to leave out.");
		tip(OptionKey.REGIONS, "Acronyms, names or ids; all that is below a region is kept too. Needs an ontology.");
		tip(OptionKey.ONTOLOGY, "A table of names, colours and parents of the regions.");
		tip(OptionKey.VALUES, "ids: as they are. mask: 1 for all. compact: numbered from 1.");
		tip(OptionKey.OFFSET, "Where the centre of the first voxel lies, in the unit of the voxel size.");
		tip(OptionKey.LEVELS, "Smaller copies for viewers. auto suits BigDataViewer.");
		tip(OptionKey.FORMAT, "How it is written, if the ending of the output does not say it.");
		tip(OptionKey.COMPRESSION, "gzip is read everywhere; zstd and lz4 are faster.");
		tip(OptionKey.BLOCK, "Edge of a block in voxels.");
		tip(OptionKey.BACKGROUND, "Whether blocks without labels get a file.");
		tip(OptionKey.EXISTING, "If the output is there: fail, resume a job that was stopped, or overwrite what this program made.");
		tip(OptionKey.SYNC, "yes: each block is safely on the disk before it counts. Slower.");
		tip(OptionKey.THREADS, "How many processors to use.");
		tip(OptionKey.TEMP, "Where a compressed input is unpacked to.");
		tip(OptionKey.ROUNDED_IDS, "accept: you are sure that ids above 16,777,216 were not rounded when they became floats.");
		tip(OptionKey.RAW, "Only for files of nothing but voxels: size, type and byte order.");
		tip(CellKey.CELLS, "The list of cells. Drop a file here.");
		tip(CellKey.FORMAT, "Which program wrote the list, if it is not found out.");
		tip(CellKey.X, "Name or number of the column with x.");
		tip(CellKey.Y, "Name or number of the column with y.");
		tip(CellKey.Z, "Name or number of the column with z.");
		tip(CellKey.COORDINATES, "Whether the numbers count voxels, or are lengths in a unit.");
		tip(CellKey.POINTS_IN, "The image the cells were found in, or its size 2000,3000,500, if it is not that of the labels.");
		tip(CellKey.AXES, "Which numbers of a cell count along x, y and z of the labels; - turns one round.");
		tip(CellKey.ZERO, "Whether 0 is the corner or the centre of the first voxel.");
		tip(CellKey.DECIMAL, "What stands before the decimals.");
		tip(CellKey.BAD_ROWS, "Whether rows that cannot be read stop everything or are left out.");
		tip(CellKey.WHERE, "Only rows like these are cells.");
		tip(AssignKey.MIDLINE, "The plane between left and right: z for its middle, z:228 for a voxel, -z the other way round.");
		tip(AssignKey.OUTPUT, "The list of cells with their regions.");
		tip(AssignKey.TABLE, "Regions with their cells, volumes and densities.");
		tip(PictureKey.TABLE, "The table of regions that Assign Cells to Regions has written.");
		tip(PictureKey.PICTURE, "Where the picture is written; .svg for lines that can be edited.");
		tip(PictureKey.TOP, "How many regions have a bar.");
		tip(PictureKey.SLAB, "From:to in voxels along the axis, to take a part only.");
		tip(PictureKey.BIN, "Edge of the squares in which cells are counted.");
		tip(PointsKey.AS, "For which program; the ending of the output can say it too.");
		tip(VolumeKey.RADIUS, "Of the ball that is drawn for a cell, in voxels or with a unit.");
		tip(VerifyKey.INPUT, "What this program has written.");
		tip(VerifyKey.SOURCE, "What it was made from, if that has another place now.");
		tip(VerifyKey.BLOCKS, "How many blocks are compared; all for each of them.");
		tip(ViewKey.INPUT, "A container with labels: .n5, .zarr, .ims, .h5 …");
		tip(ViewKey.VIEW, "BigDataViewer, or a stack of ImageJ.");
		tip(ViewKey.IMAGE, "Your microscope image, to be seen below the labels in BigDataViewer.");
		tip(ViewKey.CELLS, "Cells to be seen over the labels.");
	}

	private ToolTips() {}

	private static void tip(final WordKey key, final String text) {
		BY_LABEL.putIfAbsent(key.label(), text);
	}

	/** What to say about a field, if there is anything. */
	static Optional<String> of(final Field field) {
		return Optional.ofNullable(BY_LABEL.get(field.label()));
	}
}
