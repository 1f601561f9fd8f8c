package org.labelupscaler.source.tiff;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the text in the first page says of the volume, whoever wrote it.
 *
 * @param writer what the file is called because of it, for example "ImageJ TIFF"
 * @param planes how many planes there are in all; 0 if it does not say
 * @param slices how many planes along z the first volume has; 0 if it does not say
 * @param several what there is more than one of, for example "2 channels"; null if it is one volume
 * @param edges edges of a voxel
 * @param signed16 whether 16-bit voxels are signed, with 32768 added
 * @param refused why the stored numbers are no labels; null if they are
 * @param axes in which order the voxels stand; null if x runs along rows, y along columns, z from page to page
 * @param placed finds out where the planes are; null if they stand in their order in this file
 * @param notes what the user should know
 */
record Description(String writer, long planes, long slices, String several, Edges edges, boolean signed16, String refused,
	StoredAxes axes, Supplier<PlanePlaces> placed, List<String> notes)
{

	/** The writer of OME-TIFF. */
	static final String OME = "OME-TIFF";

	/** Copies the notes. */
	Description {
		notes = List.copyOf(notes);
	}

	/** Of a file that says nothing. */
	static Description none(final TiffDirectory directory) {
		final Edges edges = new Edges(directory);
		return of("TIFF", 0, 0, null, edges).withNotes(edges.unused());
	}

	static Description of(final String writer, final long planes, final long slices, final String several, final Edges edges) {
		return new Description(writer, planes, slices, several, edges, false, null, null, null, List.of());
	}

	/** If 16-bit voxels are signed, or the stored numbers are no labels. */
	Description withNumbers(final boolean isSigned16, final String why) {
		return new Description(writer, planes, slices, several, edges, isSigned16, why, axes, placed, notes);
	}

	Description withAxes(final StoredAxes stored) {
		return new Description(writer, planes, slices, several, edges, signed16, refused, stored, placed, notes);
	}

	Description withPlaces(final Supplier<PlanePlaces> where) {
		return new Description(writer, planes, slices, several, edges, signed16, refused, axes, where, notes);
	}

	Description withNotes(final List<String> more) {
		return new Description(writer, planes, slices, several, edges, signed16, refused, axes, placed, Stream.concat(notes.stream(),
			more.stream()).toList());
	}

	boolean isOme() {
		return writer.equals(OME);
	}

	/**
	 * Where the planes are; null if they stand in their order in this file.
	 *
	 * @throws org.labelupscaler.InvalidInputException if the file does not say it of all, or another file is not there
	 */
	PlanePlaces places() {
		return placed == null ? null : placed.get();
	}

	/** The files beside the one that was named, of which what they say decides where the planes are; they have none themselves. */
	List<Path> decidedBy() {
		return placed == null ? List.of() : places().said();
	}

	/**
	 * Whether planes are in other files than this one.
	 *
	 * @param path the file that says all this
	 */
	boolean isSet(final Path path) {
		return placed != null && !places().files().equals(List.of(path));
	}
}
