package org.labelupscaler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.labelupscaler.cells.AssignOptions;
import org.labelupscaler.cells.AssignedCells;
import org.labelupscaler.cells.CellLabels;
import org.labelupscaler.cells.CellOptions;
import org.labelupscaler.cells.picture.ChartOptions;
import org.labelupscaler.cells.picture.ProjectionOptions;
import org.labelupscaler.cells.volume.BallRadius;
import org.labelupscaler.cells.volume.CellVolumeOptions;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.Box;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.Existing;
import org.labelupscaler.job.JobPart;
import org.labelupscaler.job.LabelOptions;
import org.labelupscaler.job.Level;
import org.labelupscaler.job.TargetSize;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscaleOptions.Levels;
import org.labelupscaler.job.UpscaleOptionsBuilder;
import org.labelupscaler.job.UpscalePlan;
import org.labelupscaler.job.VerifyOptions;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.points.PointBatch;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.Sources;
import org.labelupscaler.source.VolumeHeader;
import org.labelupscaler.source.arrange.Arrangement;
import org.labelupscaler.source.array.ArrayStore;
import org.labelupscaler.source.array.Multiscale;
import org.labelupscaler.source.array.StoredChunk;
import org.labelupscaler.source.imglib2.OpenInterval;
import org.labelupscaler.source.raw.RawLayout;
import org.labelupscaler.view.CellPicture;
import org.labelupscaler.view.Space;
import org.labelupscaler.view.window.ViewOptions;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.words.AssignKey;
import org.labelupscaler.words.AssignWords;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.OptionsBuilder;
import org.labelupscaler.words.UpscaleWords;

import net.imglib2.img.array.ArrayImgs;

/** Values are equal when what they say is equal, and nobody can change them. */
class ValuesTest {

	/** Records that are no values, and why. */
	private static final Map<Class<?>, String> NO_VALUES = Map.of(//
		AssignedCells.class, "some thousand cells on their way from one worker to another, read in inner loops, never compared", //
		PointBatch.class, "some thousand points on their way from one worker to another, read in inner loops, never compared", //
		StoredChunk.class, "the voxels of a chunk, up to hundreds of MB, read in inner loops, never compared");

	/** Options that are not sent to other processes, and why. */
	private static final Map<Class<?>, String> NOT_SENT = Map.of(//
		CellOptions.class, "has the list of cells, its first rows read; the cells are read by the process that asks for them", //
		AssignOptions.class, "the same", //
		ViewOptions.class, "windows of this process");

	private static final VoxelSize UM = new VoxelSize(1, 2, 3, "um");

