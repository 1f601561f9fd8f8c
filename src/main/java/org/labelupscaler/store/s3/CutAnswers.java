package org.labelupscaler.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * Sees to it that a request is tried again if the connection broke while the head of the answer came. NB: Java takes what came for all of
 * it, and the SDK an answer without a body for one that says nothing: a list would be empty. Has no state.
 */
final class CutAnswers implements ExecutionInterceptor {

	/** Of requests that do without an entity tag: some gateways have none for files that were not put through them. */
	static final ExecutionAttribute<Boolean> UNTAGGED = new ExecutionAttribute<>("label-upscaler-untagged");

	@Override
	public Optional<InputStream> modifyHttpResponseContent(final Context.ModifyHttpResponse context, final ExecutionAttributes attributes) {
		final SdkRequest request = context.request();
		if (!context.httpResponse().isSuccessful())
			return context.responseBody();
		final boolean read = request instanceof GetObjectRequest || request instanceof HeadObjectRequest;
		final boolean put = request instanceof PutObjectRequest || request instanceof UploadPartRequest;
		if (read && isMissing(context, "Content-Length") || (read && attributes.getAttribute(UNTAGGED) == null || put) && isMissing(context, "ETag"))
			throw cut(null);
		return isSaidInBody(request) ? Optional.of(begun(context.responseBody())) : context.responseBody();
	}

	private static boolean isSaidInBody(final SdkRequest request) {
		return request instanceof ListObjectsV2Request || request instanceof ListMultipartUploadsRequest ||
			request instanceof CreateMultipartUploadRequest || request instanceof CompleteMultipartUploadRequest ||
			request instanceof DeleteObjectsRequest;
	}

	private static boolean isMissing(final Context.ModifyHttpResponse context, final String header) {
		return context.httpResponse().firstMatchingHeader(header).isEmpty();
	}

	/** NB: one that has begun is XML, which says itself whether it is whole. */
	private static InputStream begun(final Optional<InputStream> body) {
		final PushbackInputStream in = new PushbackInputStream(body.orElseThrow(() -> cut(null)));
		try {
			final int first = in.read();
			if (first < 0)
				throw cut(null);
			in.unread(first);
			return in;
		}
		catch (final IOException e) {
			throw cut(e);
		}
	}

	private static RetryableException cut(final IOException cause) {
		return RetryableException.create("the answer was cut", cause);
	}
}
