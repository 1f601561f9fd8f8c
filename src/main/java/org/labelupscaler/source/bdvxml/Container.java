package org.labelupscaler.source.bdvxml;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.address.AddressFileSystems;
import org.labelupscaler.json.JsonText;
import org.labelupscaler.source.hdf5.Hdf5Format;

import com.google.gson.JsonArray;
import com.google.gson.JsonParseException;

/**
 * Where the voxels are. A path may be absolute, or lead upwards, as BigDataViewer writes it, but not to another host. What it
 * names must exist, be what the loader says, and be an image; nothing else of it is shown.
 *
 * @param file the XML file
 * @param data what it says
 * @param root the container
 */
record Container(Path file, SpimData data, Path root) {

	private static final Pattern REMOTE = Pattern.compile(".*\\.(s3|cloud)|bdv\\.remote|catmaid|openconnectome|.*dvid.*");

	/** @throws InvalidInputException if there is none that can be read */
	static Container of(final Path file, final SpimData data) {
		final String loader = data.loader().toLowerCase(Locale.ROOT);
		if (data.remote() || REMOTE.matcher(loader).matches())
			throw new InvalidInputException(file + ": its image loader '" + SpimDataReader.shown(data.loader()) +
				"' reads voxels from a server, but only files on this computer's drives are read; download the container and name it");
		if (loader.startsWith("bdv.ome.zarr"))
			throw new InvalidInputException(file + ": its image loader '" + SpimDataReader.shown(data.loader()) +
				"' is not read; name the OME-Zarr folder itself");
		if (data.kind().isEmpty() || data.container().isEmpty())
			throw new InvalidInputException(file + ": its image loader '" + SpimDataReader.shown(data.loader()) +
				"' names no HDF5 or Imaris file, N5 or Zarr folder, so its voxels cannot be read; re-save it as HDF5 or N5 " +
				"(BigStitcher: Resave Dataset)");
		final Path root = resolve(file, file.toAbsolutePath().getParent(), "BasePath", data.basePath());
		final Path container = resolve(file, root, data.kind(), data.container());
		final boolean isFile = data.kind().equals("hdf5") || data.kind().equals("ims");
		if (isFile ? !Files.isRegularFile(container) : !Files.isDirectory(container))
			throw new InvalidInputException(file + ": <" + data.kind() + "> is '" + SpimDataReader.shown(data.container()) + "', but " +
				container + " is no " + (isFile ? "file" : "folder") + "; correct the path in the XML file");
		return new Container(file, data, container);
	}

	private static Path resolve(final Path file, final Path folder, final String field, final String name) {
		try {
			final boolean isUri = name.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
			final URI uri = isUri ? URI.create(name) : null;
			// NB: to look for a file on a host that a stranger names tells that host on Windows who the user is.
			if (name.matches("[/\\\\]{2}.*") || isUri && !("file".equals(uri.getScheme()) && uri.getAuthority() == null && !String
				.valueOf(uri.getPath()).startsWith("//")))
				throw new InvalidInputException(file + ": <" + field + "> is '" + SpimDataReader.shown(name) +
					"', but only files on this computer's drives are read; name it by its path from the XML file");
			if (AddressFileSystems.isAddress(folder))
				return resolveThere(file, folder, field, name, isUri);
			if (isUri)
				return Path.of(uri).normalize();
			return folder.resolve(name).normalize();
		}
		catch (final IllegalArgumentException | FileSystemNotFoundException e) {
			throw new InvalidInputException(file + ": <" + field + "> is '" + SpimDataReader.shown(name) + "', which is no path", e);
		}
	}

	/** NB: a stranger on a server must not choose what is read on this computer, nor from which other server. */
	private static Path resolveThere(final Path file, final Path folder, final String field, final String name, final boolean isUri) {
		final Path found = isUri || name.matches("[/\\\\].*|[A-Za-z]:.*") ? null : folder.resolve(name).normalize();
		if (found == null || found.getNameCount() == 0 || !found.getName(0).equals(folder.getName(0)))
			throw new InvalidInputException(file + ": <" + field + "> is '" + SpimDataReader.shown(name) +
				"', but an XML file at an address can name only what is on the same server; download both, or name the container itself");
		return found;
	}

	/** What names a level of an image to whoever reads the container. */
	Path image(final View view) {
		if (data.kind().equals("hdf5"))
			return root.resolve(String.format(Locale.ROOT, "t%05d/s%02d/%d/cells", view.timepoint(), view.setup().id(), view.level()));
		if (data.kind().equals("ims"))
			return root.resolve("DataSet/ResolutionLevel " + view.level() + "/TimePoint " + view.timepoint() + "/Channel " + view
				.setup().id() + "/Data");
		if (!data.loader().contains("multimg"))
			return root.resolve("setup" + view.setup().id() + "/timepoint" + view.timepoint() + "/s" + view.level());
		final SpimData.Group group = data.groups().get(view.setup().id() + "/" + view.timepoint());
		if (group == null || group.path().isEmpty())
			throw new InvalidInputException(file + ": <zgroups> names no image of setup " + view.setup().id() + " and time point " +
				view.timepoint());
		final Path image = resolve(file, root, "zgroup", group.path());
		if (!image.startsWith(root))
			throw new InvalidInputException(file + ": <zgroup> has the path '" + SpimDataReader.shown(group.path()) +
				"', which leads out of " + root);
		return view.level() == 0 ? image : image.resolve(Integer.toString(view.level()));
	}

	/** Whether the image has further axes, of which something else than the beginning is meant. */
	boolean isElsewhere(final View view) {
		final SpimData.Group group = data.groups().get(view.setup().id() + "/" + view.timepoint());
		return group != null && !group.indices().matches("[\\[\\]\\s,0]*");
	}

	/** By how much a level is smaller than level 0, along x, y, z; nothing if the container does not say. */
	Optional<double[]> factors(final View view) {
		if (data.kind().equals("hdf5"))
			return Hdf5Format.bdvFactors(root, view.setup().id(), view.level());
		if (data.loader().contains("multimg") || data.kind().equals("ims"))
			return Optional.empty();
		final Path setup = root.resolve("setup" + view.setup().id());
		for (final String name : new String[] { "attributes.json", ".zattrs" })
			try {
				final JsonArray level = JsonText.read(setup.resolve(name)).getAsJsonObject().getAsJsonArray("downsamplingFactors").get(
					view.level()).getAsJsonArray();
				return Optional.of(new double[] { level.get(0).getAsDouble(), level.get(1).getAsDouble(), level.get(2)
					.getAsDouble() });
			}
			catch (final IOException | JsonParseException | IllegalStateException | UnsupportedOperationException
					| ClassCastException | NullPointerException | IndexOutOfBoundsException | NumberFormatException e)
			{
				// NB: then it is told from the sizes.
			}
		return Optional.empty();
	}
}