	/** What a value is made of; made anew each time. */
	private static final Map<Class<?>, Supplier<Object[]>> SAMPLES = Map.ofEntries(//
		sample(Box.class, () -> args(longs(1, 2, 3), longs(4, 5, 6))), //
		sample(ImageSize.class, () -> args("a", "TIFF", longs(4, 5, 6), UM, list(BigDecimal.ONE, BigDecimal.TEN, BigDecimal.ZERO), list("n"))),
		sample(VolumeHeader.class, () -> args(Path.of("a"), "TIFF", SourceType.UINT8, longs(4, 5, 6), UM, list("n"))), //
		sample(SourceLocation.class, () -> args(Path.of("a", "b"), Path.of("a"), "b", new byte[] { 1, 2 })), //
		sample(RawLayout.class, () -> args(longs(4, 5, 6), SourceType.INT16, ByteOrder.BIG_ENDIAN)), //
		sample(ArrayStore.Box.class, () -> args(longs(1, 2, 3), longs(4, 5, 6))), //
		sample(Multiscale.class, () -> args(list(), list(new double[] { 1, 1, 1 }, new double[] { 2, 2, 1 }), UM)), //
		sample(TargetSize.Size.class, () -> args((Object) longs(4, 5, 6))), //
		sample(TargetSize.Factors.class, () -> args(list(BigDecimal.ONE))), //
		sample(TargetSize.Edges.class, () -> args(list(BigDecimal.ONE), Optional.of("um"))), //
		sample(Levels.Explicit.class, () -> args(list(longs(2, 2, 1), longs(4, 4, 2)))), //
		sample(Level.class, () -> args(1, list(AxisMap.nearest(1, 2), AxisMap.nearest(2, 3), AxisMap.nearest(3, 4)), new BlockGrid(longs(2, 3,
			4), ints(1, 1, 1)))), //
		sample(LabelOptions.class, () -> args(Optional.of(Box.parse("1:2,:,3:")), LabelOptions.NONE.axes(), LabelOptions.NONE.labels(),
			list("VISp"), Optional.of(Path.of("o")), Ontology.NONE, LabelOptions.NONE.values())), //
		sample(VolumeSpec.class, () -> args(LabelType.UINT16, longs(4, 5, 6), UM, new double[] { 0, 1, 2 }, ints(4, 4, 4),
			Compression.parse("gzip:2"), Pyramid.of(List.of(longs(2, 2, 1))))), //
		sample(UpscaleOptions.class, () -> args(Path.of("a"), Optional.empty(), Optional.of(new RawLayout(longs(4, 5, 6), SourceType.INT16,
			ByteOrder.BIG_ENDIAN)), Optional.of("um"), LabelOptions.NONE, Path.of("b.n5"), Optional.of("n5"), new TargetSize.Size(longs(4, 5, 6)), list(
				BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE), ints(4, 4, 4), Compression.DEFAULT, new Levels.Explicit(List.of(longs(2, 2, 1))),
			true, Existing.FAIL, false, 3, Optional.of(Path.of("tmp")), false, new JobPart.One(2, 3))), //
		sample(CellLabels.Measure.class, () -> args(UM, longs(4, 5, 6))), //
		sample(CellLabels.class, () -> args(null, list(AxisMap.nearest(1, 2), AxisMap.nearest(2, 3), AxisMap.nearest(3, 4)), UM,
			new CellLabels.Measure(UM, longs(2, 3, 4)), new double[] { 0, 1, 2 }, "title", Ontology.NONE)), //
		sample(CellPicture.Plane.class, () -> args(new double[] { 1, 2, 3, 4 }, 5, 6, 7.0, 8.0, 9.0)), //
		sample(Space.class, () -> args(UM, new double[] { 0, 1, 2 })), //
		sample(named("org.labelupscaler.job.PlannedSource"), () -> args("a", false, "12ab", "", longs(4, 5, 6), UM, Arrangement.NONE)));

	@TempDir
	Path folder;

	@Test
	void everyRecordWithArraysThatOthersHaveIsAValue() throws Exception {
		final TreeSet<String> forgotten = new TreeSet<>();
		int found = 0;
		for (final Class<?> type : classes()) {
			final boolean isForOthers = isPublic(type) || Serializable.class.isAssignableFrom(type);
			if (!type.isRecord() || !isForOthers || Arrays.stream(type.getRecordComponents()).noneMatch(ValuesTest::hasArrays))
				continue;
			found++;
			if (!SAMPLES.containsKey(type) && !NO_VALUES.containsKey(type))
				forgotten.add(type.getName());
		}
		assertTrue(found >= NO_VALUES.size() + 10, "only " + found + " records were found");
		assertEquals(new TreeSet<>(), forgotten, "records with arrays: give each equals, hashCode and copies, and a sample here");
	}

