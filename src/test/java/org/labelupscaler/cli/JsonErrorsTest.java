package org.labelupscaler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.TestSources;
import org.labelupscaler.campaign.Program;
import org.labelupscaler.label.LabelType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;

/** A program that asks for JSON gets one document, whatever happens. */
class JsonErrorsTest {

	@TempDir
	private Path folder;

	@BeforeEach
	void makeSource() throws Exception {
		TestSources.writeNrrd(TestSources.random(new Random(8), LabelType.UINT16, 20, 15, 10), folder.resolve("brain.nrrd"));
	}

	/** The one document in what was said. */
	private static JsonObject document(final String out) throws Exception {
		final JsonReader reader = new JsonReader(new StringReader(out));
		final JsonObject document = JsonParser.parseReader(reader).getAsJsonObject();
		assertEquals(JsonToken.END_DOCUMENT, reader.peek(), out);
		return document;
	}

	/** Runs, and checks that what went wrong is in the document as it is in the one line for people. */
	private JsonObject failed(final String line, final int code) throws Exception {
		final CapturedRun ran = CapturedRun.of(folder, line);
		assertEquals(code, ran.code(), ran.err());
		final JsonObject document = document(ran.out());
		assertEquals(code, document.get("exit").getAsInt());
		assertEquals(ran.err(), "label-upscaler: " + document.get("error").getAsString() + System.lineSeparator());
		return document;
	}

	@ParameterizedTest
	@CsvSource({ "info @nix.nrrd --json,2,nix.nrrd", "frobnicate --json,2,frobnicate", "--json,2,--json", "upscale --json,2,SOURCE",
		"upscale @brain.nrrd @o.n5 --factr 2 --json,2,--factors", "upscale --json @brain.nrrd @o.n5 --factors x,2,'x'",
		"verify @brain.nrrd --json --quiet,2,brain.nrrd", "info @brain.nrrd --json --log @brain.nrrd,2,no log of this program",
		"demo --json --folder @brain.nrrd,2,Cannot make the folder", "help frobnicate --json,2,frobnicate" })
	void whatIsWrongIsInTheDocument(final String line, final int code, final String word) throws Exception {
		final JsonObject document = failed(line, code);
		assertTrue(document.get("error").getAsString().contains(word), document::toString);
		assertEquals(Set.of("error", "exit"), document.keySet());
	}

	@Test
	void theOptionMayStandInAFile() throws Exception {
		final Path words = Files.writeString(folder.resolve("words.txt"), "--json --factr 2");
		final CapturedRun ran = CapturedRun.of(Path.of("@" + folder), "upscale a b @" + words.getFileName());
		assertEquals(2, ran.code());
		assertTrue(document(ran.out()).get("error").getAsString().contains("--factors"), ran.out());
	}

	@Test
	void aFileOfWordsThatIsAFolderIsALine() throws Exception {
		final CapturedRun ran = CapturedRun.of(Path.of("@" + Files.createDirectory(folder.resolve("words")).getParent()), "upscale @words --json");
		assertEquals(2, ran.code(), ran.err());
		assertEquals(1, ran.err().lines().count(), ran.err());
		assertTrue(document(ran.out()).get("error").getAsString().contains("is a folder; @FILE stands for the words in a file"), ran.out());
	}

	@Test
	void aDifferenceIsInTheResult() throws Exception {
		assertEquals(0, CapturedRun.of(folder, "upscale @brain.nrrd @o.n5 --factors 2 --compression raw --quiet").code());
		final JsonObject same = document(CapturedRun.of(folder, "verify @o.n5 --json --progress none").out());
		assertFalse(same.has("error") || same.has("exit"), same::toString);
		final Path block = folder.resolve("o.n5/setup0/timepoint0/s0/0/0/0");
		final byte[] bytes = Files.readAllBytes(block);
		bytes[bytes.length - 1] ^= 1;
		Files.write(block, bytes);
		final JsonObject document = failed("verify @o.n5 --json --progress none", 1);
		assertEquals(document.get("difference"), document.get("error"));
		assertTrue(document.get("blocks").getAsLong() > 0);
	}

	@Test
	void aContainerThatIsNotCompleteIsAFailure() throws Exception {
		assertEquals(0, CapturedRun.of(folder, "upscale @brain.nrrd @o.n5 --factors 2 --part 1/2 --quiet").code());
		assertTrue(failed("verify @o.n5 --json", 1).get("error").getAsString().contains("is not complete"));
	}

	/** By ctrl-C; the document of what was done by then is whole. */
	@ParameterizedTest
	@CsvSource({ "upscale,4,--existing resume", "verify,15,No difference so far" })
	void whatIsStoppedSaysSo(final String command, final String block, final String advice) throws Exception {
		assumeFalse(System.getProperty("os.name").startsWith("Windows"), "signals are not of Windows");
		final String target = folder.resolve("o.n5").toString();
		final List<String> upscale = List.of("upscale", folder.resolve("brain.nrrd").toString(), target, "--size", "240,240,240", "--block", block,
			"--background", "write", "--levels", "none");
		final boolean verifies = command.equals("verify");
		if (verifies)
			assertEquals(0, Main.run(Stream.concat(upscale.stream(), Stream.of("--quiet")).toArray(String[]::new)));
		final Path log = folder.resolve("run.log");
		final List<String> words = new ArrayList<>(Program.java(Main.class));
		words.addAll(verifies ? List.of("verify", target, "--blocks", "voxels", "--threads", "1") : upscale);
		words.addAll(List.of("--json", "--progress", "none", "--log", log.toString()));
		final Process process = new ProcessBuilder(words).start();
		final Path begun = verifies ? log : Path.of(target, "setup0/timepoint0/s0/0");
		while (process.isAlive() && !(Files.exists(begun) && Files.readString(log).contains("Reading")))
			Thread.sleep(5);
		new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
		final String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		final String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(130, process.waitFor(), out + err);
		final JsonObject document = document(out);
		assertEquals(130, document.get("exit").getAsInt());
		assertTrue(document.get("error").getAsString().contains(verifies && err.contains("anything") ? "Stopped" : advice), out);
		assertEquals("label-upscaler: " + document.get("error").getAsString() + "\n", err);
	}

	/** Work may hang, as in a folder of a network that is away; the process then ends without it. */
	@Test
	void whatDoesNotStopIsSaidSo() throws Exception {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		final ByteArrayOutputStream err = new ByteArrayOutputStream();
		final Output output = new Output(new PrintStream(out, true), new PrintStream(err, true), false, true, false, Optional.empty());
		final TerminalProgress progress = output.progress(TerminalProgress.Style.none);
		try (Stop stop = new Stop(() -> Optional.of(output), 0)) {
			stop.stop();
		}
		assertTrue(progress.cancelled());
		final JsonObject document = document(out.toString());
		assertEquals(130, document.get("exit").getAsInt());
		assertEquals(err.toString(), "label-upscaler: " + document.get("error").getAsString() + System.lineSeparator());
	}
}
