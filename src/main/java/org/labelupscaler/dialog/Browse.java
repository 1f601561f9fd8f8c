package org.labelupscaler.dialog;

import java.io.File;
import java.util.Locale;
import java.util.Set;

import javax.swing.JFileChooser;
import javax.swing.JTextField;

/** Picks a file where files are usual, and a folder where containers are, which look like files here. */
final class Browse {

	/** What the names of folders end in that are one volume. */
	private static final Set<String> CONTAINERS = Set.of("n5", "zarr", "precomputed");

	/** Where somebody looked last. */
	private static File last;

	private Browse() {}

	static void into(final JTextField field, final Field.Kind kind, final String title) {
		final JFileChooser chooser = chooser(kind);
		chooser.setDialogTitle(title.replaceFirst(" \\(.*", ""));
		final String word = field.getText().strip();
		final File named = new File(word);
		if (!word.isEmpty() && named.getAbsoluteFile().getParentFile() != null && named.getAbsoluteFile().getParentFile().isDirectory())
			chooser.setSelectedFile(named.getAbsoluteFile());
		else if (last != null)
			chooser.setCurrentDirectory(last);
		final int answer = kind == Field.Kind.SAVE ? chooser.showSaveDialog(field) : chooser.showOpenDialog(field);
		if (answer != JFileChooser.APPROVE_OPTION)
			return;
		last = chooser.getCurrentDirectory();
		field.setText(chooser.getSelectedFile().getPath());
	}

	/** A window to choose in. */
	static JFileChooser chooser(final Field.Kind kind) {
		final JFileChooser chooser = new JFileChooser() {

			private static final long serialVersionUID = 1L;

			@Override
			public boolean isTraversable(final File file) {
				return !isContainer(file) && super.isTraversable(file);
			}
		};
		chooser.setFileSelectionMode(switch (kind) {
			case FOLDER -> JFileChooser.DIRECTORIES_ONLY;
			case EITHER, SAVE -> JFileChooser.FILES_AND_DIRECTORIES;
			default -> JFileChooser.FILES_ONLY;
		});
		return chooser;
	}

	private static boolean isContainer(final File file) {
		final String name = file.getName().toLowerCase(Locale.ROOT);
		return CONTAINERS.contains(name.substring(name.lastIndexOf('.') + 1));
	}
}
