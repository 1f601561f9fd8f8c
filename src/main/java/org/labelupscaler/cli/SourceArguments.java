package org.labelupscaler.cli;

import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.words.OptionsBuilder;
import org.labelupscaler.words.UpscaleWords;

import picocli.CommandLine.Option;

/** The options that describe a source which does not describe itself. */
@Section.Of(Section.SOURCE)
final class SourceArguments {

	@Option(names = "--unit", paramLabel = "UNIT",
		description = "Unit of the source's voxel size where the source names none, and of --voxel-size: nm, um, mm, cm or m.")
	private String unit;

	@Option(names = "--raw-size", paramLabel = "X,Y,Z",
		description = "Voxels of a source file that holds nothing but voxels.")
	private String rawSize;

	@Option(names = "--raw-type", paramLabel = "TYPE", description = "Its type: uint8, int8 ... uint64, float32, float64.")
	private String rawType;

	@Option(names = "--raw-endian", paramLabel = "ORDER", description = "Its byte order: little (default) or big.")
	private String rawEndian;

	@Option(names = "--rounded-ids", paramLabel = "R", description = "32-bit float labels above 2^24, whose ids may have " +
		"been rounded before: refuse (default) or accept.")
	private String roundedIds;

	@Section.Of(Section.RUN)
	@Option(names = "--temp", paramLabel = "DIR",
		description = "Folder for the decoded source, if it is compressed. Default: that of the target, or the system's.")
	private String temporaryFolder;

	/** Hands all of it to a builder. */
	OptionsBuilder apply(final OptionsBuilder options) {
		return options.rawSize(rawSize).rawType(rawType).rawEndian(rawEndian).unit(unit).roundedIds(roundedIds)
			.temporaryFolder(temporaryFolder);
	}

	/** The options of a command that reads a source and writes no container. */
	UpscaleOptions forReading(final String source) {
		return apply(UpscaleWords.builder()).source(source).factors("1").buildForReading();
	}
}
