/**
 * A store in a bucket of Amazon S3, or of a server that speaks as it does. Knows keys, bytes and the AWS SDK, which may be missing;
 * nothing of labels, blocks and formats.
 */
package org.labelupscaler.store.s3;