	@ParameterizedTest
	@MethodSource("samples")
	void valuesAreEqualWhenWhatTheySayIs(final Class<?> type) throws Exception {
		final Object value = make(type, SAMPLES.get(type).get());
		assertEquals(value, make(type, SAMPLES.get(type).get()));
		assertEquals(value.hashCode(), make(type, SAMPLES.get(type).get()).hashCode());
		if (value instanceof Serializable)
			assertSameAfterSerialisation(value);
		for (int c = 0; c < type.getRecordComponents().length; c++) {
			final Object[] args = SAMPLES.get(type).get();
			final Object other = changed(args[c]);
			if (other == args[c])
				continue;
			args[c] = other;
			try {
				assertNotEquals(value, make(type, args), type.getRecordComponents()[c].getName());
			}
			catch (final IllegalArgumentException | LabelUpscalerException e) {
				// NB: not every change makes a value.
			}
		}
	}

	@ParameterizedTest
	@MethodSource("samples")
	void nobodyCanChangeAValue(final Class<?> type) throws Exception {
		final Object[] args = SAMPLES.get(type).get();
		final Object value = make(type, args);
		for (final Object arg : args)
			spoil(arg);
		assertEquals(make(type, SAMPLES.get(type).get()), value, "what it was made of has been changed");
		for (final RecordComponent component : type.getRecordComponents()) {
			final Method accessor = component.getAccessor();
			accessor.setAccessible(true);
			final Object given = accessor.invoke(value);
			if (given instanceof final List<?> list && !list.isEmpty())
				assertThrows(UnsupportedOperationException.class, () -> list.remove(0), component.getName());
			spoil(given);
			assertEquals(make(type, SAMPLES.get(type).get()), value, component.getName() + " hands out its own array");
		}
	}

	@Test
	void optionsAreSentToOtherProcesses() throws Exception {
		final TreeSet<String> forgotten = new TreeSet<>();
		int found = 0;
		for (final Class<?> type : classes())
			if (type.isRecord() && type.getSimpleName().endsWith("Options")) {
				found++;
				if (Serializable.class.isAssignableFrom(type) == NOT_SENT.containsKey(type))
					forgotten.add(type.getName());
			}
		assertTrue(found >= 8, "only " + found + " were found");
		assertEquals(new TreeSet<>(), forgotten, "options that are not serialisable, or are so after all");
	}

	/** NB: Java finds that out only when such a value is sent. */
	@Test
	void whatIsSentHasNothingThatJavaDoesNotSend() throws Exception {
		final TreeSet<String> wrong = new TreeSet<>();
		int found = 0;
		for (final Class<?> type : classes()) {
			if (!type.isRecord() || !Serializable.class.isAssignableFrom(type))
				continue;
			found++;
			final boolean replaced = Arrays.stream(type.getDeclaredMethods()).anyMatch(method -> method.getName().equals("writeReplace"));
			for (final RecordComponent component : type.getRecordComponents())
				if (!isSent(component.getGenericType(), replaced))
					wrong.add(type.getName() + "." + component.getName());
		}
		assertTrue(found >= 20, "only " + found + " records were found");
		// NB: an image that is only open is refused in words. What is sent of a value is a value that is sent.
		assertTrue(wrong.remove(UpscaleOptions.class.getName() + ".image"));
		assertTrue(wrong.remove(SentRecord.class.getName() + "$SentOptional.value"));
		assertEquals(new TreeSet<>(), wrong);
	}

	private static boolean isSent(final Type type, final boolean replaced) {
		if (type instanceof final ParameterizedType generic) {
			final Class<?> raw = (Class<?>) generic.getRawType();
			final boolean known = Collection.class.isAssignableFrom(raw) || replaced && raw == Optional.class;
			return known && Arrays.stream(generic.getActualTypeArguments()).allMatch(argument -> isSent(argument, replaced && raw == Optional.class));
		}
		final Class<?> plain = (Class<?>) type;
		return plain.isPrimitive() || Serializable.class.isAssignableFrom(plain) || replaced && List.of(Path.class, OptionalLong.class,
			ByteOrder.class).contains(plain);
	}

