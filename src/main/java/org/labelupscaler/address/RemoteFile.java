package org.labelupscaler.address;

import java.time.Instant;

/**
 * What a server tells of a file.
 *
 * @param size bytes
 * @param modified when it was written; the epoch if that is not told
 * @param tag changes when the file does; empty if none is told
 * @param ranged whether parts of it can be asked for
 */
public record RemoteFile(long size, Instant modified, String tag, boolean ranged) {}
