package org.labelupscaler.store.s3;

import java.io.IOException;

import org.labelupscaler.store.Key;

import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * What killed runs have sent of objects that never were.
 *
 * @param objects the bucket
 * @param root prefix of the store, leased
 */
record S3Uploads(S3Objects objects, Key root) {

	/** Removes it. NB: it costs room only, so that a server that does not tell, or lets nobody, is none the worse. */
	void abort() {
		final String below = root.equals(Key.ROOT) ? "" : root.name() + "/";
		final ListMultipartUploadsRequest.Builder request = ListMultipartUploadsRequest.builder().bucket(objects.bucket()).prefix(below);
		try {
			for (boolean more = true; more;) {
				final ListMultipartUploadsResponse page = objects.call("", client -> client.listMultipartUploads(request.build()));
				for (final MultipartUpload upload : page.uploads())
					if (upload.key().startsWith(below))
						objects.call("", client -> client.abortMultipartUpload(abort -> abort.bucket(objects.bucket()).key(upload.key()).uploadId(
							upload.uploadId())));
				more = Boolean.TRUE.equals(page.isTruncated()) && page.nextKeyMarker() != null;
				request.keyMarker(page.nextKeyMarker()).uploadIdMarker(page.nextUploadIdMarker());
			}
		}
		catch (final IOException e) {
			// NB: see above.
		}
	}
}
