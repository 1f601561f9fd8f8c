package org.labelupscaler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * What the pages say is there: the places that they link to, the pictures, and the options of the commands in them. Commands are
 * parsed, not run.
 */
class DocsTest {

	private static final Path ROOT = Path.of("").toAbsolutePath();
	private static final Path IMAGES = ROOT.resolve("docs/images");

	/** {@code [text](target)} and {@code ![text](target)}. */
	private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");
	private static final Pattern PICTURE = Pattern.compile("!\\[([^\\]]*)\\]\\(([^()\\s]+)\\)");
	private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*?)\\s*$");
	private static final Pattern FENCE = Pattern.compile("^\\s*```.*$");
	private static final Pattern CODE = Pattern.compile("`[^`]*`");
	private static final String PROGRAM = "label-upscaler ";
	private static final String UNKNOWN = "--of-no-command";

	/** Pages whose lines, but for tables, fit an editor. */
	private static final List<String> SHORT_LINES = List.of("README", "recipes", "troubleshooting", "gallery", "comparison",
		"contributing");

	private static List<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
			final List<Path> pages = new ArrayList<>(docs.filter(page -> page.toString().endsWith(".md")).sorted().toList());
			pages.add(ROOT.resolve("README.md"));
			assertTrue(pages.size() > 15, pages::toString);
			return pages;
		}
	}

	/** The lines outside of fenced blocks, or those within. */
	private static List<String> lines(final String text, final boolean fenced) {
		final List<String> lines = new ArrayList<>();
		boolean within = false;
		for (final String line : text.split("\n")) {
			if (FENCE.matcher(line).matches())
				within = !within;
			else if (within == fenced)
				lines.add(line);
		}
		return lines;
	}

	/** As GitHub makes them: letters, digits, blanks as hyphens; a second one of the same name ends in -1. */
	private static Set<String> anchors(final String text) {
		final Set<String> anchors = new HashSet<>();
		final Map<String, Integer> seen = new HashMap<>();
		for (final String line : lines(text, false)) {
			final Matcher heading = HEADING.matcher(line);
			if (!heading.matches())
				continue;
			final String plain = LINK.matcher(heading.group(1)).replaceAll("").replaceAll("[\\[`*]", "");
			final String anchor = plain.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
			final int before = seen.merge(anchor, 1, Integer::sum) - 1;
			anchors.add(before == 0 ? anchor : anchor + "-" + before);
		}
		return anchors;
	}

	private static List<String> links(final String text) {
		final List<String> links = new ArrayList<>();
		for (final String line : lines(text, false)) {
			final Matcher link = LINK.matcher(CODE.matcher(line).replaceAll(""));
			while (link.find())
				links.add(link.group(1));
		}
		return links;
	}

	/** @return what is wrong with the links of a page */
	private static List<String> broken(final Path page, final String text) throws IOException {
		final List<String> broken = new ArrayList<>();
		for (final String link : links(text)) {
			if (link.matches("[a-z]+:.*"))
				continue;
			final int hash = link.indexOf('#');
			final String name = hash < 0 ? link : link.substring(0, hash);
			final Path target = name.isEmpty() ? page : page.resolveSibling(name).normalize();
			final String where = ROOT.relativize(page) + ": " + link;
			if (!name.isEmpty() && (!target.startsWith(ROOT) || !Files.exists(target)))
				broken.add(where + " is not there");
			else if (hash >= 0 && !anchors(name.isEmpty() ? text : Files.readString(target)).contains(link.substring(hash + 1)))
				broken.add(where + " has no such heading");
		}
		return broken;
	}

	@Test
	void everyLinkLeadsSomewhere() throws IOException {
		final List<String> broken = new ArrayList<>();
		int links = 0;
		for (final Path page : pages()) {
			final String text = Files.readString(page);
			links += links(text).size();
			broken.addAll(broken(page, text));
		}
		assertTrue(links > 150, "only " + links);
		assertEquals(List.of(), broken);
	}

	@Test
	void aBrokenLinkIsFound() throws IOException {
		final Path page = ROOT.resolve("docs/none.md");
		assertEquals(List.of("docs/none.md: sources.md#nowhere has no such heading", "docs/none.md: gone.md is not there",
			"docs/none.md: ../../etc is not there", "docs/none.md: #b has no such heading"), broken(page, """
				# A: `b`, "c"
				[a](#a-b-c), [b](sources.md#at-an-address), [c](sources.md#nowhere), [d](gone.md), [e](../../etc), [f](https://x.y)
				`[g](gone.md)` [h](../README.md#get-it) [i](#b)
				```
				# b
				[j](gone.md)
				```
				"""));
	}

	@Test
	void everyPictureIsShownAndSaysWhatItShows() throws IOException {
		final Set<String> shown = new TreeSet<>();
		for (final Path page : pages()) {
			final Matcher picture = PICTURE.matcher(Files.readString(page));
			while (picture.find()) {
				assertTrue(picture.group(1).length() > 5, page + ": " + picture.group());
				final Path file = page.resolveSibling(picture.group(2)).normalize();
				assertTrue(file.startsWith(IMAGES), page + ": " + picture.group(2));
				shown.add(IMAGES.relativize(file).toString());
			}
		}
		try (Stream<Path> files = Files.list(IMAGES)) {
			assertEquals(new TreeSet<>(files.map(file -> file.getFileName().toString()).filter(
				name -> name.matches(".*\\.(png|svg|jpg|gif)")).toList()), shown);
		}
	}

	/** Commands of fenced blocks, those that go on behind a backslash in one piece, without what a shell does with them. */
	private static List<String> commands(final String text) {
		final String whole = String.join("\n", lines(text, true)).replaceAll("\\\\\n\\s*", " ");
		final List<String> commands = new ArrayList<>();
		for (final String line : whole.split("\n")) {
			final String command = line.strip().replaceFirst("^(\\$ +)?(target/dist/)?(bin/)?(?=label-upscaler )", "");
			if (command.startsWith(PROGRAM))
				commands.add(command.substring(PROGRAM.length()).replaceFirst("\\s+(#|\\|\\||\\||&&|>).*$", ""));
		}
		return commands;
	}

	/** As a shell has them; what a job array sets is 1. */
	private static List<String> words(final String command) {
		final List<String> words = new ArrayList<>();
		// NB: in the guide an explanation follows some commands, behind a wide gap.
		final Matcher word = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+").matcher(command.replaceFirst("\\s{3,}.*$", ""));
		while (word.find())
			words.add(word.group().replaceAll("[\"']", "").replaceAll("\\$[A-Z_]+", "1"));
		return words;
	}

	/**
	 * Parses a command by the real command line. A last word that nobody knows keeps it from running: the command is right if that is
	 * all there is to complain of, for wrong values are complained of before, and unknown words in their order. Missing words are not
	 * noticed.
	 *
	 * @return what is wrong with it, or nothing
	 */
	private static String wrong(final String command) {
		final List<String> words = words(command);
		words.add(UNKNOWN);
		final PrintStream out = System.out;
		final PrintStream err = System.err;
		final ByteArrayOutputStream said = new ByteArrayOutputStream();
		final int code;
		System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
		System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
		try {
			code = Main.run(words.toArray(String[]::new));
		}
		finally {
			System.setOut(out);
			System.setErr(err);
		}
		final String message = said.toString(StandardCharsets.UTF_8).strip();
		return code == Terminal.OK || message.contains("'" + UNKNOWN + "'") ? "" : code + " " + message;
	}

	@Test
	void everyCommandHasTheseOptions() throws IOException {
		final List<String> wrong = new ArrayList<>();
		final Set<String> seen = new TreeSet<>();
		for (final Path page : pages())
			for (final String command : commands(Files.readString(page))) {
				seen.add(command);
				final String message = wrong(command);
				if (!message.isEmpty())
					wrong.add(ROOT.relativize(page) + ": " + command + ": " + message);
			}
		assertTrue(seen.size() > 40, seen::toString);
		assertEquals(List.of(), wrong);
	}

	@Test
	void aWrongCommandIsFound() {
		final List<String> commands = commands("""
			label-upscaler info no.nrrd
			```
			label-upscaler upscale "a b.nrrd" b.n5 \\
				--factors 8 --unit um   this is the gap | and this
			$ label-upscaler upscale a.nrrd b.n5 --part $I/$N || exit
			label-upscaler upscale a.nrrd b.n5 --faktors 8
			label-upscaler upscale a.nrrd b.n5 c.n5
			bin/label-upscaler upscael a.nrrd b.n5
			label-upscaler upscale a.nrrd b.n5 --progress many
			label-upscaler upscale --help
			```
			""");
		assertEquals(7, commands.size(), commands::toString);
		assertEquals(List.of("upscale", "a b.nrrd", "b.n5", "--factors", "8", "--unit", "um"), words(commands.get(0)));
		assertEquals(List.of("upscale", "a.nrrd", "b.n5", "--part", "1/1"), words(commands.get(1)));
		assertEquals(List.of(true, true, false, false, false, false, true), commands.stream().map(c -> wrong(c).isEmpty()).toList());
		assertTrue(wrong(commands.get(2)).contains("--faktors"), wrong(commands.get(2)));
	}

	@Test
	void everyPageIsReachedFromTheContents() throws IOException {
		final Set<Path> reached = new HashSet<>();
		final Deque<Path> next = new ArrayDeque<>(List.of(ROOT.resolve("docs/README.md")));
		while (!next.isEmpty()) {
			final Path page = next.pop();
			if (!reached.add(page))
				continue;
			for (final String link : links(Files.readString(page))) {
				final String name = link.replaceFirst("#.*", "");
				if (name.endsWith(".md") && !name.contains(":"))
					next.push(page.resolveSibling(name).normalize());
			}
		}
		assertEquals(List.of(), pages().stream().filter(page -> !reached.contains(page)).toList());
	}

	@Test
	void linesOfTheseAreShort() throws IOException {
		for (final String name : SHORT_LINES)
			for (final String line : Files.readAllLines(ROOT.resolve("docs/" + name + ".md")))
				assertTrue(line.length() <= 200 || line.startsWith("|"), name + ": " + line);
	}

	@Test
	void citationNamesTheVersionOfTheBuild() throws IOException {
		final Matcher built = Pattern.compile("<artifactId>Label_Upscaler</artifactId>\\s*<version>([^<]*?)(-SNAPSHOT)?</version>").matcher(
			Files.readString(ROOT.resolve("pom.xml")));
		assertTrue(built.find());
		final String citation = Files.readString(ROOT.resolve("CITATION.cff"));
		assertTrue(citation.contains("\nversion: \"" + built.group(1) + "\"\n"), citation);
		assertTrue(Files.readString(ROOT.resolve("docs/README.md")).contains(", version " + built.group(1) + ". "));
	}
}