	@Test
	void optionsOfAnyKindAreTheSameWhereTheyAreSentTo() throws Exception {
		final Path image = Files.write(folder.resolve("image.nrrd"), nrrd());
		assertSameAfterSerialisation(options());
		assertSameAfterSerialisation(words().set(OptionKey.SIZE, "").set(OptionKey.MATCH, image.toString()).set(OptionKey.LEVELS, "none").set(
			OptionKey.TEMP, "").build());
		assertSameAfterSerialisation(words().set(OptionKey.SIZE, "").set(OptionKey.VOXEL_SIZE, "2,2,3").set(OptionKey.LEVELS, "auto").build());
		assertSameAfterSerialisation(words().set(OptionKey.SIZE, "").set(OptionKey.FACTORS, "1.5").build());
		assertSameAfterSerialisation(options().labels().ontology());
		assertEquals("Part (B)", sent(options().labels().ontology()).structure(6).orElseThrow().title());
		assertSameAfterSerialisation(Ontology.NONE);
		assertSameAfterSerialisation(cells("x>1").midline().orElseThrow());
		assertSameAfterSerialisation(ChartOptions.DEFAULT);
		assertSameAfterSerialisation(ProjectionOptions.DEFAULT.midline(cells("x>1").midline().orElseThrow()));
		assertSameAfterSerialisation(VerifyOptions.of(folder).source(image));
		assertSameAfterSerialisation(new CellVolumeOptions(folder, Existing.RESUME, true, 3, Optional.of(folder)));
		assertSameAfterSerialisation(new SourceOptions(folder, true));
		assertSameAfterSerialisation(BallRadius.parse("11um"));
		assertSameAfterSerialisation(BallRadius.parse("5"));
	}

	@Test
	void anImageThatIsOnlyOpenIsNotSent() {
		final SourceFile image = new OpenInterval("labels", ArrayImgs.unsignedBytes(4, 5, 6), UM);
		final UpscaleOptions options = new UpscaleOptionsBuilder().image(image).factors(2).target(folder.resolve("b.n5")).build();
		final String message = assertThrows(NotSerializableException.class, () -> sent(options)).getMessage();
		assertTrue(message.contains("labels"), message);
	}

	@Test
	void gridsAndPyramidsAreValues() throws Exception {
		final long[] size = { 10, 20, 30 };
		final int[] block = { 4, 5, 6 };
		final BlockGrid grid = new BlockGrid(size, block);
		assertSameAfterSerialisation(grid);
		assertNotEquals(grid, new BlockGrid(longs(10, 20, 31), block));
		assertNotEquals(grid, new BlockGrid(size, ints(4, 5, 7)));
		size[0] = 9;
		block[0] = 9;
		grid.size()[0] = 9;
		grid.blockSize()[0] = 9;
		grid.gridSize()[0] = 9;
		assertEquals(new BlockGrid(longs(10, 20, 30), ints(4, 5, 6)), grid);
		assertEquals(3, grid.gridSize()[0]);

		final long[] factors = { 2, 2, 1 };
		final Pyramid pyramid = Pyramid.of(List.of(factors));
		assertSameAfterSerialisation(pyramid);
		assertNotEquals(pyramid, Pyramid.single());
		factors[0] = 3;
		pyramid.factors(1)[0] = 3;
		assertEquals(Pyramid.of(List.of(longs(2, 2, 1))), pyramid);
	}

	@Test
	void optionsAndPlansOfTheSameWordsAreEqual() throws Exception {
		final UpscalePlan plan = UpscalePlan.draft(options(), options().describeSource());
		assertEquals(options(), options());
		assertEquals(options().hashCode(), options().hashCode());
		assertEquals(options(), UpscaleWords.parse(UpscaleWords.toMacro(options())));
		assertEquals(plan, UpscalePlan.draft(options(), options().describeSource()));
		assertEquals(plan.levels(), UpscalePlan.draft(options(), options().describeSource()).levels());
		assertSameAfterSerialisation(plan);
		for (final OptionKey key : List.of(OptionKey.BLOCK, OptionKey.LEVELS, OptionKey.OFFSET, OptionKey.CROP, OptionKey.BACKGROUND)) {
			final UpscaleOptions others = words().set(key, switch (key) {
				case BLOCK -> "16";
				case LEVELS -> "none";
				case OFFSET -> "1,2,4";
				case CROP -> "0:2,:,:";
				default -> "skip";
			}).build();
			assertNotEquals(options(), others, key.key());
			assertNotEquals(plan, UpscalePlan.draft(others, others.describeSource()), key.key());
		}
		final UpscaleOptions options = options();
		options.blockSize()[0] = 1;
		assertEquals(options(), options);
	}

