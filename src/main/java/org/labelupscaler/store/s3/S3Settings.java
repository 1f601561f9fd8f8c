package org.labelupscaler.store.s3;

import java.io.Serializable;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;

/**
 * How a bucket is reached; what is not said here the AWS SDK takes from the environment, as all programs that use it do. Holds no
 * secrets. In an address it stands before the bucket: {@code s3://endpoint=http://localhost:9000,region=eu-west-1@bucket/labels.n5}.
 *
 * @param endpoint the address of the server; null for what the environment says, else Amazon's
 * @param region where the bucket is; null for what the environment says
 * @param profile a section of {@code ~/.aws/config} and {@code credentials}; null for what the environment says
 * @param anonymous whether no credentials are used
 * @param pathStyle whether the bucket is in the path of the address, not in the name of the host; null for what suits the endpoint
 */
record S3Settings(String endpoint, String region, String profile, boolean anonymous, Boolean pathStyle) implements Serializable {

	static final S3Settings NONE = new S3Settings(null, null, null, false, null);

	/** What is said where one is seen in an address. */
	static final String SECRETS = "secrets do not belong into an address. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile " +
		"of ~/.aws (--s3-profile, or s3://profile=NAME@BUCKET/…)";

	private static final long serialVersionUID = 1L;

	/** What may stand before the bucket; no name of a bucket has an equals sign. */
	private static final Pattern SAID = Pattern.compile("((?:[a-z-]+=[^,@]*)(?:,[a-z-]+=[^,@]*)*)@(.*)", Pattern.DOTALL);

	/** An address in two. */
	record Split(S3Settings settings, String rest) {}

	/**
	 * Parts settings and bucket.
	 *
	 * @param place an address without its scheme
	 * @throws InvalidInputException if there are settings that nobody knows
	 */
	static Split split(final String place) {
		final Matcher said = SAID.matcher(place);
		if (!said.matches())
			return new Split(NONE, place);
		// NB: else the secret of an endpoint would be taken for its host.
		if (said.group(2).replaceFirst("/.*", "").contains("@"))
			throw new InvalidInputException("s3://…@…: " + SECRETS);
		final Map<String, String> values = new LinkedHashMap<>();
		for (final String one : said.group(1).split(",")) {
			final int equals = one.indexOf('=');
			values.put(one.substring(0, equals), one.substring(equals + 1));
		}
		final S3Settings settings = new S3Settings(endpoint(values.remove("endpoint")), values.remove("region"), values.remove("profile"),
			Boolean.TRUE.equals(flag("anonymous", values.remove("anonymous"))), flag("path-style", values.remove("path-style")));
		// NB: values are not repeated in messages: somebody may have put a secret there.
		if (!values.isEmpty())
			throw new InvalidInputException("s3://…@" + said.group(2) + ": " + values.keySet().iterator().next() +
				" is no setting; before the bucket there may be endpoint, region, profile, anonymous and path-style");
		return new Split(settings, said.group(2));
	}

	private static Boolean flag(final String name, final String value) {
		if (value == null || value.equals("true") || value.equals("false"))
			return value == null ? null : Boolean.valueOf(value);
		throw new InvalidInputException("s3://" + name + "=" + value + ": expected true or false");
	}

	/** NB: a path has one slash where an address has two. */
	private static String endpoint(final String value) {
		if (value == null)
			return null;
		final Matcher parts = Pattern.compile("(https?):/*([^/].*)").matcher(value);
		if (!parts.matches())
			throw noAddress(null);
		return checked(parts.group(1) + "://" + parts.group(2)).toString();
	}

	/**
	 * @param address the address of a server, from wherever it is said
	 * @return the same
	 * @throws InvalidInputException if it is none, or holds a secret, which the message does not repeat
	 */
	static URI checked(final String address) {
		if (address.contains("@"))
			throw new InvalidInputException("endpoint: " + SECRETS);
		try {
			final URI uri = URI.create(address);
			if (uri.getHost() != null)
				return uri;
		}
		catch (final IllegalArgumentException e) {
			throw noAddress(e);
		}
		throw noAddress(null);
	}

	private static InvalidInputException noAddress(final Exception cause) {
		return new InvalidInputException("endpoint: it is no address of a server; expected for example https://storage.example.org:9000", cause);
	}

	/** What stands before the bucket in an address; empty if nothing is said. */
	String prefix() {
		final StringJoiner said = new StringJoiner(",", "", "@").setEmptyValue("");
		Optional.ofNullable(endpoint).ifPresent(value -> said.add("endpoint=" + value));
		Optional.ofNullable(region).ifPresent(value -> said.add("region=" + value));
		Optional.ofNullable(profile).ifPresent(value -> said.add("profile=" + value));
		if (anonymous)
			said.add("anonymous=true");
		Optional.ofNullable(pathStyle).ifPresent(value -> said.add("path-style=" + value));
		return said.toString();
	}
}
