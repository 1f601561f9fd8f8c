package org.labelupscaler.store.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Set;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * What a failed request means, and what to do, in a line. NB: in words of its own throughout: what a server or the SDK says may hold
 * what was signed.
 */
final class S3Failures {

	private S3Failures() {}

	/** Whether the server says that a condition of the request does not hold, or that another request with one came first. */
	static boolean isConflict(final AwsServiceException e) {
		return e.statusCode() == 412 || e.statusCode() == 409;
	}

	/** Whether there is no such object; a bucket that is missing is something else, but not known if only the head was asked for. */
	static boolean isMissing(final AwsServiceException e) {
		// NB: some servers say 404 of other things than objects, such as users.
		return e.statusCode() == 404 && (e instanceof NoSuchKeyException || Set.of("", "404", "NoSuchKey", "NotFound").contains(code(e)));
	}

	/** Whether the server does not know what it is asked for. */
	static boolean isUnknown(final AwsServiceException e) {
		return e.statusCode() == 501 || e.statusCode() == 405 || e.statusCode() == 400 && !code(e).startsWith("Expired") && !code(e)
			.startsWith("Authorization") && !code(e).startsWith("InvalidToken");
	}

	/**
	 * @param what the permission that is needed, for example "s3:PutObject"
	 * @return says what is wrong; the caller says with which bucket and key
	 */
	static IOException of(final SdkException e, final String bucket, final S3Connection connection, final String what) {
		if (e instanceof AbortedException) {
			Thread.currentThread().interrupt();
			final InterruptedIOException stopped = new InterruptedIOException("it was stopped");
			stopped.initCause(e);
			return stopped;
		}
		final String reason = e instanceof AwsServiceException answer ? answered(answer, bucket, connection, what) : unanswered(e, connection);
		return new IOException(reason, e);
	}

	private static String code(final AwsServiceException e) {
		return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null ? "" : e.awsErrorDetails().errorCode();
	}

	private static String answered(final AwsServiceException e, final String bucket, final S3Connection connection, final String what) {
		final String server = connection.server();
		switch (code(e)) {
			case "NoSuchBucket":
				return server + " has no bucket " + bucket + "; make it, or correct its name";
			case "SignatureDoesNotMatch":
				return server + " does not accept the signature: the secret does not belong to the access key; check AWS_SECRET_ACCESS_KEY or " +
					"the profile";
			case "InvalidAccessKeyId", "XAdminUserNotFound":
				return server + " does not know the access key; check AWS_ACCESS_KEY_ID or the profile, and the endpoint";
			case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired":
				return "the credentials have expired; log in anew (for example aws sso login)";
			case "InvalidToken":
				return server + " does not accept the session token; check AWS_SESSION_TOKEN, or log in anew";
			case "RequestTimeTooSkewed":
				return "the clock of this machine differs from that of " + server + "; set it right";
			case "AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraintException":
				return elsewhere(e, bucket, connection);
			default:
				break;
		}
		return switch (e.statusCode()) {
			case 301, 307 -> elsewhere(e, bucket, connection);
			case 401, 403 -> server + " gives no permission" + code(" (", e) + ": the keys may not do " + what + " on bucket " + bucket +
				", or are wrong";
			// NB: as a head is answered, which has no body to say more.
			case 400 -> server + " refuses it" + code(" (", e) + "; check the region, the keys and the session token";
			case 429, 503 -> server + " asks to slow down, and did so for all attempts" + code(" (", e) + "; use fewer threads, or go on later";
			case 500, 502, 504 -> server + " has failed for all attempts" + code(" (", e) + "; go on when it works again";
			case 507 -> server + " has no space left";
			default -> server + " refuses it: " + e.statusCode() + code(" ", e);
		};
	}

	private static String code(final String before, final AwsServiceException e) {
		return before.startsWith(" (") ? before + e.statusCode() + (code(e).isEmpty() ? "" : " " + code(e)) + ")" : code(e).isEmpty() ? ""
			: before + code(e);
	}

	private static String elsewhere(final AwsServiceException e, final String bucket, final S3Connection connection) {
		final String region = e.awsErrorDetails() == null || e.awsErrorDetails().sdkHttpResponse() == null ? "" : e.awsErrorDetails()
			.sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region").orElse("");
		return "bucket " + bucket + " is in " + (region.matches("[a-z0-9-]{1,40}") ? "region " + region : "another region") + ", not in " +
			connection.settings().region() + "; name its region (region, AWS_REGION)";
	}

	private static String unanswered(final SdkException e, final S3Connection connection) {
		final String server = connection.server();
		for (Throwable cause = e; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnknownHostException)
				return server + ": there is no such host; check the endpoint, the region and the network";
			if (cause instanceof ConnectException)
				return "nobody answers at " + server + " (connection refused); check the endpoint, and whether the server runs";
			if (cause instanceof SocketTimeoutException)
				return server + " does not answer in time; check the network, or go on later";
			if (cause instanceof javax.net.ssl.SSLException)
				return server + ": no safe connection: " + cause.getMessage();
		}
		final String said = String.valueOf(e.getMessage());
		if (said.contains("load credentials"))
			return "there are no credentials for " + server + "; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile of ~/.aws, or " +
				"say that it is to be done anonymously";
		if (said.contains("rofile"))
			return "the profile cannot be used; check its name, and ~/.aws/config and credentials";
		return "the connection to " + server + " broke in every attempt; check the network, or go on later";
	}
}
