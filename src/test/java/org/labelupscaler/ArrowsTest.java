package org.labelupscaler;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.labelupscaler.address.AddressFileSystems;
import org.labelupscaler.address.AddressPath;
import org.labelupscaler.store.Store;
import org.labelupscaler.store.StoreRef;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/**
 * The rooms of this program and the arrows between them: which packages each may use, and that nothing leads in a circle. NB: it is
 * compiled code that is looked at, in which the use of a constant leaves no trace.
 */
class ArrowsTest {

	private static final String ROOT = "org.labelupscaler";

	/** What each package may use besides itself. */
	private static final Map<String, Set<String>> ROOMS = new LinkedHashMap<>();

	static {
		// Small rooms that know nothing of labels.
		room("text", "");
		room("root", "text");
		room("file", "root");
		room("json", "root");
		room("compression", "root");
		// What a piece of label volume is, and the bytes it becomes.
		room("grid", "");
		room("label", "");
		room("encode", "compression grid label");
		// Keys and bytes.
		room("address", "root file");
		room("store", "root address");
		room("store.http", "root address store");
		room("store.s3", "root address store");
		// Volumes that are written and read back. A format knows no other.
		final String volume = "root encode grid json label store volume";
		room("volume", "root encode grid json label store");
		room("volume.single", volume);
		room("volume.bdv", volume);
		room("volume.n5", volume + " file volume.bdv");
		room("volume.zarr", volume);
		room("volume.hdf5", volume + " volume.single");
		room("volume.imaris", volume + " volume.single volume.hdf5");
		room("volume.bdvhdf5", volume + " file volume.bdv volume.single volume.hdf5");
		room("volume.precomputed", volume);
		room("volume.tiff", volume + " volume.single");
		// Label volumes of others. A format knows no other, but for what its files are made of.
		final String source = "root file grid label text source.foreign source";
		room("source.foreign", "root");
		room("source", "root address file grid label store text source.foreign");
		for (final String simple : List.of("amira", "arrange", "imagej", "imglib2", "metaimage", "mgh", "microscope", "nifti", "npy", "nrrd",
			"picture", "raw"))
			room("source." + simple, source);
		room("source.tiff", source + " compression json source.arrange");
		room("source.hdf5", source + " compression json");
		room("source.bdvxml", source + " address json source.hdf5");
		// NB: volume, to refuse what this program has not finished.
		room("source.array", source + " address json volume");
		room("source.n5", source + " compression json source.array volume.n5");
		room("source.precomputed", source + " address compression json source.array");
		room("source.zarr", source + " address compression json source.array");
		// What labels mean.
		room("ontology", "root grid source text");
		// Options, plan, work.
		final String job = "root encode file grid label ontology source source.arrange source.raw store text volume";
		room("job", job);
		// Lists of points.
		final String points = "root grid source text points";
		room("points", "root grid source text");
		for (final String format : List.of("json", "roi", "table", "xml"))
			room("points." + format, points);
		room("points.npy", points + " source.npy");
		room("points.file", points + " points.json points.npy points.roi points.table points.xml source.foreign source.npy");
		// Cells and views do not know each other.
		final String cells = "root file grid job label ontology points source text volume cells";
		room("cells", "root file grid job label ontology points source store text volume");
		room("cells.picture", cells);
		room("cells.volume", cells + " store");
		room("cells.output", cells);
		room("cells.output.precomputed", "root file grid label ontology cells.output");
		room("cells.output.imaris", "root grid ontology text volume.imaris cells.output");
		// NB: the three kinds of container whose levels are looked at one by one.
		room("view", "root grid job label ontology source source.array source.n5 source.precomputed source.zarr store text volume");
		room("view.bdv", "root grid label source text view");
		room("view.imagej", "root grid label source view");
		room("view.window", "root job view view.bdv view.imagej");
		// What a user says and is told.
		room("words", job + " cells cells.output cells.picture cells.volume job points points.file view view.window");
		// Front ends do not know each other; the two of ImageJ share its macros and their dialogs.
		room("macro", "root words");
		room("dialog", "root words");
		final String front = "root cells cells.output cells.picture cells.volume job source view view.window words";
		room("command", front + " dialog macro source.imagej view.imagej");
		room("ij", front + " dialog macro source.imagej view.imagej");
		room("cli", front + " encode grid label ontology source.arrange store text volume");
	}

