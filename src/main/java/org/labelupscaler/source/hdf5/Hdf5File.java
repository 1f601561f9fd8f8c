package org.labelupscaler.source.hdf5;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.text.Choices;

import io.jhdf.Constants;
import io.jhdf.FractalHeap;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.LocalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.Superblock;
import io.jhdf.SymbolTableEntry;
import io.jhdf.btree.BTreeV1;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.AttributeNameForIndexedAttributesRecord;
import io.jhdf.btree.record.LinkNameForIndexedGroupRecord;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.message.AttributeInfoMessage;
import io.jhdf.object.message.AttributeMessage;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.SymbolTableMessage;

/**
 * The tree of groups and datasets in a file. Links are followed here, not by jhdf, which opens whatever file an external
 * link names and fails on a whole group because of one member that it does not know. A file that a link leads into is open
 * as long as this one.
 */
final class Hdf5File implements AutoCloseable {

	/** Soft links on one path; more than this is a circle. */
	private static final int MOST_LINKS = 16;

	/** A member of a group: at an address, or elsewhere, perhaps in another file. */
	private record Link(long address, String target, String file) {}

	/** A group or dataset: the file that it is in, where it is there, by a path without links, and its header. */
	record Node(Hdf5File file, String path, ObjectHeader header) {

		boolean isDataset() {
			return header.hasMessageOfType(DataSpaceMessage.class) && header.hasMessageOfType(DataLayoutMessage.class);
		}

		boolean isGroup() {
			return header.hasMessageOfType(SymbolTableMessage.class) || header.hasMessageOfType(LinkInfoMessage.class);
		}

		/** The path of a member. */
		String child(final String name) {
			return path + (path.endsWith("/") ? "" : "/") + name;
		}
	}

	private final Path path;
	private final BoundedStorage storage;
	private final ExternalLinks links;
	/** The files that links have led into; each is opened once, and closed with this. */
	private final Map<Path, Hdf5File> linked = new LinkedHashMap<>();
	private final long root;

	private Hdf5File(final Path path, final BoundedStorage storage, final ExternalLinks links) {
		this.path = path;
		this.storage = storage;
		this.links = links;
		if (storage.getSuperblock() instanceof Superblock.SuperblockV0V1 old)
			root = new SymbolTableEntry(storage, old.getRootGroupSymbolTableAddress() - old.getBaseAddressByte())
				.getObjectHeaderAddress();
		else
			root = ((Superblock.SuperblockV2V3) storage.getSuperblock()).getRootGroupObjectHeaderAddress();
	}

	static Hdf5File open(final Path path) {
		return open(new ExternalLinks(path, 1));
	}

	private static Hdf5File open(final ExternalLinks links) {
		final BoundedStorage storage = BoundedStorage.open(links.path());
		boolean made = false;
		try {
			final Hdf5File file = new Hdf5File(links.path(), storage, links);
			made = true;
			return file;
		}
		finally {
			if (!made)
				storage.close();
		}
	}

	Path path() {
		return path;
	}

	BoundedStorage storage() {
		return storage;
	}

	/** Of this and the files that links have led into, that of a path. */
	Hdf5File opened(final Path other) {
		return other.equals(path) ? this : linked.values().stream().map(file -> file.opened(other)).filter(Objects::nonNull).findFirst()
			.orElse(null);
	}

	/** The files that links have led into so far, those that lie between included. */
	List<Path> linked() {
		final List<Path> paths = new ArrayList<>();
		linked.forEach((file, hdf5) -> Stream.concat(Stream.of(file), hdf5.linked().stream()).forEach(paths::add));
		return paths.stream().distinct().toList();
	}

	private Hdf5File linked(final String link, final String name) {
		final Path file = links.follow(link, name, linked.size());
		return linked.computeIfAbsent(file, f -> open(new ExternalLinks(f, links.depth() + 1)));
	}

	/** What a path with slashes leads to. */
	Node resolve(final String inside) {
		return find(inside, true).orElseThrow();
	}

