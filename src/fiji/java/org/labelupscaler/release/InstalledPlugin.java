package org.labelupscaler.release;

import java.util.concurrent.TimeUnit;

import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** Runs the menu command of the plugin with nothing on the class path but what the updater has put into a folder. */
final class InstalledPlugin {

	private InstalledPlugin() {}

	/** @param args source, target, source, target … */
	public static void main(final String... args) throws Exception {
		try (Context context = new Context()) {
			final CommandService commands = context.service(CommandService.class);
			final CommandInfo upscale = commands.getCommands().stream().filter(c -> c.getMenuPath().getMenuString().equals(
				"Plugins > Label Upscaler > Upscale Labels...")).findFirst().orElseThrow();
			for (int i = 0; i < args.length; i += 2) {
				final CommandModule module = commands.run(upscale, true, "input", args[i], "output", args[i + 1], "factors", "2", "unit", "um",
					"view", "no").get(60, TimeUnit.SECONDS);
				if (module.isCanceled())
					throw new IllegalStateException(module.getCancelReason());
			}
		}
		System.out.println("done");
		System.exit(0);
	}
}
