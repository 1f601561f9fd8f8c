package org.labelupscaler.words;

import static org.labelupscaler.words.Wording.choice;
import static org.labelupscaler.words.Wording.free;

/**
 * The words a user can give for a job, under the names they have in a macro. This is the one list: dialogs show these
 * labels, macros and scripts use these keys, and {@link OptionsBuilder#set} takes the words.
 */
public enum OptionKey implements WordKey {

	/** The label file. */
	INPUT(free("Input file (empty: image in front)")),
	/** The container. */
	OUTPUT(free("Output (empty: .n5 beside input)")),
	/** Target size as factors. */
	FACTORS(free("Factors x,y,z (times larger)")),
	/** Target size in voxels. */
	SIZE(free("Size x,y,z in voxels")),
	/** Target size by voxel. */
	VOXEL_SIZE(free("Voxel size x,y,z")),
	/** Unit of the voxel size. */
	UNIT(choice("Unit of the voxel size", "source", "nm", "um", "mm", "cm", "m")),
	/** Target size and voxel size of another image. */
	MATCH(free("Match the size of an image")),
	/** Which axes of the source become x, y and z. */
	AXES(free("Axes of input (e.g. -z,y,x)")),
	/** A box of the source. */
	CROP(free("Crop input (100:300,50:200,:)")),
	/** Which labels. */
	LABELS(free("Labels to keep (315,500-520,!512)")),
	/** Which regions of the ontology. */
	REGIONS(free("Regions to keep (HPF,VISp)")),
	/** Names, colours and tree of the labels. */
	ONTOLOGY(free("Ontology file (.csv, .json, .txt)")),
	/** What is written for a label. */
	VALUES(choice("Values to write", "ids", "mask", "compact")),
	/** Where the target lies. */
	OFFSET(free("Offset x,y,z of the output")),
	/** Levels. */
	LEVELS(free("Levels (auto, none, 2,2,2;4,4,4)", "auto")),
	/** How the target lies on disk. */
	FORMAT(choice("Format (auto: as output is named)", "auto", "n5", "ome-zarr", "ome-zarr-0.4", "imaris", "bdv-hdf5", "ome-tiff", "precomputed")),
	/** Compression. */
	COMPRESSION(free("Compression (gzip, zstd, lz4, raw)", "gzip")),
	/** Block. */
	BLOCK(free("Block size in voxels (auto, 128)", "auto")),
	/** What to do with blocks of background. */
	BACKGROUND(choice("Background blocks", "skip", "write")),
	/** What to do with an existing container. */
	EXISTING(choice("Existing output", "fail", "resume", "overwrite")),
	/** Whether to wait for the disk. */
	SYNC(choice("Sync blocks to disk (power cuts)", "no", "yes")),
	/** Threads. */
	THREADS(free("Threads (empty: all)")),
	/** Where a compressed source is decoded to. */
	TEMP(free("Temp folder (empty: that of output)")),
	/** Whether to take float labels above 2^24. */
	ROUNDED_IDS(choice("Rounded ids (floats above 2^24)", "refuse", "accept")),
	/** What a source of nothing but voxels holds. */
	RAW(free("Raw input (528,320,456 uint32 little)"));

	private final Wording wording;

	OptionKey(final Wording wording) {
		this.wording = wording;
	}

	@Override
	public Wording wording() {
		return wording;
	}
}
