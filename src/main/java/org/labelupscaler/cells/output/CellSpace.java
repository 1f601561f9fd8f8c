package org.labelupscaler.cells.output;

import java.util.Optional;
import java.util.OptionalInt;

import org.labelupscaler.cells.CellLabels;
import org.labelupscaler.cells.RegionTable;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.ontology.Structure;

/**
 * The labels that cells lie in, for those who write the cells.
 *
 * @param sizeX voxels along x
 * @param sizeY voxels along y
 * @param sizeZ voxels along z
 * @param voxelSize edges of a voxel
 * @param offsetX where the centre of the first voxel lies along x, in the unit of the voxel size
 * @param offsetY the same along y
 * @param offsetZ the same along z
 * @param idType the type of the ids
 * @param ontology names and colours of the ids
 */
public record CellSpace(long sizeX, long sizeY, long sizeZ, VoxelSize voxelSize, double offsetX, double offsetY, double offsetZ,
	LabelType idType, Ontology ontology)
{

	/** The space of labels that are open. */
	static CellSpace of(final CellLabels labels) {
		final long[] size = labels.size();
		final double[] offset = labels.offset();
		return new CellSpace(size[0], size[1], size[2], labels.voxelSize(), offset[0], offset[1], offset[2], labels.idType(), labels
			.ontology());
	}

	/** @return voxels, x, y, z; a new array */
	public long[] size() {
		return new long[] { sizeX, sizeY, sizeZ };
	}

	/** @return where the centre of the first voxel lies, x, y, z, in the unit of the voxel size; a new array */
	public double[] offset() {
		return new double[] { offsetX, offsetY, offsetZ };
	}

	/**
	 * @param id an id
	 * @return it as text
	 */
	public String id(final long id) {
		return idType.format(id);
	}

	/**
	 * @param id an id
	 * @return what the ontology says of it; without names and colour if that is nothing
	 */
	public Structure region(final long id) {
		return id == 0 ? new Structure(0, "", RegionTable.BACKGROUND, OptionalInt.empty()) : Optional.of(ontology).flatMap(o -> o.structure(id))
			.orElse(Structure.unknown(id));
	}

	/**
	 * @param id an id
	 * @return the shortest name of it: its acronym, else its name, else the id; without control characters
	 */
	public String shortName(final long id) {
		final Structure region = region(id);
		final String name = region.acronym().isBlank() ? region.name() : region.acronym();
		return name.isBlank() ? id(id) : name.replaceAll("\\p{Cntrl}", " ").strip();
	}
}
