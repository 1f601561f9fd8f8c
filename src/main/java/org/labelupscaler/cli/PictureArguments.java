package org.labelupscaler.cli;

import org.labelupscaler.words.PictureKey;
import org.labelupscaler.words.PictureWords;

import picocli.CommandLine.Option;

/** What all commands that draw pictures of cells share. */
@Section.Of(Section.PICTURE)
final class PictureArguments {

	@Option(names = "--title", paramLabel = "TEXT", description = "What stands above. Default: nothing.")
	private String title;

	@Option(names = "--size", paramLabel = "W[xH]", description = "Pixels of a PNG: its width (default 1600), or width and height, as " +
		"in 1600x1200. An SVG has as many units, divided by --scale.")
	private String size;

	@Option(names = "--scale", paramLabel = "N", description = "How many pixels letters and lines are made of; with more they are larger. " +
		"Default: 2, for 300 dots per inch.")
	private String scale;

	/** Hands all of it to the words. */
	PictureWords words() {
		return new PictureWords().set(PictureKey.TITLE, title).set(PictureKey.SIZE, size).set(PictureKey.SCALE, scale);
	}
}
