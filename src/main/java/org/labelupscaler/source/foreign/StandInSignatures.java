package org.labelupscaler.source.foreign;

import static org.labelupscaler.source.foreign.FileStart.hex;
import static org.labelupscaler.source.foreign.FileStart.starts;
import static org.labelupscaler.source.foreign.Signature.Kind.IMAGE;
import static org.labelupscaler.source.foreign.Signature.Kind.OTHER;

import java.util.List;

/**
 * What one has under the name of a file that is read, and is something else: what a download or a repository left instead of the
 * file, and a format that shares its name's ending. Looked for first, for other formats are also known by their endings.
 */
final class StandInSignatures {

	static final List<Signature> ALL = List.of( //
		Signature.of(IMAGE, "an HDF4 file", hex(0, "0E 03 13 01"), "make HDF5 of it: h4toh5 in.hdf out.h5"), //
		Signature.of(OTHER, "a web page (HTML)", start -> start.root().equalsIgnoreCase("html"), "the download did not give the " +
			"file itself; download it again"), //
		Signature.of(OTHER, "a pointer of Git LFS", starts("version https://git-lfs"), "fetch the file that it stands for: git lfs " +
			"pull"), //
		Signature.of(OTHER, "a pointer of git-annex", starts("/annex/objects/"), "fetch the file that it stands for: git annex " +
			"get"));

	private StandInSignatures() {}
}
