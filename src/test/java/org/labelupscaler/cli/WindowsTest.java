package org.labelupscaler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.gson.JsonParser;

import picocli.CommandLine;

/** What differs on Windows, and can be tried on any system. What no name there may have, a name here may not have either: a character of code 0. */
class WindowsTest {

	@TempDir
	private Path folder;

	/** Java 17 names the character set of a console, 21 that of any stream; otherwise it is the system's. */
	@Test
	void aConsoleHasItsOwnCharacterSet() {
		final Map<String, String> java17 = Map.of("native.encoding", "ISO-8859-1", "sun.stdout.encoding", "US-ASCII");
		assertEquals(StandardCharsets.US_ASCII, Terminal.charset("stdout", java17::get));
		assertEquals(StandardCharsets.ISO_8859_1, Terminal.charset("stderr", java17::get));
		final Map<String, String> java21 = Map.of("native.encoding", "ISO-8859-1", "stdout.encoding", "US-ASCII", "stderr.encoding", "UTF-8");
		assertEquals(StandardCharsets.US_ASCII, Terminal.charset("stdout", java21::get));
		assertEquals(StandardCharsets.UTF_8, Terminal.charset("stderr", java21::get));
		assertEquals(StandardCharsets.ISO_8859_1, Terminal.charset("stdout", Map.of("native.encoding", "ISO-8859-1", "stdout.encoding",
			"none such")::get));
		assertEquals(Charset.defaultCharset(), Terminal.charset("stdout", Map.<String, String> of()::get));
	}

	/** No sign that carries meaning is lost in what is said of a help, not even in the smallest character set. */
	@ParameterizedTest
	@ValueSource(strings = { "upscale", "info", "verify", "preview", "cells", "chart", "project", "cellvolume", "cellpoints", "demo" })
	void everyHelpCanBeReadInAscii(final String command) {
		final CapturedRun help = CapturedRun.of(folder, "help " + command);
		final String plain = Terminal.encodable(help.out(), StandardCharsets.US_ASCII);
		assertTrue(plain.startsWith("Usage: "), plain);
		assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(plain), plain);
	}

	/** What programs read is the same whatever the console's letters are; also letters outside the plane of most. */
	@Test
	void jsonKeepsAllLetters() {
		final String document = "{\"target\": \"C:\\\\\u65e5\u672c \ud83e\udde0 mm\u00b3\"}";
		assertEquals(document, Terminal.json(document, StandardCharsets.UTF_8));
		final String plain = Terminal.json(document, StandardCharsets.ISO_8859_1);
		assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(plain), plain);
		assertEquals(JsonParser.parseString(document), JsonParser.parseString(plain));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ', quoteCharacter = '`', value = { //
		"`C:\\a\\b.n5` true `C:\\a\\b.n5`", //
		"`C:\\my labels\\b.n5` true `\"C:\\my labels\\b.n5\"`", //
		"`it's.n5` true `\"it's.n5\"`", //
		"`a&b.n5` true `\"a&b.n5\"`", //
		"`a\\b.n5` false `'a\\b.n5'`", //
		"`my labels.n5` false `'my labels.n5'`" })
	void aNameIsQuotedAsItsShellHasIt(final String name, final boolean windows, final String typed) {
		assertEquals(typed, Terminal.quoted(name, windows));
	}

	/** A field for files makes that of an address there. */
	@ParameterizedTest
	@ValueSource(strings = { "s3://bucket/a.n5", "s3:\\bucket/a.n5", "s3:\\\\bucket/a.n5", "S3:/bucket/a.n5" })
	void anAddressWhoseSlashesAreTurnedRoundTakesTheServer(final String address) {
		final S3Arguments arguments = CommandLine.populateCommand(new S3Arguments(), "--s3-endpoint", "http://host:9000");
		assertEquals("s3://endpoint=http://host:9000@bucket/a.n5", arguments.apply(address));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { //
		"info bNUL; 'b?' is no valid path: ", //
		"upscale a.nrrd b.n5 --factors 2 --log bNUL; log: 'b?' is no valid path: ", //
		"info gs://bucket/bNUL; gs://bucket/b? is an address, and there is no store for gs: here" }, quoteCharacter = '`')
	void aNameThatCannotBeIsSaidInWords(final String line, final String said) {
		final CapturedRun run = CapturedRun.of(folder, line.replace("NUL", "\0"));
		assertEquals(2, run.code(), run.err());
		assertTrue(run.err().contains(said), run.err());
	}
}
