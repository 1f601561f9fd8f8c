package org.labelupscaler.upscale;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The words a user can give for a job, under the names they have in a macro. This is the one list: dialogs show these
 * labels, macros and scripts use these keys, and {@link OptionsBuilder#set} takes the words.
 * <p>
 * ImageJ takes the first word of a dialog's label, in lower case, as the key of a macro; so each label begins with its
 * key, and a key has nothing but letters.
 */
public enum OptionKey implements WordKey {

	/** The label file. */
	INPUT("Input file (empty: image in front)"),
	/** The container. */
	OUTPUT("Output .n5 (empty: beside input)"),
	/** Target size as factors. */
	FACTORS("Factors x,y,z (times larger)"),
	/** Target size in voxels. */
	SIZE("Size x,y,z in voxels"),
	/** Target size by voxel. */
	VOXELSIZE("Voxelsize x,y,z"),
	/** Unit of the voxel size. */
	UNIT("Unit of the voxel size", "source", "nm", "um", "mm", "cm", "m"),
	/** Target size and voxel size of another image. */
	MATCH("Match the size of an image"),
	/** Which axes of the source become x, y and z. */
	AXES("Axes of input (e.g. -z,y,x)"),
	/** A box of the source. */
	CROP("Crop input (100:300,50:200,:)"),
	/** Which labels. */
	LABELS("Labels to keep (315,500-520,!512)"),
	/** Which regions of the ontology. */
	REGIONS("Regions to keep (HPF,VISp)"),
	/** Names, colours and tree of the labels. */
	ONTOLOGY("Ontology file (.csv, .json, .txt)"),
	/** What is written for a label. */
	VALUES("Values to write", "ids", "mask", "compact"),
	/** Where the target lies. */
	OFFSET("Offset x,y,z of the output"),
	/** Levels. */
	LEVELS("Levels (auto, none, 2,2,2;4,4,4)"),
	/** Compression. */
	COMPRESSION("Compression (gzip, lz4, zstd or raw)"),
	/** Block. */
	BLOCK("Block size in voxels"),
	/** What to do with blocks of background. */
	BACKGROUND("Background blocks", "skip", "write"),
	/** What to do with an existing container. */
	EXISTING("Existing output", "fail", "resume", "overwrite"),
	/** Whether to wait for the disk. */
	SYNC("Sync blocks to disk (power cuts)", "no", "yes"),
	/** Threads. */
	THREADS("Threads (empty: all)"),
	/** Where a compressed source is decoded to. */
	TEMP("Temp folder (empty: that of output)"),
	/** Whether to take float labels above 2^24. */
	ROUNDEDIDS("Roundedids: float ids above 2^24", "refuse", "accept"),
	/** What a source of nothing but voxels holds. */
	RAW("Raw input (528,320,456 uint32 little)");

	private final String label;
	private final List<String> choices;

	OptionKey(final String label, final String... choices) {
		this.label = label;
		this.choices = List.of(choices);
	}

	@Override
	public String label() {
		return label;
	}

	@Override
	public List<String> choices() {
		return choices;
	}

	@Override
	public String defaultWords() {
		return switch (this) {
			case LEVELS -> "auto";
			case COMPRESSION -> "gzip";
			case BLOCK -> "128";
			default -> WordKey.super.defaultWords();
		};
	}

	/**
	 * @param key a name, in any case
	 * @return its key, or nothing if there is none of that name
	 */
	public static Optional<OptionKey> of(final String key) {
		return Arrays.stream(values()).filter(k -> k.key().equalsIgnoreCase(key)).findFirst();
	}
}