	@Test
	void optionsOfCellsOfTheSameWordsAreEqual() throws Exception {
		assertEquals(cells("x>1"), cells("x>1"));
		assertEquals(cells("x>1").hashCode(), cells("x>1").hashCode());
		assertNotEquals(cells("x>1"), cells("x>2"));
	}

	private AssignOptions cells(final String where) throws Exception {
		final Path list = folder.resolve("cells.csv");
		if (!Files.exists(list))
			Files.writeString(list, "x,y,z\n1,2,3\n");
		final Path image = folder.resolve("image.nrrd");
		if (!Files.exists(image))
			Files.write(image, nrrd());
		final CellWords builder = new CellWords().set(CellKey.CELLS, list.toString()).set(CellKey.WHERE,
			where).set(CellKey.POINTS_IN, image.toString()).set(OptionKey.REGIONS, "5;").set(OptionKey.ONTOLOGY, ontology().toString()).set(
				OptionKey.INPUT, source().toString()).set(OptionKey.RAW, "4,5,6 uint16");
		return new AssignWords().set(AssignKey.MIDLINE, "-z:3").assign(builder);
	}

	private UpscaleOptions options() throws Exception {
		return words().build();
	}

	private OptionsBuilder words() throws Exception {
		return UpscaleWords.builder().set(OptionKey.INPUT, source().toString()).set(OptionKey.OUTPUT, folder.resolve("b.n5").toString())
			.set(OptionKey.SIZE, "40,50,60").set(OptionKey.RAW, "4,5,6 uint16 big").set(OptionKey.UNIT, "um").set(OptionKey.OFFSET, "1,2,3").set(
				OptionKey.BLOCK, "8,9,10").set(OptionKey.LEVELS, "2,2,1;4,4,2").set(OptionKey.BACKGROUND, "write").set(OptionKey.CROP, ":,1:,:").set(
					OptionKey.LABELS, "1-9,!3").set(OptionKey.ONTOLOGY, ontology().toString()).set(OptionKey.REGIONS, "5;").set(OptionKey.TEMP, folder
						.toString());
	}

	private Path source() throws Exception {
		return Files.write(folder.resolve("a.raw"), new byte[240]);
	}

	private Path ontology() throws Exception {
		return Files.writeString(folder.resolve("o.csv"), "id,acronym,name,parent,color\n5,A,Area,,FF0000\n6,B,Part,5,00FF00\n");
	}

	private static byte[] nrrd() {
		final byte[] header = "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 2 2 2\nspacings: 1 1 2\nencoding: raw\n\n".getBytes(
			StandardCharsets.US_ASCII);
		return Arrays.copyOf(header, header.length + 8);
	}

	private static void assertSameAfterSerialisation(final Object value) throws Exception {
		final Object read = sent(value);
		assertEquals(value, read);
		assertEquals(value.hashCode(), read.hashCode());
	}

