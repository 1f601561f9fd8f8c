/**
 * A store in a bucket of Amazon S3, or of a server that speaks as it does. Its objects are files to be read, too. Knows keys,
 * bytes, {@code address} and the AWS SDK, which may be missing; nothing of labels, blocks and formats.
 */
package org.labelupscaler.store.s3;