	/** The same; nothing if there is nothing. */
	Optional<Node> find(final String inside) {
		return find(inside, false);
	}

	private Optional<Node> find(final String inside, final boolean required) {
		final Deque<String> names = new ArrayDeque<>(List.of(inside.split("/")));
		Node node = node("/", root);
		int links = 0;
		while (!names.isEmpty()) {
			final String name = names.pop();
			if (name.isEmpty() || name.equals("."))
				continue;
			final Map<String, Link> members = node.isGroup() ? links(node) : Map.of();
			final Link link = members.get(name);
			if (link == null && required)
				throw new InvalidInputException(node.file().path + " has no " + node.child(name) + ": " + (node.isGroup() ? "the group " +
					node.path() + " has " + shown(members.keySet()) + Choices.meant(name, members.keySet()) : node.path() + " is no group" + (node
						.isDataset() ? " but a dataset, the end of the path" : "")));
			if (link == null)
				return Optional.empty();
			if (link.target() == null) {
				node = node.file().node(node.child(name), link.address());
				continue;
			}
			if (link.file() != null) {
				node = node.file().linked(node.child(name), link.file()).resolve(link.target());
				continue;
			}
			if (++links > MOST_LINKS)
				throw new InvalidInputException(path + ": the links on the path " + shown(List.of(inside)) + " lead in a circle");
			final List<String> target = new ArrayList<>(Arrays.asList(link.target().split("/")));
			for (int i = target.size() - 1; i >= 0; i--)
				names.push(target.get(i));
			if (link.target().startsWith("/"))
				node = node.file().node("/", node.file().root);
		}
		return Optional.of(node);
	}

	private Node node(final String name, final long address) {
		return new Node(this, name, HeaderReader.read(storage, address));
	}

	/** Names, not too many, fit for a terminal. */
	static String shown(final Collection<String> names) {
		return Choices.listed(names);
	}

	/** The names of a group's members, sorted; those of links, too. */
	List<String> names(final Node group) {
		return new ArrayList<>(links(group).keySet());
	}

	/** The members of a group that are in it, not only linked; those that cannot be read are left out. */
	List<Long> addresses(final Node group, final List<String> names) {
		final List<Long> addresses = new ArrayList<>();
		links(group).forEach((name, link) -> {
			if (link.target() == null) {
				names.add(name);
				addresses.add(link.address());
			}
		});
		return addresses;
	}

	Node child(final Node group, final String name, final long address) {
		return group.file().node(group.child(name), address);
	}

	/** An object that something in the file refers to; it has no name here. */
	Node at(final long address) {
		return node("", address);
	}

	/** The name of an object, as a dataset finds it in its own group or in those above. */
	Optional<String> nameFrom(final Node dataset, final Node object) {
		for (String path = dataset.path(); path.contains("/");) {
			path = path.substring(0, path.lastIndexOf('/'));
			final List<String> names = new ArrayList<>();
			final List<Long> addresses = addresses(resolve(path), names);
			final int at = addresses.indexOf(object.header().getAddress());
			if (at >= 0)
				return Optional.of(names.get(at));
		}
		return Optional.empty();
	}

	private static Map<String, Link> links(final Node group) {
		return group.file().members(group);
	}

	private Map<String, Link> members(final Node group) {
		final Map<String, Link> links = new TreeMap<>();
		if (group.header().hasMessageOfType(SymbolTableMessage.class))
			readSymbolTable(group.header().getMessageOfType(SymbolTableMessage.class), links);
		else {
			final LinkInfoMessage info = group.header().getMessageOfType(LinkInfoMessage.class);
			if (info.getBTreeNameIndexAddress() == Constants.UNDEFINED_ADDRESS)
				group.header().getMessagesOfType(LinkMessage.class).forEach(message -> put(message, links));
			else {
				final FractalHeap heap = new FractalHeap(storage, info.getFractalHeapAddress());
				for (final var link : new BTreeV2<LinkNameForIndexedGroupRecord>(storage, info.getBTreeNameIndexAddress())
					.getRecords())
					put(LinkMessage.fromBuffer(heap.getId(link.getId()), storage.getSuperblock()), links);
			}
		}
		return links;
	}

