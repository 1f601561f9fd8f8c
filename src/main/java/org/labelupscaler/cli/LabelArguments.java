package org.labelupscaler.cli;

import java.nio.file.Path;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.ontology.OntologyReader;
import org.labelupscaler.store.Stores;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.OptionsBuilder;

import picocli.CommandLine.Option;

/** The options that say which labels are taken, and how they lie. */
@Section.Of(Section.LABELS)
final class LabelArguments {

	/** What an ontology can be, as {@link OntologyReader} reads it. */
	static final String ONTOLOGY = "Names, colours and tree of the labels: a table (.csv, .tsv), a structure graph (.json), labels of ITK-SNAP, " +
		"FreeSurfer, 3D Slicer, MRtrix, FSL, SPM or MBAT (.ilf).";

	@Option(names = "--crop", paramLabel = "X:X,Y:Y,Z:Z", description = "Take a box of the source only, in voxels from 0, ends " +
		"not included: 100:300,50:200,: (: takes all).")
	private String crop;

	@Option(names = "--axes", paramLabel = "A,A,A", description = "Which axes of the source become x,y,z; - turns one round: " +
		"-z,y,x. Or from which orientation to which, by brainglobe's codes for z, y, x: lsa:asr. Default: x,y,z.")
	private String axes;

	@Option(names = "--labels", paramLabel = "L", description = "Keep these labels, the rest becomes 0: 315,500-520,!512.")
	private String labels;

	@Option(names = "--regions", paramLabel = "R,...", description = "Keep these regions of the ontology and all that is " +
		"below them: acronyms, names or ids.")
	private String regions;

	@Option(names = "--ontology", paramLabel = "FILE", description = ONTOLOGY + " They go into the label table.")
	private String ontology;

	@Option(names = "--mask", description = "Write 1 in uint8 for all labels that are kept.")
	private boolean mask;

	@Option(names = "--compact", description = "Number the labels from 1 on, in the smallest type; the label table says which is " +
		"which.")
	private boolean compact;

	/** Throws if anything is to be done to labels that are only looked at. */
	void checkOnlyOntology(final Path container) {
		if (crop != null || axes != null || labels != null || regions != null || mask || compact)
			throw new InvalidInputException(container + " is written already: --crop, --axes, --labels, --regions, --mask and " +
				"--compact are for a source");
	}

	/** Names and colours, if there are any. */
	Ontology ontology(final S3Arguments s3) {
		return ontology == null ? Ontology.NONE : OntologyReader.read(Stores.path(s3.apply(ontology)));
	}

	/** Hands all of it to a builder. */
	OptionsBuilder apply(final OptionsBuilder options, final S3Arguments s3) {
		if (mask && compact)
			throw new InvalidInputException("--mask, --compact: say only one of them");
		return options.set(OptionKey.CROP, crop).set(OptionKey.AXES, axes).set(OptionKey.LABELS, labels).set(OptionKey.REGIONS,
			regions).set(OptionKey.ONTOLOGY, s3.apply(ontology)).set(OptionKey.VALUES, mask ? "mask" : compact ? "compact" : "ids");
	}
}