	/** Toolkits, and the packages that may know each. */
	private static final Map<String, Set<String>> TOOLKITS = Map.ofEntries( //
		Map.entry("ij..", Set.of("command", "ij", "macro", "source.imagej", "view.imagej")), //
		Map.entry("org.scijava..", Set.of("command")), //
		Map.entry("picocli..", Set.of("cli")), //
		Map.entry("net.imglib2..", Set.of("source.imglib2", "view.bdv")), //
		Map.entry("bdv..", Set.of()), //
		Map.entry("mpicbg..", Set.of()), //
		Map.entry("io.jhdf..", Set.of("source.hdf5")), //
		Map.entry("software.amazon..", Set.of("store.s3")), //
		Map.entry("java.awt..", Set.of("cells.picture", "cli", "command", "dialog", "ij", "view", "view.bdv", "view.imagej", "view.window")), //
		Map.entry("javax.imageio..", Set.of("cells.picture")), //
		Map.entry("javax.swing..", Set.of("dialog", "view.bdv")));

	private static JavaClasses classes;

	private static void room(final String name, final String mayUse) {
		final Set<String> below = mayUse.isEmpty() ? Set.of() : Set.of(mayUse.split(" "));
		if (!ROOMS.keySet().containsAll(below))
			throw new IllegalArgumentException(name + " may use only what stands above it");
		ROOMS.put(name, below);
	}

	static Set<String> rooms() {
		return ROOMS.keySet();
	}

	static Set<String> toolkits() {
		return TOOLKITS.keySet();
	}

	@BeforeAll
	static void readClasses() throws Exception {
		// NB: what Java and others are made of does not matter, and would take long.
		ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
		classes = new ClassFileImporter().importPath(Path.of(InvalidInputException.class.getProtectionDomain().getCodeSource().getLocation()
			.toURI()));
	}

	@Test
	void everyPackageIsARoom() {
		final Set<String> packages = new TreeSet<>();
		classes.forEach(c -> packages.add(c.getPackageName()));
		assertEquals(new TreeSet<>(ROOMS.keySet().stream().map(ArrowsTest::packageOf).toList()), packages);
	}

	@ParameterizedTest
	@MethodSource("rooms")
	void arrowsPointDownwards(final String room) {
		final Set<String> known = new TreeSet<>(ROOMS.get(room).stream().map(ArrowsTest::packageOf).toList());
		known.add(packageOf(room));
		noClasses().that().resideInAPackage(packageOf(room)).should().dependOnClassesThat(resideInAPackage(ROOT + "..").and(unknown(
			known))).check(classes);
	}

	@ParameterizedTest
	@MethodSource("toolkits")
	void toolkitsStayInTheirRooms(final String toolkit) {
		final String[] known = TOOLKITS.get(toolkit).stream().map(ArrowsTest::packageOf).toArray(String[]::new);
		noClasses().that().resideOutsideOfPackages(known).should().dependOnClassesThat(resideInAnyPackage(toolkit)).check(classes);
	}

	@Test
	void noCirclesBetweenPackages() {
		slices().assignedFrom(by("package", JavaClass::getPackageName)).should().beFreeOfCycles().check(classes);
	}

	@Test
	void noCirclesBetweenTypes() {
		slices().assignedFrom(by("type", c -> c.getName().split("\\$")[0])).should().beFreeOfCycles() //
			// One concept: a store, and what opens it again on another machine.
			.ignoreDependency(StoreRef.class, Store.class) //
			// One more: a path and its file system, as java.nio.file has them.
			.ignoreDependency(AddressPath.class, AddressFileSystems.class) //
			.check(classes);
	}

	@ParameterizedTest
	@MethodSource("rooms")
	void eachRoomSaysWhatItKnows(final String room) throws Exception {
		final Path info = Path.of("src/main/java", packageOf(room).replace('.', '/'), "package-info.java");
		final String text = Files.readString(info);
		assertTrue(text.contains("/**") && Stream.of("Knows", "knows", "uses").anyMatch(text::contains), info.toString());
	}

	private static String packageOf(final String room) {
		return room.equals("root") ? ROOT : ROOT + "." + room;
	}

	private static DescribedPredicate<JavaClass> unknown(final Set<String> known) {
		return describe("are not in " + known, c -> !known.contains(c.getPackageName()));
	}

	private static SliceAssignment by(final String what, final Function<JavaClass, String> name) {
		return new SliceAssignment() {

			@Override
			public SliceIdentifier getIdentifierOf(final JavaClass type) {
				return type.getPackageName().startsWith(ROOT) ? SliceIdentifier.of(List.of(name.apply(type))) : SliceIdentifier.ignore();
			}

			@Override
			public String getDescription() {
				return "every " + what;
			}
		};
	}
}
