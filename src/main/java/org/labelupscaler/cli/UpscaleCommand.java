package org.labelupscaler.cli;

import java.util.concurrent.Callable;

import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.source.Sources;
import org.labelupscaler.words.UpscaleWords;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code upscale}: the main job. */
@Command(name = "upscale", mixinStandardHelpOptions = true, sortOptions = false,
	description = "Upscale a label image into N5, which BigDataViewer opens, OME-Zarr, Imaris, OME-TIFF, HDF5 or a Neuroglancer " +
		"segmentation.")
@Section.Of(Section.TARGET)
final class UpscaleCommand implements Callable<Integer> {

	@Parameters(index = "0", paramLabel = "SOURCE",
		description = "Labels: " + Sources.KNOWN + "; or raw voxels with --raw-size and --raw-type.")
	private String source;

	@Parameters(index = "1", arity = "0..1", paramLabel = "TARGET",
		description = "Container to make: .n5, .ome.zarr for OME-Zarr, or .precomputed for Neuroglancer. The table of labels " +
		"and, for N5, an XML for BigDataViewer are written beside it. Default: beside the source, named like it with -upscaled.n5.")
	private String target;

	@Section.Of(Section.SIZE)
	@Option(names = "--factors", paramLabel = "F[,F,F]", description = "Scale factors, one or x,y,z; may be fractional.")
	private String factors;

	@Section.Of(Section.SIZE)
	@Option(names = "--size", paramLabel = "X,Y,Z", description = "Size of the target in voxels.")
	private String size;

	@Section.Of(Section.SIZE)
	@Option(names = "--voxel-size", paramLabel = "S[,S,S]", description = "Voxel size of the target, one or x,y,z.")
	private String voxelSize;

	@Section.Of(Section.SIZE)
	@Option(names = "--match", paramLabel = "IMAGE", description = "Size and voxel size of another image, of which only the " +
		"metadata is read: any file or container this program knows, or a BigDataViewer XML; a level by its path.")
	private String match;

	@Mixin
	private LabelArguments labelArguments;

	@Option(names = "--offset", paramLabel = "X,Y,Z", description = "Where the target's first voxel lies, in the unit of its " +
		"voxel size; goes into the XML. Default: 0,0,0.")
	private String offset;

	@Option(names = "--block", paramLabel = "N[,N,N]", description = "Voxels of a block. Default: what suits the format, 128,128,128 for N5.")
	private String block;

	@Option(names = "--format", paramLabel = "F", description = "n5, ome-zarr (0.5), ome-zarr-0.4, imaris, bdv-hdf5, ome-tiff or " +
		"precomputed. Default: as TARGET is named: .ome.zarr or .zarr is ome-zarr, .ims imaris, .h5 or .hdf5 bdv-hdf5, .tif or .tiff ome-tiff, " +
		".precomputed precomputed, all else n5.")
	private String format;

	@Option(names = "--compression", paramLabel = "C", description = "gzip[:1-9] or raw; but for precomputed zstd[:1-22]; of N5 also " +
		"lz4, of OME-Zarr also blosc-lz4 and blosc-zstd[:1-9]. Default: gzip.")
	private String compression;

	@Option(names = "--levels", paramLabel = "L",
		description = "Smaller copies for the viewer: auto (default), none, or factors such as \"2,2,2;4,4,4\".")
	private String levels;

	@Option(names = "--background", paramLabel = "B",
		description = "skip (default): blocks of only label 0 get no file, which readers show as 0; or write.")
	private String background;

	@Option(names = "--existing", paramLabel = "E",
		description = "If the target exists: fail (default), resume or overwrite.")
	private String existing;

	@Section.Of(Section.RUN)
	@Option(names = "--part", paramLabel = "I/N", description = "Do only one of N parts, each in a process of its own, as in a job " +
		"array of a cluster: 1/16 to 16/16, in any order and at once; then \"finish\" completes the container.")
	private String part;

	@Option(names = "--sync", paramLabel = "S", description = "yes: every block is on disk, safe from power cuts, before the " +
		"container is called complete. Default: no.")
	private String sync;

	@Section.Of(Section.RUN)
	@Option(names = "--threads", paramLabel = "N", description = "Default: one for each processor.")
	private String threads;

	@Mixin
	private SourceArguments sourceArguments;

	@Mixin
	private S3Arguments s3Arguments;

	@Section.Of(Section.RUN)
	@Option(names = "--dry-run", description = "Show what would be done, and write nothing.")
	private boolean dryRun;

	@Mixin
	private OutputArguments output;

	private final Engine engine;

	/** @param engine has blocks written */
	UpscaleCommand(final Engine engine) {
		this.engine = engine;
	}

	@Override
	public Integer call() throws Exception {
		final UpscaleOptions options = labelArguments.apply(sourceArguments.apply(UpscaleWords.builder()), s3Arguments).source(s3Arguments.apply(source)).target(s3Arguments.apply(target)).factors(
			factors).size(size).voxelSize(voxelSize).match(s3Arguments.apply(match)).offset(offset).block(block).format(format).compression(compression).levels(levels).background(
				background).existing(existing).sync(sync).part(part).threads(threads).build();
		return new UpscaleRun(options, engine, output.output(), output.progress()).run(dryRun);
	}
}