	private static void put(final LinkMessage message, final Map<String, Link> links) {
		links.put(message.getLinkName(), switch (message.getLinkType()) {
			case HARD -> new Link(message.getHardLinkAddress(), null, null);
			case SOFT -> new Link(0, message.getSoftLink(), null);
			case EXTERNAL -> new Link(0, message.getExternalPath(), message.getExternalFile());
		});
	}

	private void readSymbolTable(final SymbolTableMessage table, final Map<String, Link> links) {
		final ByteBuffer names = new LocalHeap(storage, table.getLocalHeapAddress()).getDataBuffer();
		for (final long node : BTreeV1.createGroupBTree(storage, table.getBTreeAddress()).getChildAddresses())
			for (final SymbolTableEntry entry : new GroupSymbolTableNode(storage, node).getSymbolTableEntries()) {
				final boolean soft = entry.getCacheType() == 2;
				links.put(name(names, entry.getLinkNameOffset()), new Link(entry.getObjectHeaderAddress(), soft ? name(names,
					entry.getLinkValueOffset()) : null, null));
			}
	}

	private static String name(final ByteBuffer names, final int offset) {
		int end = offset;
		while (names.get(end) != 0)
			end++;
		return new String(names.array(), names.arrayOffset() + offset, end - offset, StandardCharsets.UTF_8);
	}

	/** The attribute of that name. */
	Optional<AttributeMessage> attribute(final Node node, final String name) {
		final List<AttributeMessage> messages = new ArrayList<>(node.header().getMessagesOfType(AttributeMessage.class));
		addDense(node, messages);
		return messages.stream().filter(message -> message.getName().equals(name)).findFirst();
	}

	/** Whether all attributes can be read. */
	boolean hasReadableAttributes(final Node node) {
		return addDense(node, new ArrayList<>());
	}

	/** NB: jhdf does not read every heap of attributes. */
	private boolean addDense(final Node node, final List<AttributeMessage> messages) {
		try {
			if (node.header().hasMessageOfType(AttributeInfoMessage.class))
				node.file().addDense(node.header().getMessageOfType(AttributeInfoMessage.class), messages);
			return true;
		}
		catch (final RuntimeException e) {
			return false;
		}
	}

	private void addDense(final AttributeInfoMessage info, final List<AttributeMessage> messages) {
		if (info.getFractalHeapAddress() == Constants.UNDEFINED_ADDRESS)
			return;
		final FractalHeap heap = new FractalHeap(storage, info.getFractalHeapAddress());
		for (final var attribute : new BTreeV2<AttributeNameForIndexedAttributesRecord>(storage, info
			.getAttributeNameBTreeAddress()).getRecords())
			messages.add(new AttributeMessage(heap.getId(attribute.getHeapId()), storage, attribute.getFlags()));
	}

	/** What jhdf or Java complained about, in one line. */
	static String reason(final Throwable failure) {
		String message = "its structure is wrong";
		Throwable cause = failure;
		// NB: the innermost that was written to be read; those of Java below it are about the code.
		for (int depth = 0; cause != null && depth < 32; depth++) {
			if (cause instanceof StackOverflowError || cause instanceof OutOfMemoryError)
				return "its structure is nested or large beyond measure";
			if ((cause instanceof HdfException || cause instanceof LabelUpscalerException) && cause.getMessage() != null)
				message = cause.getMessage();
			cause = cause.getCause();
		}
		return message.replaceAll("\\p{Cntrl}", "?").replaceFirst(", this is not supported by jHDF$", ", which is not supported");
	}

	@Override
	public void close() {
		linked.values().forEach(Hdf5File::close);
		storage.close();
	}
}
