package org.labelupscaler.source.foreign;

import static org.labelupscaler.source.foreign.FileStart.at;
import static org.labelupscaler.source.foreign.FileStart.hex;
import static org.labelupscaler.source.foreign.FileStart.named;
import static org.labelupscaler.source.foreign.FileStart.root;
import static org.labelupscaler.source.foreign.FileStart.starts;
import static org.labelupscaler.source.foreign.Signature.ofLabels;

import java.util.List;

/** What is read as labels: no list of cells. */
final class ReadSignatures {

	static final List<Signature> ALL = List.of( //
		ofLabels("a TIFF image", hex(0, "49 49 2A 00").or(hex(0, "4D 4D 00 2A")).or(hex(0, "49 49 2B 00")).or(hex(0,
			"4D 4D 00 2B"))), //
		ofLabels("a PNG picture", hex(0, "89 50 4E 47 0D 0A 1A 0A")), //
		ofLabels("a BMP picture", starts("BM").and(start -> start.int32(6) == 0 && start.int32(14) >= 12 && start.int32(14) <= 124)), //
		ofLabels("an AmiraMesh file", starts("# AmiraMesh").or(starts("# Avizo"))), //
		ofLabels("an NRRD image", starts("NRRD000")), //
		ofLabels("a NIfTI image", at(344, "n+1\0").or(at(344, "ni1\0")).or(at(4, "n+2\0")).or(at(4, "ni2\0"))), //
		// NB: its magic is but the number 1, so the name has to be right, too.
		ofLabels("an MGH image (FreeSurfer)", hex(0, "00 00 00 01").and(named(".mgh", ".mgz"))), //
		ofLabels("a MetaImage", starts("ObjectType = Image").or(starts("ObjectType=Image")).or(starts("NDims ="))), //
		ofLabels("an HDF5 file", hex(0, "89 48 44 46 0D 0A 1A 0A").or(hex(512, "89 48 44 46 0D 0A 1A 0A"))).withCells("save the " +
			"table of the cells in it as CSV with the columns x, y, z"), //
		ofLabels("XML of BigDataViewer", root("SpimData")), //
		ofLabels("the metadata of an OME-TIFF (OME-XML)", root("OME")));

	private ReadSignatures() {}
}
