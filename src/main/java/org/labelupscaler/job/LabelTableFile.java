package org.labelupscaler.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;
import org.labelupscaler.store.Stores;
import org.labelupscaler.file.AtomicStream;
import org.labelupscaler.ontology.RegionCounts;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.ontology.Structure;
import org.labelupscaler.volume.VolumeFormats;

/**
 * A label table as a CSV file beside the container. Its columns: {@code label}; {@code id}, what the label is called in
 * the source, if labels have been renumbered; {@code acronym, name, color, parent}, if there is an ontology;
 * {@code voxels} and {@code volume_um3}, with the unit in the name; and with an ontology these two again with everything
 * below the structure, {@code voxels_with_below} and {@code volume_with_below_um3}. With an ontology the structures are in
 * the order of its tree, those included that have voxels only below them; labels that it does not have come first.
 */
final class LabelTableFile {

	private static final String ENDING = ".labels.csv";
	/** How many bytes tell what a file is. */
	private static final int START = 300;

	private final LabelTable table;
	private final boolean renumbered;
	private final boolean named;

	private LabelTableFile(final LabelTable table) {
		this.table = table;
		renumbered = table.isRenumbered();
		named = table.ontology().size() > 0;
	}

	/** Where the table of a container belongs: at NAME.n5.labels.csv, for NAME.n5, so that containers of all formats have their own. */
	static Path of(final Path container) {
		return VolumeFormats.beside(container, ENDING);
	}

	/** Whether a file exists and is no such table, or has columns that this program does not write. */
	static boolean isForeign(final Path file) {
		if (Stores.isElsewhere(file))
			return isForeign(Stores.at(file.getParent()), new Key(file.getFileName().toString()));
		if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
			return true;
		try (InputStream in = Files.newInputStream(file)) {
			return isForeign(in.readNBytes(START));
		}
		catch (final NoSuchFileException e) {
			return false;
		}
		catch (final IOException e) {
			return true;
		}
	}

	private static boolean isForeign(final Store store, final Key key) {
		try {
			final long size = store.size(key).orElse(-1);
			return size >= 0 && isForeign(store.get(key, 0, (int) Math.min(size, START)).map(ByteBuffer::array).orElse(new byte[0]));
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + store.describe(key) + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	private static boolean isForeign(final byte[] start) {
		return !new String(start, StandardCharsets.ISO_8859_1).matches(
			"(?s)label,(id,)?(acronym,name,color,parent,)?voxels,volume_[^,\n]*3(,voxels_with_below,volume_with_below_[^,\n]*3)?\n.*");
	}

	/** Deletes it, if it is there. */
	static void delete(final Path file) throws IOException {
		if (Stores.isElsewhere(file))
			Stores.at(file.getParent()).delete(new Key(file.getFileName().toString()));
		else
			Files.deleteIfExists(file);
	}

	/** Waits until it is where a power cut cannot take it. */
	static void sync(final Path file) throws IOException {
		if (Stores.isElsewhere(file))
			Stores.at(file.getParent()).sync(new Key(file.getFileName().toString()));
		else
			AtomicStream.sync(file);
	}

	/** Writes a table; a file that is there is replaced. */
	static void write(final LabelTable table, final Path file) {
		final StringBuilder csv = new StringBuilder();
		try (CSVPrinter printer = new CSVPrinter(csv, CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get())) {
			new LabelTableFile(table).print(printer);
		}
		catch (final IOException e) {
			throw new IllegalStateException("a text in memory takes all", e);
		}
		final byte[] content = csv.toString().getBytes(StandardCharsets.UTF_8);
		if (!Stores.isElsewhere(file)) {
			AtomicStream.write(file, content);
			return;
		}
		try {
			Stores.at(file.getParent()).put(new Key(file.getFileName().toString()), ByteBuffer.wrap(content));
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot write " + Stores.describe(file) + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	private void print(final CSVPrinter printer) throws IOException {
		final String volume = "_" + unit() + "3";
		final List<String> columns = new ArrayList<>(List.of("label"));
		if (renumbered)
			columns.add("id");
		if (named)
			columns.addAll(List.of("acronym", "name", "color", "parent"));
		columns.addAll(List.of("voxels", "volume" + volume));
		if (named)
			columns.addAll(List.of("voxels_with_below", "volume_with_below" + volume));
		printer.printRecord(columns);
		if (named)
			printRegions(printer);
		else
			for (final LabelTable.Row row : table.rows())
				printer.printRecord(cells(row.label(), row.id(), Optional.empty(), row.voxels(), 0));
	}

	/** NB: where edges have a number but no unit, a volume is no number of pixels. */
	private String unit() {
		final VoxelSize size = table.voxelSize();
		return size.known() && size.unit().equals(VoxelSize.PIXEL) ? "unknown" : size.unit();
	}

	private void printRegions(final CSVPrinter printer) throws IOException {
		final Map<Long, Long> labels = new HashMap<>();
		final Map<Long, Long> counts = new HashMap<>();
		for (final LabelTable.Row row : table.rows()) {
			labels.put(row.id(), row.label());
			if (table.ontology().structure(row.id()).isPresent())
				counts.put(row.id(), row.voxels());
			else
				printer.printRecord(cells(row.label(), row.id(), Optional.of(Structure.unknown(row.id())), row.voxels(), row
					.voxels()));
		}
		for (final RegionCounts.Row row : RegionCounts.of(table.ontology(), counts).rows()) {
			counts.remove(row.structure().id());
			printer.printRecord(cells(labels.get(row.structure().id()), row.structure().id(), Optional.of(row.structure()), row
				.own(), row.withBelow()));
		}
		// NB: numbers that only coarser levels have
		for (final long id : counts.keySet().stream().sorted(table.idType()::compare).toList())
			printer.printRecord(cells(labels.get(id), id, table.ontology().structure(id), 0, 0));
	}

	/** The label is null for a structure that has no voxels of its own. */
	private List<String> cells(final Long label, final long id, final Optional<Structure> structure, final long voxels,
		final long withBelow)
	{
		final List<String> cells = new ArrayList<>();
		if (label == null)
			cells.add(renumbered ? "" : table.type().format(id));
		else
			cells.add(table.type().format(label));
		if (renumbered)
			cells.add(table.idType().format(id));
		structure.ifPresent(s -> cells.addAll(List.of(s.acronym(), s.name(), color(s.rgb()), parent(id))));
		cells.addAll(List.of(Long.toString(voxels), table.volume(voxels).toPlainString()));
		if (structure.isPresent())
			cells.addAll(List.of(Long.toString(withBelow), table.volume(withBelow).toPlainString()));
		return cells;
	}

	private static String color(final OptionalInt rgb) {
		return rgb.isPresent() ? "%06X".formatted(rgb.getAsInt()) : "";
	}

	private String parent(final long id) {
		return table.ontology().parent(id).map(p -> p.acronym().isEmpty() ? table.idType().format(p.id()) : p.acronym()).orElse(
			"");
	}
}
