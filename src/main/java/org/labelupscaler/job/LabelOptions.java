package org.labelupscaler.job;

import java.io.ObjectStreamException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.SentRecord;
import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.grid.Box;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.arrange.Arrangement;
import org.labelupscaler.source.arrange.LabelSelection;
import org.labelupscaler.source.arrange.Values;
import org.labelupscaler.text.Choices;

/**
 * What a user wants of the labels before they are scaled, and how they are called. Immutable.
 *
 * @param crop a box that is cut out, if any; in voxels and axes of the file
 * @param axes how the axes are exchanged and turned round
 * @param labels which labels are kept, besides those of the regions
 * @param regions acronyms, names or ids of regions to keep with all that is below them
 * @param ontologyFile where the regions are described
 * @param ontology what it says; {@link Ontology#NONE} if there is none
 * @param values what is written for a label
 */
public record LabelOptions(Optional<Box> crop, AxisOrder axes, LabelSelection labels, List<String> regions,
	Optional<Path> ontologyFile, Ontology ontology, Values values)
	implements Serializable
{

	/** Copies the regions. */
	public LabelOptions {
		regions = List.copyOf(regions);
	}

	/** The labels as they are. */
	public static final LabelOptions NONE = new LabelOptions(Optional.empty(), AxisOrder.SAME, LabelSelection.ALL, List.of(),
		Optional.empty(), Ontology.NONE, Values.IDS);

	/**
	 * @return what is done to the source
	 * @throws org.labelupscaler.InvalidInputException if a region is unknown
	 */
	public Arrangement arrangement() {
		final LabelSelection selection = regions.isEmpty() ? labels : labels.with(ontology.select(regions).stream().map(
			ontology::number).toList());
		return new Arrangement(crop.orElse(null), axes, selection, values);
	}

	/**
	 * Finds out before anything is made whether something would be in it.
	 *
	 * @param source the labels as they are; stay open
	 * @throws org.labelupscaler.InvalidInputException if they have none of those to keep
	 */
	void checkKept(final LabelSource source) {
		final String numbers = labels.isAll() ? "" : Choices.listed(List.of(labels.toString().split(",")));
		final String names = regions.isEmpty() ? "" : Choices.listed(regions) + " and what is below";
		arrangement().checkKept(source, regions.isEmpty() ? "labels" : "regions", names + (names.isEmpty() || numbers.isEmpty() ? "" :
			", nor of ") + numbers);
	}

	/** @return whether what is written for a label is the id that the ontology knows */
	public boolean writesIds() {
		return values == Values.IDS;
	}

	private Object writeReplace() throws ObjectStreamException {
		return SentRecord.of(this);
	}
}
