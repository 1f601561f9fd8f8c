package org.labelupscaler.store.s3;

import java.time.Duration;

/**
 * How long a lease lasts.
 *
 * @param renewed how often it is renewed
 * @param stale how long after that it ends, so that a run that was killed keeps nobody out for ever
 * @param looked how often, at most, it is looked whether it is still there
 */
record S3LeaseTimes(Duration renewed, Duration stale, Duration looked) {

	static final S3LeaseTimes USUAL = new S3LeaseTimes(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(5));
}
