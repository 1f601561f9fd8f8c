package org.labelupscaler.store.s3;

import java.time.Duration;

/**
 * How long it is tried.
 *
 * @param hasty attempts with a server that has not answered yet
 * @param patient attempts with one that has
 * @param firstWait the longest wait before the second attempt; then twice as long each time
 * @param longestWait the longest of all
 * @param silence how long an answer may be on its way; a server that has gone is noticed at once
 */
record S3Patience(int hasty, int patient, Duration firstWait, Duration longestWait, Duration silence) {

	static final S3Patience USUAL = new S3Patience(3, 12, Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(30));
}
