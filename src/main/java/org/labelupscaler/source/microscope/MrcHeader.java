package org.labelupscaler.source.microscope;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.VoxelEdges;

/**
 * The header of MRC2014, 1024 bytes of numbers of 32 bits, as ccpem.ac.uk describes it. Columns, rows and sections are x, y,
 * z. The cell is given along its own axes, of which MAPC, MAPR and MAPS say which the columns, rows and sections run along.
 */
final class MrcHeader {

	private static final int LENGTH = 1024;
	private static final int SIZE = 0;
	private static final int SAMPLING = 28;
	private static final int CELL = 40;
	private static final int AXES = 64;
	private static final int SPACE_GROUP = 88;
	private static final int MAGIC = 208;
	private static final int MACHINE = 212;
	/** From this space group on the file is a stack of volumes. */
	private static final int VOLUMES = 401;

	private MrcHeader() {}

	/** Whether a file is one: the magic, and axes that make sense. */
	static boolean starts(final byte[] start) {
		if (start.length < LENGTH || start[MAGIC] != 'M' || start[MAGIC + 1] != 'A' || start[MAGIC + 2] != 'P')
			return false;
		final ByteBuffer header = header(start);
		int seen = 0;
		for (int d = 0; d < 3; d++) {
			final int axis = header.getInt(AXES + 4 * d);
			seen |= axis >= 0 && axis <= 3 ? 1 << axis : 1 << 4;
		}
		// NB: some programs leave all of them 0.
		return seen == 0b1110 || seen == 1;
	}

	private static ByteBuffer header(final byte[] start) {
		return ByteBuffer.wrap(start).order(start[MACHINE] == 0x11 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
	}

	static ImageSize measure(final Path path, final byte[] start) {
		final ByteBuffer header = header(start);
		final long[] size = new long[3];
		for (int d = 0; d < 3; d++)
			size[d] = header.getInt(SIZE + 4 * d);
		final List<String> notes = new ArrayList<>();
		String name = path.toString();
		final int group = header.getInt(SPACE_GROUP);
		final int sections = header.getInt(SAMPLING + 8);
		if (group >= VOLUMES) {
			if (sections < 1 || size[2] % sections != 0)
				throw new InvalidInputException(path + ": ISPG " + group + " says that it is a stack of volumes of MZ = " + sections +
					" sections, but NZ is " + size[2]);
			name += " (the first of " + size[2] / sections + " volumes)";
			size[2] = sections;
		}
		else if (group == 0 && size[2] > 1 && sections == 1)
			notes.add("The header says that the file is a stack of images (ISPG 0, MZ 1), such as a tilt series, and no volume.");
		final VoxelEdges edges = new VoxelEdges();
		for (int d = 0; d < 3; d++) {
			final int said = header.getInt(AXES + 4 * d);
			final int axis = said == 0 ? d : said - 1;
			final float cell = header.getFloat(CELL + 4 * axis);
			final int samples = header.getInt(SAMPLING + 4 * axis);
			if (cell != 0 && !(cell >= 1e-9f && VoxelEdges.isWithinReason(cell)) || samples < 0)
				throw new InvalidInputException(path + ": the cell is " + cell + " angstrom in " + samples + " samples along " + "xyz"
					.charAt(axis) + ", expected numbers above 0 and within reason");
			if (cell > 0 && samples > 0)
				edges.set(d, VoxelEdges.decimal(cell).divide(BigDecimal.valueOf(samples), MathContext.DECIMAL128), "angstrom");
		}
		return Measured.of(path, name, "MRC", size, edges, notes);
	}
}
