package org.labelupscaler.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.TestSources;
import org.labelupscaler.cli.Main;
import org.labelupscaler.job.UpscalePlan;
import org.labelupscaler.label.LabelType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import net.imagej.updater.CommandLine;
import net.imagej.updater.FileObject;
import net.imagej.updater.FilesCollection;
import net.imagej.updater.Installer;
import net.imagej.updater.util.StderrProgress;
import net.imagej.updater.util.UpdaterUtil;

/**
 * The real updater takes the site over http: it is added, installed, started, upgraded and taken away again, in a folder that has a
 * site of Fiji's libraries besides.
 */
class UpdateSiteContractTest {

	private static final long FIRST = 20270102030405L;

	private static final long SECOND = 20270203040506L;

	/** What the plugin needs of ImageJ and Fiji, besides libraries. */
	private static final List<String> IMAGEJ = List.of("ij-", "scijava-common-", "parsington-", "imglib2-");

	private static final Set<String> SHIPPED = Set.of("jhdf", "compress-lzf", "commons-csv", "url-connection-client");

	@TempDir
	private Path folder;

	private Path fiji;
	private HttpServer server;
	private String address;

	@BeforeEach
	void setUp() throws Exception {
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", this::serve);
		server.start();
		address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
		fiji = Files.createDirectories(folder.resolve("my Fiji.app"));
		Files.createDirectories(fiji.resolve("plugins"));
		Files.createDirectories(fiji.resolve("jars"));
		try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(fiji.resolve("db.xml.gz")))) {
			out.write(("<pluginRecords><update-site name=\"ImageJ\" url=\"" + address + "fiji/\" timestamp=\"0\"/></pluginRecords>").getBytes(
				StandardCharsets.UTF_8));
		}
		final List<UpdateSite.Offer> offers = new ArrayList<>();
		for (final Path jar : jars())
			if (isOfFiji(jar.getFileName().toString()))
				offers.add(new UpdateSite.Offer("jars/" + jar.getFileName(), jar, "", List.of()));
		UpdateSite.write(folder.resolve("web/fiji"), offers, new SiteIndex(), FIRST);
		updater("update");
	}

	@AfterEach
	void tearDown() {
		server.stop(0);
	}

	private void serve(final HttpExchange exchange) throws IOException {
		final Path file = folder.resolve("web" + exchange.getRequestURI().getPath());
		if (Files.isRegularFile(file)) {
			exchange.getResponseHeaders().add("Last-Modified", "Fri, 01 Jan 2027 00:00:00 GMT");
			exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("HEAD") ? -1 : Files.size(file));
			if (!exchange.getRequestMethod().equals("HEAD"))
				Files.copy(file, exchange.getResponseBody());
		}
		else
			exchange.sendResponseHeaders(404, -1);
		exchange.close();
	}

	private static List<Path> jars() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).filter(p -> p.endsWith(".jar")).map(Path::of)
			.toList();
	}

	/** NB: of two versions of a library the class path may have, the first counts, as for Java. */
	private boolean isOfFiji(final String jar) {
		final String identity = SiteFile.identity("jars/" + jar);
		return ReleaseIT.FIJI.contains(identity) && jars().stream().map(p -> p.getFileName().toString()).filter(p -> SiteFile.identity(
			"jars/" + p).equals(identity)).findFirst().orElseThrow().equals(jar) || IMAGEJ.stream().anyMatch(name -> jar.matches(name +
				"\\d.*"));
	}

	/** The plugin as built, with one entry more. */
	private UpdateSite.Offer program(final String version) throws Exception {
		final Path built = Path.of(UpscalePlan.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		final List<String> entries = new ArrayList<>();
		assertTrue(Files.isDirectory(built), "tests run with the classes of the build");
		try (Stream<Path> files = Files.walk(built)) {
			for (final Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
				entries.add(built.relativize(file).toString().replace('\\', '/'));
				entries.add(Files.readString(file, StandardCharsets.ISO_8859_1));
			}
		}
		entries.addAll(List.of("version.txt", version));
		final String name = "Label_Upscaler-" + version + ".jar";
		return new UpdateSite.Offer("plugins/" + name, Jars.write(folder.resolve("built/" + name), entries.toArray(String[]::new)), "Labels",
			List.of("jars/gson.jar", "jars/jhdf.jar", "jars/commons-csv.jar"));
	}

	/** Publishes a version, as the release makes it. */
	private void publish(final String version, final SiteIndex published, final long timestamp) throws Exception {
		final List<Path> all = new ArrayList<>(List.of(program(version).file()));
		for (final Path jar : jars()) {
			final String name = jar.getFileName().toString();
			if (SHIPPED.stream().anyMatch(n -> name.matches(n + "-\\d.*")) || isOfFiji(name) && IMAGEJ.stream().noneMatch(n -> name.matches(n +
				"\\d.*")))
				all.add(jar);
		}
		UpdateSite.write(folder.resolve("web/labels"), FijiLibraries.offers(all, "Labels"), published, timestamp);
		SiteRules.check(folder.resolve("web/labels"), ReleaseIT.FIJI);
	}

	private SiteIndex published() throws IOException {
		return Release.published(address + "labels/db.xml.gz");
	}

	private void updater(final String... words) {
		CommandLine.main(fiji.toFile(), 80, words);
	}

	/** What a start of Fiji does first. */
	private void restart() throws Exception {
		final FilesCollection files = new FilesCollection(fiji.toFile());
		new Installer(files, new StderrProgress()).moveUpdatedIntoPlace();
	}

	/** @return what the updater's window would show of the files of a site */
	private Map<String, FileObject.Status> shown(final String site) throws Exception {
		final FilesCollection files = new FilesCollection(fiji.toFile());
		files.downloadIndexAndChecksum(new StderrProgress());
		final Map<String, FileObject.Status> shown = new TreeMap<>();
		for (final FileObject file : files.forUpdateSite(site))
			shown.put(file.getLocalFilename(false), file.getStatus());
		return shown;
	}

	private Set<String> installed() throws IOException {
		try (Stream<Path> files = Files.walk(fiji)) {
			return files.filter(f -> f.toString().endsWith(".jar")).map(f -> fiji.relativize(f).toString().replace('\\', '/')).collect(Collectors
				.toCollection(TreeSet::new));
		}
	}

	private void start(final String name) throws Exception {
		final Path source = TestSources.writeNrrd(TestSources.random(new Random(3), LabelType.UINT16, 9, 8, 7), folder.resolve(name + ".nrrd"));
		final Path hdf5 = folder.resolve("bdv.h5");
		try (FileSystem zip = FileSystems.newFileSystem(Path.of("src/test/resources/hdf5/files.zip"))) {
			Files.copy(zip.getPath("bdv.h5"), hdf5, StandardCopyOption.REPLACE_EXISTING);
		}
		final String driver = Path.of(InstalledPlugin.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
		final Path log = folder.resolve(name + ".log");
		final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(),
			"-Djava.awt.headless=true", "-cp", fiji + "/plugins/*" + File.pathSeparator + fiji + "/jars/*" + File.pathSeparator + driver,
			InstalledPlugin.class.getName(), source.toString(), folder.resolve(name + ".n5").toString(), hdf5.toString(), folder.resolve(name +
				"-hdf5.n5").toString()).redirectErrorStream(true).redirectOutput(log.toFile()).directory(folder.toFile()).start();
		assertEquals(0, process.waitFor(), () -> read(log));
		for (final String target : List.of(name + ".n5", name + "-hdf5.n5"))
			assertEquals(0, Main.run("verify", folder.resolve(target).toString(), "--progress", "none"), () -> read(log));
	}

	private static String read(final Path file) {
		try {
			return Files.readString(file);
		}
		catch (final IOException e) {
			return e.toString();
		}
	}

	@Test
	void itIsInstalledStartedUpgradedAndTakenAway() throws Exception {
		final Set<String> before = installed();
		publish("0.1.0", new SiteIndex(), FIRST);
		updater("add-update-site", "Label Upscaler", address + "labels/");
		updater("update");
		final Set<String> ours = new TreeSet<>(installed());
		ours.removeAll(before);
		assertEquals(5, ours.size(), ours::toString);
		assertTrue(ours.contains("plugins/Label_Upscaler-0.1.0.jar"));
		assertTrue(installed().containsAll(before));
		assertEquals(ours, shown("Label Upscaler").keySet());
		assertEquals(Set.of(FileObject.Status.INSTALLED), Set.copyOf(shown("Label Upscaler").values()));
		assertEquals(Set.of(FileObject.Status.INSTALLED), Set.copyOf(shown("ImageJ").values()), "nothing of Fiji's is shadowed");
		start("first");

		publish("0.2.0", published(), SECOND);
		assertEquals(FileObject.Status.UPDATEABLE, shown("Label Upscaler").get("plugins/Label_Upscaler-0.1.0.jar"));
		assertEquals(1, shown("Label Upscaler").values().stream().filter(s -> s != FileObject.Status.INSTALLED).count());
		updater("update");
		final Set<String> upgraded = new TreeSet<>(ours);
		upgraded.remove("plugins/Label_Upscaler-0.1.0.jar");
		upgraded.add("plugins/Label_Upscaler-0.2.0.jar");
		upgraded.addAll(before);
		assertEquals(upgraded, installed());
		assertEquals(Set.of(FileObject.Status.INSTALLED), Set.copyOf(shown("Label Upscaler").values()));
		start("second");

		updater("deactivate-update-site", "Label Upscaler");
		restart();
		assertEquals(before, installed());
	}

	/** Why a release needs the index that is published. */
	@Test
	void withoutThePublishedIndexTheOldStays() throws Exception {
		publish("0.1.0", new SiteIndex(), FIRST);
		updater("add-update-site", "Label Upscaler", address + "labels/");
		updater("update");
		publish("0.2.0", new SiteIndex(), SECOND);
		updater("update");
		assertEquals(FileObject.Status.MODIFIED, shown("Label Upscaler").get("plugins/Label_Upscaler-0.1.0.jar"));
		assertFalse(installed().contains("plugins/Label_Upscaler-0.2.0.jar"));
	}

	@Test
	void theChecksumIsTheUpdaters() throws Exception {
		for (final Path jar : jars()) {
			final String name = "jars/" + jar.getFileName();
			assertEquals(UpdaterUtil.getDigest(name, jar.toFile()), SiteChecksum.of(name, jar), name);
		}
		final Random random = new Random(77);
		for (int n = 0; n < 300; n++) {
			final StringBuilder text = new StringBuilder();
			for (int c = random.nextInt(60); c > 0; c--)
				text.append("#\n\ra=\u00e9".charAt(Math.min(5, random.nextInt(9))));
			final Path jar = Jars.write(folder.resolve("random.jar"), "a.properties", text.toString(), "META-INF/", "", "\u00e9/", "");
			assertEquals(UpdaterUtil.getDigest("jars/random.jar", jar.toFile()), SiteChecksum.of("jars/random.jar", jar), text::toString);
		}
	}
}
