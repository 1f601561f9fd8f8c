package org.labelupscaler.upscale;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.n5.AtomicFile;

/**
 * How many voxels each label has at full target resolution. The counts are exact.
 *
 * @param type type of the labels
 * @param voxelSize edges of a target voxel
 * @param rows the labels in ascending order, background included
 */
public record LabelTable(LabelType type, VoxelSize voxelSize, List<Row> rows) {

	private static final String COLUMNS = "label,voxels,volume_";

	/**
	 * One label.
	 *
	 * @param label the label, as {@link LabelType} keeps it in memory
	 * @param voxels its voxels, at least 1
	 */
	public record Row(long label, long voxels) {}

	static LabelTable of(final LabelCounts counts, final LabelType type, final VoxelSize voxelSize) {
		final List<Row> rows = new ArrayList<>();
		counts.histogram().forEach((label, count) -> rows.add(new Row(label, count)));
		rows.sort(Comparator.comparing(Row::label, type::compare));
		return new LabelTable(type, voxelSize, List.copyOf(rows));
	}

	/**
	 * @param row a row
	 * @return its volume in cubic units, to fifteen digits
	 */
	public BigDecimal volume(final Row row) {
		return BigDecimal.valueOf(row.voxels).multiply(new BigDecimal(voxelSize.x())).multiply(new BigDecimal(voxelSize
			.y())).multiply(new BigDecimal(voxelSize.z())).round(new MathContext(15)).stripTrailingZeros();
	}

	/** @return the rows but for background, most voxels first */
	public List<Row> largestFirst() {
		return rows.stream().filter(r -> r.label != 0).sorted(Comparator.comparing(Row::voxels).reversed()).toList();
	}

	/**
	 * The end of a display range in which most of the labelled volume can be told apart.
	 *
	 * @return the smallest label such that 95 % of the voxels that are not background have a label no larger
	 */
	public long usualMaximum() {
		long labelled = 0;
		for (final Row row : rows)
			labelled += row.label == 0 ? 0 : row.voxels;
		long seen = 0;
		for (final Row row : rows) {
			seen += row.label == 0 ? 0 : row.voxels;
			if (row.label != 0 && seen >= labelled - labelled / 20)
				return row.label;
		}
		return 0;
	}

	/**
	 * @param file a file
	 * @return whether it exists and is no such table, or has columns that this program does not write
	 */
	public static boolean isForeign(final Path file) {
		if (Files.isSymbolicLink(file))
			return true;
		try (InputStream in = Files.newInputStream(file)) {
			final String start = new String(in.readNBytes(200), StandardCharsets.ISO_8859_1);
			return !start.matches("(?s)" + COLUMNS + "[^,\n]*3\n.*");
		}
		catch (final NoSuchFileException e) {
			return false;
		}
		catch (final IOException e) {
			return true;
		}
	}

	/**
	 * Writes the table: the columns label, voxels, and volume with the unit in its name.
	 *
	 * @param file a CSV file; replaced
	 */
	public void write(final Path file) {
		final StringBuilder csv = new StringBuilder(COLUMNS).append(voxelSize.unit()).append("3\n");
		for (final Row row : rows)
			csv.append(type.format(row.label)).append(',').append(row.voxels).append(',').append(volume(row).toPlainString())
				.append('\n');
		AtomicFile.write(file, csv.toString());
	}
}
