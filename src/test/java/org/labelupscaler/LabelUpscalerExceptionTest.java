package org.labelupscaler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;

import org.junit.jupiter.api.Test;

class LabelUpscalerExceptionTest {

	@Test
	void whereManyFilesAreTheReasonSaysWhich() {
		assertEquals("it is used by another process: a/0", LabelUpscalerException.reasonOfFile(new FileSystemException("a/0", null,
			"it is used by another process")));
		assertEquals("it is not a folder: a/1", LabelUpscalerException.reasonOfFile(new NotDirectoryException("a/1")));
		assertEquals("No space left on device", LabelUpscalerException.reasonOfFile(new IOException("No space left on device")));
	}
}
