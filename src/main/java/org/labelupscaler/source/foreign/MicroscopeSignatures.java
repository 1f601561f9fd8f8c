package org.labelupscaler.source.foreign;

import static org.labelupscaler.source.foreign.FileStart.at;
import static org.labelupscaler.source.foreign.FileStart.hex;
import static org.labelupscaler.source.foreign.FileStart.named;
import static org.labelupscaler.source.foreign.FileStart.starts;
import static org.labelupscaler.source.foreign.Signature.Kind.IMAGE;

import java.util.List;
import java.util.function.Predicate;

/** What microscopes write, of light and of electrons. Signatures as Bio-Formats and the vendors describe them. */
final class MicroscopeSignatures {

	private static final String FIJI = "open it in Fiji (File > Import > Bio-Formats) and save it as OME-TIFF";

	/** Microsoft's compound files, in which many programs keep what is theirs. */
	private static final Predicate<FileStart> OLE = hex(0, "D0 CF 11 E0 A1 B1 1A E1");

	static final List<Signature> ALL = List.of( //
		image("a CZI file (Zeiss ZEN)", starts("ZISRAWFILE\0"), "in ZEN export it as OME-TIFF, or " + FIJI), //
		image("an ND2 file (Nikon NIS-Elements)", hex(0, "DA CE BE 0A"), "in NIS-Elements export it as TIFF, or " + FIJI), //
		image("an old ND2 file (Nikon NIS-Elements, JPEG 2000)", hex(0, "00 00 00 0C 6A 50 20 20").and(named(".nd2")),
			"in NIS-Elements export it as TIFF, or " + FIJI), //
		image("a LIF file (Leica LAS X)", hex(0, "70 00 00 00").and(hex(8, "2A")).and(named(".lof").negate()),
			"in LAS X export it as OME-TIFF, or " + FIJI), //
		image("a LOF file (Leica LAS X)", hex(0, "70 00 00 00").and(hex(8, "2A")), "in LAS X export it as OME-TIFF, or " + FIJI), //
		image("an OIR file (Olympus FluoView)", starts("OLYMPUSRAWFORMAT"), FIJI), //
		image("an OIB file (Olympus FluoView)", OLE.and(named(".oib")), FIJI), //
		image("an OIF file (Olympus FluoView)", named(".oif").and(FileStart::isText), FIJI), //
		image("a VSI file (Olympus cellSens), which has its pixels in other files", named(".vsi"), FIJI), //
		image("an ETS file (Olympus cellSens)", starts("SIS\0").or(named(".ets")), "open the VSI file beside it in Fiji (File > " +
			"Import > Bio-Formats) and save it as OME-TIFF"), //
		image("a ZVI file (Zeiss AxioVision)", OLE.and(named(".zvi")), FIJI), //
		image("an IPW file (Image-Pro)", OLE.and(named(".ipw")), FIJI), //
		image("a TXM file (Zeiss Xradia)", OLE.and(named(".txm", ".txrm", ".xrm")), "in the Xradia software export it as TIFF, " +
			"or save it by Python: tifffile.imwrite('out.tif', dxchange.read_txrm('in.txm')[0])"), //
		image("a SlideBook file", named(".sld", ".sldy", ".sldyz"), "in SlideBook export it as TIFF"), //
		image("an ICS file", start -> start.letters().indexOf("ics_version") >= 0 && start.letters().indexOf("ics_version") < 16,
			FIJI), //
		image("the pixels of an ICS file", named(".ids"), "open the .ics file beside it in Fiji (File > Import > Bio-Formats) and " +
			"save it as TIFF"), //
		image("a Bio-Rad PIC file", named(".pic").and(hex(54, "39 30")), FIJI), //
		image("a DeltaVision file", hex(96, "A0 C0").or(hex(96, "C0 A0")).and(named(".dv", ".r3d", ".d3d", ".dv.gz")), FIJI), //
		image("a KLB file (Keller lab block)", named(".klb").and(hex(0, "02")), "save it by Python: tifffile.imwrite('out.tif', " +
			"pyklb.readfull('in.klb'))"), //
		image("an MRC file of an electron microscope (.mrc, .map, .rec, .st)", at(208, "MAP ").or(at(208, "MAP\0")),
			"with IMOD make a TIFF of it: mrc2tif -s in.mrc out.tif"), //
		image("an MRC file of an electron microscope", named(".mrc", ".rec", ".mrcs", ".st").and(MicroscopeSignatures::oldMrc),
			"with IMOD make a TIFF of it: mrc2tif -s in.mrc out.tif"), //
		image("a DigitalMicrograph file (Gatan DM3)", hex(0, "00 00 00 03").and(hex(8, "00 00 00")).and(
			start -> start.at(11) <= 1), "open it in Fiji and save it as TIFF"), //
		image("a DigitalMicrograph file (Gatan DM4)", hex(0, "00 00 00 04").and(hex(12, "00 00 00")).and(
			start -> start.at(15) <= 1), "open it in Fiji (File > Import > Bio-Formats) and save it as TIFF"), //
		image("a SER file of an electron microscope (TIA)", hex(0, "49 49 97 01"), "save it by Python: tifffile.imwrite(" +
			"'out.tif', ncempy.read('in.ser')['data'])"), //
		image("an EM file (TOM toolbox)", named(".em").and(start -> start.length() > 512), "save it by Python: tifffile.imwrite(" +
			"'out.tif', emfile.read('in.em')[1])"));

	private MicroscopeSignatures() {}

	private static Signature image(final String what, final Predicate<FileStart> matches, final String advice) {
		return Signature.of(IMAGE, what, matches, advice);
	}

	/** Before 2000 such a file had no magic: sizes, mode and the order of axes must make sense, in either byte order. */
	private static boolean oldMrc(final FileStart start) {
		final int mode = start.int32(12);
		final int swapped = Integer.reverseBytes(mode);
		return start.bytes().length >= 1024 && (mode >= 0 && mode <= 16 || swapped >= 0 && swapped <= 16);
	}
}
