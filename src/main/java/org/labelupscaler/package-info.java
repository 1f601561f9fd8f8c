/**
 * Label Upscaler: label images at the resolution of huge microscope images, by nearest neighbour only.
 * <p>
 * This package holds the exceptions that every other package may throw, what can be done about them, how services are
 * found, what is open on its way to a new owner ({@link Owned}), and what is sent in the place of a record
 * ({@link SentRecord}). The rooms, from the ground up: {@code text}, {@code file} and {@code json} (small tools, the latter for
 * JSON that anybody may have written), {@code compression} (bytes that others have compressed), {@code grid} (integer
 * geometry), {@code label} (what a piece of label volume is), {@code encode} (blocks to bytes and back), {@code address}
 * (files on servers), {@code store} (keys and bytes), {@code volume} (volumes of several levels to write and read back, a room below for each format),
 * {@code source} (files to read, likewise), {@code ontology} (what labels mean), {@code job} (options, plan and work),
 * {@code points} (lists of points that others have written), {@code cells} (which region each cell is in) and
 * {@code view} (colours, pictures and windows), which do not know each other, {@code words} (all that a user says and is
 * told), {@code dialog} (the windows that ask for it), {@code macro} (the words of an ImageJ macro), and the front ends {@code command} (Fiji), {@code ij} (plain
 * ImageJ) and {@code cli}, which do not know each other. A package uses only those named before it, this one uses
 * {@code text}; the test {@code ArrowsTest} has the table of which, and fails where another is used.
 */
package org.labelupscaler;
