package org.labelupscaler;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a user can do about a failure. It names settings, not how they are said: that is the front end's. */
public enum Remedy {

	/** Nothing but what the message itself says. */
	NONE(""),
	/** The container is unharmed, and the same job completes it. */
	RESUME("Run the same job again with %s.", Setting.RESUME),
	/** As soon as the cause is gone. */
	RESUME_WHEN_MENDED("When that is mended, run the same job again with %s.", Setting.RESUME),
	/** As soon as the container is back in its place. */
	RESUME_IN_PLACE("Bring the container back in its place and run the same job again with %s.", Setting.RESUME),
	/** A block is damaged, or missing. */
	RESUME_IF_OWN("If this program made it, run that job again with %s to write it anew.", Setting.RESUME),
	/** What is there cannot be gone on with. */
	OVERWRITE("Run the same job again with %s.", Setting.OVERWRITE),
	/** Something is in the way. */
	RENAME_OR_OVERWRITE("Choose another name, or %2$s.", Setting.OVERWRITE),
	/** A container is in the way. */
	RENAME_RESUME_OR_OVERWRITE("Choose another name, %3$s to complete it, or %4$s.", Setting.RESUME, Setting.OVERWRITE),
	/** A container of another job is in the way. */
	SAME_OR_OVERWRITE("Use the same options, or %2$s.", Setting.OVERWRITE),
	/** Another run has not ended. */
	WAIT_OR_RESUME("Wait for it, or run it again with %s, and then use it.", Setting.RESUME),
	/** A file is not what this program made of it, or is a copy that is damaged. */
	COPY_OR_RESUME("Copy or export the volume again; if this program made it, run that job again with %s.", Setting.RESUME),
	/** Ids may have been rounded. */
	ACCEPT_ROUNDED_IDS("If you are sure they are right, set %s.", new Setting("rounded ids", "accept")),
	/** A row of a list is malformed. */
	SKIP_ROWS("Mend it, or choose %s to leave such rows out.", new Setting("bad rows", "skip")),
	/** The file gives lengths without a unit, or none. */
	SAY_UNIT("Choose it: %2$s for micrometres.", new Setting("unit", "um")),
	/** Nobody says how large voxels are. */
	NAME_UNIT_OR_IMAGE("Give %s if only the unit is missing, or name with %s an image that says it.", new Setting("unit", ""),
		new Setting("points in", ""));

	/**
	 * A setting of a job, as users of all front ends know it.
	 *
	 * @param name its name, small words with blanks between
	 * @param value what it is to be; empty if that is the user's choice
	 */
	public record Setting(String name, String value) {

		private static final Setting RESUME = new Setting("existing", "resume");
		private static final Setting OVERWRITE = new Setting("existing", "overwrite");

		/** @return its key in macros and scripts, letters alone */
		public String key() {
			return name.replace(" ", "");
		}
	}

	/** How a front end's users say a setting. */
	public interface Dialect {

		/** As in macros and scripts. */
		Dialect MACRO = setting -> setting.key() + "=" + setting.value();

		/** As in dialogs, whose labels begin with the name. */
		Dialect DIALOG = new Dialect() {

			@Override
			public String say(final Setting setting) {
				return name(setting) + (setting.value().isEmpty() ? "" : ": " + setting.value());
			}

			@Override
			public String choose(final Setting setting) {
				return "set " + name(setting) + " to " + setting.value();
			}

			private static String name(final Setting setting) {
				return setting.name().substring(0, 1).toUpperCase(Locale.ROOT) + setting.name().substring(1);
			}
		};

		/**
		 * @param setting a setting
		 * @return how to say it, for example "existing=resume"
		 */
		String say(Setting setting);

		/**
		 * @param setting a setting that has a value
		 * @return how to ask for it, for example "set Existing to resume"
		 */
		default String choose(final Setting setting) {
			return say(setting);
		}
	}

	private final String sentence;
	private final List<Setting> settings;

	Remedy(final String sentence, final Setting... settings) {
		this.sentence = sentence;
		this.settings = List.of(settings);
	}

	/** @return the settings it speaks of */
	public List<Setting> settings() {
		return settings;
	}

	/**
	 * @param dialect how the user says settings
	 * @return what to do, a sentence; empty if there is nothing to say
	 */
	public String say(final Dialect dialect) {
		// NB: each as it is said, then each as it is asked for.
		return String.format(Locale.ROOT, sentence, Stream.concat(settings.stream().map(dialect::say), settings.stream().map(
			dialect::choose)).toArray());
	}
}
