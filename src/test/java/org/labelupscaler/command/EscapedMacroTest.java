package org.labelupscaler.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.VolumeRecord;
import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.log.LogService;
import org.scijava.module.ModuleRunner;
import org.scijava.plugin.PluginService;
import org.scijava.task.TaskService;
import org.scijava.task.event.TaskEvent;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;

/**
 * A macro that runs a command, as in Fiji: the thread of the macro waits for the command, and SciJava tells of its progress in the thread of
 * events, in which ImageJ waits at Esc for the macro to end. NB: public, or the macro could not call it.
 */
public class EscapedMacroTest {

	/** What the macro calls. */
	private static final AtomicReference<Runnable> COMMAND = new AtomicReference<>();

	@TempDir
	private Path folder;

	private Context context;
	private CommandModule module;

	@BeforeEach
	void setUp() {
		context = new Context(CommandService.class, TaskService.class, StatusService.class, LogService.class);
		context.service(LogService.class).setLevel(org.scijava.log.LogLevel.NONE);
	}

	@AfterEach
	void tearDown() {
		IJ.resetEscape();
		context.dispose();
	}

	/** Called by the macro. */
	public static void command() {
		COMMAND.get().run();
	}

	/** Called by the macro if it goes on. */
	public static void next() {
		COMMAND.set(null);
	}

	/** Does what ImageJ does when Esc is pressed, in the thread that it does it in. */
	public static final class Escape {

		private volatile boolean pressed;
		private volatile long milliseconds;

		/** Called by SciJava. */
		@EventHandler
		public void onEvent(final TaskEvent event) {
			if (pressed || event.getTask().getProgressValue() == 0)
				return;
			pressed = true;
			final long start = System.nanoTime();
			IJ.setKeyDown(KeyEvent.VK_ESCAPE);
			Interpreter.abort();
			milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
		}
	}

	/** Runs a macro with a command and a line after it; what the thread died of, or null. */
	private Throwable play(final String words) throws Exception {
		final CommandService commands = context.service(CommandService.class);
		module = new CommandModule(commands.getCommand(UpscaleLabels.class));
		context.inject(module.getDelegateObject());
		final ModuleRunner runner = new ModuleRunner(context, module, context.service(PluginService.class).createInstancesOfType(
			org.scijava.module.process.PreprocessorPlugin.class), List.of());
		COMMAND.set(() -> {
			Macro.setOptions(words);
			runner.run();
		});
		final AtomicReference<Throwable> death = new AtomicReference<>();
		final Thread thread = new Thread(() -> {
			try {
				final String here = EscapedMacroTest.class.getName();
				new Interpreter().run("call('" + here + ".command'); call('" + here + ".next');");
			}
			catch (final Throwable e) {
				death.set(e);
			}
		}, "Run$_Macro$");
		thread.start();
		thread.join(TimeUnit.SECONDS.toMillis(60));
		assertFalse(thread.isAlive());
		return death.get();
	}

	private static boolean wentOn() {
		return COMMAND.get() == null;
	}

	private String source(final int size) throws Exception {
		return TestSources.writeNrrd(TestSources.random(new Random(6), LabelType.UINT16, size, size, size), folder.resolve("noise.nrrd"))
			.toString();
	}

	@Test
	void theMacroGoesOnAfterACommand() throws Exception {
		assertNull(play("input=[" + source(8) + "] output=[" + folder.resolve("t.n5") + "] factors=2"));
		assertFalse(module.isCanceled(), module.getCancelReason());
		assertTrue(wentOn());
	}

	@Test
	void escapeEndsTheCommandWithItsMessageAndTheMacroWithNone() throws Exception {
		final Escape escape = new Escape();
		context.service(EventService.class).subscribe(escape);
		final Path target = folder.resolve("t.n5");
		assertNull(play("input=[" + source(48) + "] output=[" + target + "] factors=8 block=16 levels=none background=write"));
		assertTrue(escape.pressed);
		assertTrue(escape.milliseconds < 1900, () -> "ImageJ waited " + escape.milliseconds + " ms and killed the macro");
		assertFalse(wentOn());
		assertTrue(module.isCanceled());
		assertTrue(module.getCancelReason().contains("existing=resume"), module.getCancelReason());
		assertEquals(VolumeRecord.State.RUNNING, OwnVolume.require(target).record().state().orElseThrow());
	}

	@Test
	void wrongWordsEndTheCommandWithTheirMessageAndTheMacroWithNone() throws Exception {
		assertNull(play("input=[" + source(8) + "] factors=0"));
		assertFalse(wentOn());
		assertTrue(module.isCanceled());
		assertTrue(module.getCancelReason().contains("factors"), module.getCancelReason());
		assertNull(play("input=[" + source(8) + "] factor=2"));
		assertFalse(wentOn());
		assertEquals("factor: there is no such option; did you mean factors?", module.getCancelReason());
	}
}
