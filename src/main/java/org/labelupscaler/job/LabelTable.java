package org.labelupscaler.job;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.ontology.Structure;
import org.labelupscaler.source.LabelSource;

/**
 * How many voxels each label has at full target resolution. The counts are exact.
 *
 * @param type type of the labels
 * @param idType type of what they are called in the source
 * @param voxelSize edges of a target voxel
 * @param ontology names the labels by what they are called in the source; {@link Ontology#NONE} if nobody does
 * @param rows the labels in ascending order, background included
 */
public record LabelTable(LabelType type, LabelType idType, VoxelSize voxelSize, Ontology ontology, List<Row> rows) {

	/**
	 * One label.
	 *
	 * @param label the label, as {@link LabelType} keeps it in memory
	 * @param id what it is called in the source: the same, unless labels have been renumbered
	 * @param voxels its voxels; 0 for a number that only coarser levels may have
	 */
	public record Row(long label, long id, long voxels) {}

	static LabelTable of(final LabelCounts counts, final LabelSource source, final VoxelSize voxelSize,
		final Ontology ontology)
	{
		final List<Row> rows = new ArrayList<>();
		final Set<Long> counted = new HashSet<>();
		counts.histogram().forEach((label, count) -> {
			counted.add(label);
			rows.add(new Row(label, source.id(label), count));
		});
		// NB: what a coarse level shows most of may be in no voxel of full resolution, if that is coarser than the source.
		for (long label = 1; label <= source.numbered(); label++)
			if (!counted.contains(label))
				rows.add(new Row(label, source.id(label), 0));
		rows.sort(Comparator.comparing(Row::label, source.type()::compare));
		return new LabelTable(source.type(), source.idType(), voxelSize, ontology, List.copyOf(rows));
	}

	/**
	 * @param voxels a number of voxels
	 * @return their volume in cubic units, to fifteen digits
	 */
	public BigDecimal volume(final long voxels) {
		return BigDecimal.valueOf(voxels).multiply(voxelSize.volume()).round(new MathContext(15)).stripTrailingZeros();
	}

	/**
	 * @param row a row
	 * @return its id and, if the ontology has one, its name
	 */
	public String title(final Row row) {
		return idType.format(row.id) + ontology.structure(row.id).map(Structure::title).filter(title -> !title.isEmpty()).map(
			title -> " " + title).orElse("");
	}

	/** @return whether labels have been renumbered */
	boolean isRenumbered() {
		return rows.stream().anyMatch(row -> row.label != row.id);
	}

	/** @return the rows but for background, most voxels first */
	public List<Row> largestFirst() {
		return rows.stream().filter(r -> r.label != 0 && r.voxels > 0).sorted(Comparator.comparing(Row::voxels).reversed()).toList();
	}

	/**
	 * The end of a display range in which most of the labelled volume can be told apart.
	 *
	 * @return the smallest label such that 95 % of the voxels that are not background have a label no larger
	 */
	public long usualMaximum() {
		long labelled = 0;
		for (final Row row : rows)
			labelled += row.label == 0 ? 0 : row.voxels;
		long seen = 0;
		for (final Row row : rows) {
			seen += row.label == 0 ? 0 : row.voxels;
			if (row.label != 0 && seen >= labelled - labelled / 20)
				return row.label;
		}
		return 0;
	}
}
