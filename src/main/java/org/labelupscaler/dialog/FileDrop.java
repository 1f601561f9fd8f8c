package org.labelupscaler.dialog;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.io.File;
import java.io.IOException;
import java.util.List;

import javax.swing.JComponent;
import javax.swing.JTextField;
import javax.swing.TransferHandler;
import java.awt.datatransfer.Clipboard;
import java.awt.datatransfer.Transferable;

/** Takes a file or folder that is dropped onto a text field, or pasted into it, by its path. */
final class FileDrop extends TransferHandler {

	private static final long serialVersionUID = 1L;

	/** What the field does with text; Swing's own. */
	private final transient TransferHandler text;

	private FileDrop(final TransferHandler text) {
		this.text = text;
	}

	static void onto(final JTextField field) {
		field.setTransferHandler(new FileDrop(field.getTransferHandler()));
	}

	@Override
	public boolean canImport(final TransferSupport support) {
		return support.isDataFlavorSupported(DataFlavor.javaFileListFlavor) || text.canImport(support);
	}

	@Override
	public boolean importData(final TransferSupport support) {
		if (!support.isDataFlavorSupported(DataFlavor.javaFileListFlavor))
			return text.importData(support);
		try {
			final List<?> files = (List<?>) support.getTransferable().getTransferData(DataFlavor.javaFileListFlavor);
			if (files.isEmpty() || !(files.get(0) instanceof File file))
				return false;
			((JTextField) support.getComponent()).setText(file.getPath());
			return true;
		}
		catch (final UnsupportedFlavorException | IOException e) {
			return false;
		}
	}

	@Override
	public int getSourceActions(final JComponent field) {
		return text.getSourceActions(field);
	}

	@Override
	public void exportToClipboard(final JComponent field, final Clipboard clipboard, final int action) {
		text.exportToClipboard(field, clipboard, action);
	}

	@Override
	public void exportAsDrag(final JComponent field, final java.awt.event.InputEvent event, final int action) {
		text.exportAsDrag(field, event, action);
	}

	@Override
	protected Transferable createTransferable(final JComponent field) {
		return null;
	}
}
