package org.labelupscaler.cli;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.cells.picture.PictureFile;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.Decimals;
import org.labelupscaler.job.JobRecord;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.store.Stores;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.SlicePicture;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.words.UpscaleWords;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code preview}: a slice as a picture. */
@Command(name = "preview", mixinStandardHelpOptions = true, sortOptions = false,
	description = "Draw a slice in label colours, background black, as PNG.")
@Section.Of(Section.PICTURE)
final class PreviewCommand implements Callable<Integer> {

	private static final String OTHER_PICTURES = "(?is).*\\.(jpe?g|jp2|tiff?|gif|bmp|webp|svg|pdf|eps)";

	@Parameters(paramLabel = "SOURCE|TARGET.n5", description = "A label file, a container or an N5 dataset.")
	private Path path;

	@Parameters(paramLabel = "OUT.png", description = "The picture; an older one is replaced if this program made " +
		"it.")
	private Path out;

	@Option(names = "--axis", paramLabel = "AXIS", defaultValue = "z", description = "What the slice is cut across: x, y or z " +
		"(default).")
	private String axis;

	@Option(names = "--slice", paramLabel = "N",
		description = "Which slice, in voxels of full resolution, from 0. Default: the middle.")
	private String slice;

	@Mixin
	private LabelArguments labelArguments;

	@Mixin
	private SourceArguments sourceArguments;

	@Mixin
	private S3Arguments s3Arguments;

	@Mixin
	private OutputArguments output;

	@Override
	public Integer call() {
		final int d = "xyz".indexOf(axis.toLowerCase(Locale.ROOT));
		if (d < 0 || axis.length() != 1)
			throw new InvalidInputException("axis: '" + axis + "' is not x, y or z");
		if (out.toString().matches(OTHER_PICTURES))
			throw new InvalidInputException("picture: " + out + " is the name of a picture of another kind, and this is a PNG. Choose a name that ends with .png.");
		PictureFile.checkPreview(out);
		path = s3Arguments.apply(path);
		output.output().say("Reading " + Terminal.name(path.toString()) + " …");
		final BufferedImage picture;
		final long shown;
		final Optional<OwnVolume> own = OwnVolume.of(path);
		if (own.isPresent()) {
			final VolumeSpec volume = JobRecord.spec(own.get());
			labelArguments.checkOnlyOntology(path);
			shown = slice(volume.size()[d], d);
			picture = drawLevel(volume, d, shown);
		}
		else {
			final UpscaleOptions options = labelArguments.apply(sourceArguments.apply(UpscaleWords.builder()), s3Arguments).source(path
				.toString()).factors("1").roundedIds("accept").buildForReading();
			final SourceFile file = options.describeSource();
			shown = slice(options.arrangement().size(file.size())[d], d);
			final Path temporary = options.temporaryFolder().orElse(SourceOptions.defaults().temporaryFolder());
			try (LabelSource labels = options.openKept(file, temporary)) {
				picture = SlicePicture.draw(labels, said(LabelColors.of(options.labels())), d, shown);
			}
		}
		final NewFolders folders = NewFolders.of(out);
		PictureFile.writePreview(picture, out);
		output.output().say("Slice " + shown + " along " + axis + " of " + Stores.describe(path) + ": " + out + ", " + picture.getWidth() +
			" x " + picture.getHeight() + " pixels");
		folders.say(output.output());
		final JsonObject json = new JsonObject();
		json.addProperty("source", Stores.describe(path));
		json.addProperty("picture", out.toString());
		json.addProperty("axis", axis.toLowerCase(Locale.ROOT));
		json.addProperty("slice", shown);
		json.addProperty("width", picture.getWidth());
		json.addProperty("height", picture.getHeight());
		output.output().result(json);
		return Terminal.OK;
	}

	/** Which slice is wanted of so many; that in the middle if nothing is said. */
	private long slice(final long slices, final int d) {
		if (slice == null || slice.isBlank())
			return slices / 2;
		try {
			final long number = Decimals.whole(slice.strip());
			if (number >= 0 && number < slices)
				return number;
		}
		catch (final NumberFormatException e) {
			// said below
		}
		throw new InvalidInputException("slice: '" + slice + "' does not exist: " + path + " has slices 0 to " + (slices - 1) + " along " +
			"xyz".charAt(d));
	}

	/** From the coarsest level that still fills the picture, so that few blocks are read. */
	private BufferedImage drawLevel(final VolumeSpec volume, final int axis, final long slice) {
		final long[] full = volume.size();
		int chosen = 0;
		for (int level = 0; level < volume.pyramid().levels(); level++) {
			final long[] size = volume.grids().get(level).size();
			boolean fills = true;
			for (int d = 0; d < 3; d++)
				fills &= d == axis || size[d] >= Math.min(full[d], 1000);
			if (fills)
				chosen = level;
		}
		try (LabelPyramid pyramid = LabelPyramid.open(path)) {
			pyramid.warning().ifPresent(warning -> output.output().warn(warning));
			final LabelColors colors = said(pyramid.holdsIds() ? new LabelColors(labelArguments.ontology(s3Arguments)) : LabelColors.PLAIN);
			final long levelSlice = slice / volume.pyramid().factors(chosen)[axis];
			return SlicePicture.draw(pyramid.level(chosen), colors, axis, Math.min(levelSlice, AxisMap.MAX_SIZE));
		}
	}

	/** Says what was guessed of the colours. */
	private LabelColors said(final LabelColors colors) {
		colors.notes().forEach(note -> output.output().warn(note));
		return colors;
	}
}