	@SuppressWarnings("unchecked")
	private static <T> T sent(final T value) throws Exception {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(value);
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			return (T) in.readObject();
		}
	}

	/** Something else of the same kind; the same object if nothing is known. */
	private static Object changed(final Object arg) {
		if (arg instanceof final String s)
			return s + "x";
		if (arg instanceof final Boolean b)
			return !b;
		if (arg instanceof final Integer i)
			return i + 1;
		if (arg instanceof final Double d)
			return d + 1;
		if (arg instanceof final Path p)
			return p.resolve("x");
		if (arg instanceof final Optional<?> o && o.isPresent())
			return Optional.empty();
		if (arg instanceof final VoxelSize v)
			return v.withUnit("mm");
		if (arg instanceof final Compression c)
			return new Compression(c.kind(), c.level() + 1);
		if (arg instanceof final Enum<?> e)
			return e.getDeclaringClass().getEnumConstants()[(e.ordinal() + 1) % e.getDeclaringClass().getEnumConstants().length];
		if (arg instanceof final List<?> l && !l.isEmpty()) {
			final List<Object> other = new ArrayList<>(l);
			if (!l.get(0).getClass().isArray())
				other.remove(0);
			else
				spoil(other.get(0));
			return other;
		}
		if (arg != null && arg.getClass().isArray()) {
			final Object copy = Array.newInstance(arg.getClass().getComponentType(), Array.getLength(arg));
			System.arraycopy(arg, 0, copy, 0, Array.getLength(arg));
			spoil(copy);
			return copy;
		}
		return arg;
	}

	/** Changes what can be changed. */
	private static void spoil(final Object given) {
		if (given instanceof final long[] a)
			a[a.length - 1] += 1;
		else if (given instanceof final int[] a)
			a[a.length - 1] += 1;
		else if (given instanceof final double[] a)
			a[a.length - 1] += 1;
		else if (given instanceof final byte[] a)
			a[a.length - 1] += 1;
		else if (given != null && given.getClass().isArray())
			throw new AssertionError("no way to change " + given.getClass());
		else if (given instanceof final List<?> l) {
			l.stream().filter(e -> e.getClass().isArray()).forEach(ValuesTest::spoil);
			if (l instanceof ArrayList<?>)
				l.clear();
		}
	}

	private static Object make(final Class<?> type, final Object[] args) throws Exception {
		final Class<?>[] types = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class[]::new);
		final Constructor<?> constructor = type.getDeclaredConstructor(types);
		constructor.setAccessible(true);
		try {
			return constructor.newInstance(args);
		}
		catch (final InvocationTargetException e) {
			throw e.getCause() instanceof final RuntimeException r ? r : e;
		}
	}

	private static boolean hasArrays(final RecordComponent component) {
		return component.getGenericType().getTypeName().contains("[]");
	}

	private static boolean isPublic(final Class<?> type) {
		return Modifier.isPublic(type.getModifiers()) && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
	}

	/** All classes of the program. */
	private static List<Class<?>> classes() throws Exception {
		final Path root = Path.of(Sources.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		assertFalse(Files.isRegularFile(root), "a jar: " + root);
		try (Stream<Path> files = Files.walk(root.resolve("org").resolve("labelupscaler"))) {
			final List<Class<?>> classes = new ArrayList<>();
			for (final Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
				final Path relative = root.relativize(file);
				final String name = IntStream.range(0, relative.getNameCount()).mapToObj(i -> relative.getName(i).toString()).collect(Collectors
					.joining("."));
				classes.add(named(name.substring(0, name.length() - ".class".length())));
			}
			return classes;
		}
	}

	private static Class<?> named(final String name) {
		try {
			return Class.forName(name, false, Sources.class.getClassLoader());
		}
		catch (final ClassNotFoundException e) {
			throw new AssertionError(e);
		}
	}

	static Stream<Class<?>> samples() {
		return SAMPLES.keySet().stream();
	}

	private static Map.Entry<Class<?>, Supplier<Object[]>> sample(final Class<?> type, final Supplier<Object[]> args) {
		return Map.entry(type, args);
	}

	private static Object[] args(final Object... args) {
		return args;
	}

	private static long[] longs(final long... values) {
		return values;
	}

	private static int[] ints(final int... values) {
		return values;
	}

	private static List<Object> list(final Object... values) {
		return new ArrayList<>(Arrays.asList(values));
	}
}
