package org.labelupscaler.source.foreign;

import static org.labelupscaler.source.foreign.FileStart.at;
import static org.labelupscaler.source.foreign.FileStart.hex;
import static org.labelupscaler.source.foreign.FileStart.named;
import static org.labelupscaler.source.foreign.FileStart.root;
import static org.labelupscaler.source.foreign.FileStart.starts;
import static org.labelupscaler.source.foreign.Signature.Kind.IMAGE;

import java.util.List;
import java.util.function.Predicate;

/** Pictures, films and documents. Signatures as IANA and the formats' own descriptions give them. */
final class PictureSignatures {

	/** What such a compression does to labels. */
	private static final String LOSSY = "its compression changes voxels, so labels in it are damaged; export them again as TIFF";
	private static final String MAYBE_LOSSY = "its compression may have changed voxels, and damaged labels; export them again as " +
		"TIFF";

	static final List<Signature> ALL = List.of( //
		picture("a JPEG picture", hex(0, "FF D8 FF"), LOSSY), //
		picture("a JPEG 2000 picture", hex(0, "00 00 00 0C 6A 50 20 20").or(hex(0, "FF 4F FF 51")), MAYBE_LOSSY), //
		picture("a JPEG XL picture", hex(0, "00 00 00 0C 4A 58 4C 20").or(hex(0, "FF 0A")).and(named(".jxl")), MAYBE_LOSSY), //
		picture("a JPEG XR picture", hex(0, "49 49 BC 01"), MAYBE_LOSSY), //
		picture("a WebP picture", starts("RIFF").and(at(8, "WEBP")), MAYBE_LOSSY), //
		picture("a HEIF or AVIF picture", at(4, "ftyphei").or(at(4, "ftypmif1")).or(at(4, "ftypavif")), MAYBE_LOSSY), //
		picture("an AVI film", starts("RIFF").and(at(8, "AVI ")), "open it in Fiji and save it as TIFF, if it is uncompressed; " +
			"other films have damaged labels"), //
		picture("a film (MP4, QuickTime)", at(4, "ftyp").or(at(4, "moov")), MAYBE_LOSSY), //
		picture("a film (Matroska, WebM)", hex(0, "1A 45 DF A3"), MAYBE_LOSSY), //
		picture("a GIF picture", starts("GIF87a").or(starts("GIF89a")), "its numbers stand for colours; open it in Fiji and " +
			"save it as TIFF"), //
		picture("a Photoshop picture", starts("8BPS\0\1"), "save it as TIFF without layers, in grey"), //
		picture("an OpenEXR picture", hex(0, "76 2F 31 01"), "save it as TIFF"), //
		picture("a PGM or PPM picture", start -> start.at(0) == 'P' && start.at(1) >= '1' && start.at(1) <= '7' &&
			start.at(2) == '\n', "open it in Fiji and save it as TIFF"), //
		picture("an SVG drawing", root("svg"), "draw it as pixels without smoothing, and save that as PNG or TIFF"), //
		picture("a PDF document", starts("%PDF"), "export the volume itself from the program that made the document"), //
		picture("a PostScript document", starts("%!PS"), "export the volume itself from the program that made the document"));

	private PictureSignatures() {}

	private static Signature picture(final String what, final Predicate<FileStart> matches, final String advice) {
		return Signature.of(IMAGE, what, matches, advice);
	}
}
