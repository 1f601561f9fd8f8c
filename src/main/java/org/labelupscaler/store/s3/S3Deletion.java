package org.labelupscaler.store.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletes objects, many with each request where the server can. Used by one thread. */
final class S3Deletion {

	/** More a request must not have. */
	private static final int MOST = 1000;
	private static final String PERMISSION = "s3:DeleteObject";

	private final S3Objects objects;
	private final List<String> names = new ArrayList<>();
	private boolean single;

	S3Deletion(final S3Objects objects) {
		this.objects = objects;
	}

	/** Deletes it, at the latest at the end. */
	void add(final String name) throws IOException {
		names.add(name);
		if (names.size() == MOST)
			end();
	}

	/** Deletes all that are left. */
	void end() throws IOException {
		if (!single && names.size() > 1)
			deleteTogether();
		for (final String name : names)
			objects.call(PERMISSION, client -> client.deleteObject(request -> request.bucket(objects.bucket()).key(name)));
		names.clear();
	}

	/** NB: what is left after that is deleted one by one: old servers want another checksum, or do not know this request. */
	private void deleteTogether() throws IOException {
		final DeleteObjectsResponse answer;
		try {
			answer = objects.connection().call(client -> client.deleteObjects(request -> request.bucket(objects.bucket()).delete(delete -> delete
				.quiet(true).objects(names.stream().map(name -> ObjectIdentifier.builder().key(name).build()).toList()))));
		}
		catch (final AwsServiceException e) {
			if (!S3Failures.isUnknown(e))
				throw S3Failures.of(e, objects.bucket(), objects.connection(), PERMISSION);
			single = true;
			return;
		}
		catch (final SdkException e) {
			throw S3Failures.of(e, objects.bucket(), objects.connection(), PERMISSION);
		}
		names.retainAll(answer.errors().stream().map(S3Error::key).toList());
	}
}
