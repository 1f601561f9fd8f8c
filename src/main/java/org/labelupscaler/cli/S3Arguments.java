package org.labelupscaler.cli;

import java.nio.file.Path;
import java.util.StringJoiner;

import picocli.CommandLine.Option;

import org.labelupscaler.store.Stores;

/**
 * The options that say how a bucket is reached. They become part of the address, {@code s3://region=eu-west-1@bucket/labels.n5}, so that
 * they go wherever it goes.
 */
@Section.Of(Section.BUCKET)
final class S3Arguments {

	/** NB: Windows turns the slashes of a path round. */
	private static final String SCHEME = "(?i)s3:[/\\\\]*";

	@Option(names = "--s3-endpoint", paramLabel = "URL", description = "For s3://… on another server than Amazon's: its address. Default: " +
		"AWS_ENDPOINT_URL_S3 or the profile. Keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or ~/.aws.")
	private String endpoint;

	@Option(names = "--s3-region", paramLabel = "R", description = "Region of the bucket. Default: AWS_REGION or the profile.")
	private String region;

	@Option(names = "--s3-profile", paramLabel = "P", description = "Section of ~/.aws/config and credentials. Default: AWS_PROFILE.")
	private String profile;

	@Option(names = "--s3-anonymous", description = "Use no credentials.")
	private boolean anonymous;

	@Option(names = "--s3-path-style", paramLabel = "true|false", description = "Whether the bucket is in the path of the address, not in the " +
		"name of the host. Default: true if there is an endpoint.")
	private Boolean pathStyle;

	/** An address with all of it; other names as they are. */
	String apply(final String place) {
		if (place == null || !place.matches("(?s)" + SCHEME + ".*"))
			return place;
		final StringJoiner said = new StringJoiner(",", "s3://", "@");
		add(said, "endpoint", endpoint);
		add(said, "region", region);
		add(said, "profile", profile);
		add(said, "anonymous", anonymous ? "true" : null);
		add(said, "path-style", pathStyle == null ? null : pathStyle.toString());
		return said.length() == "s3://@".length() ? place : said + place.replaceFirst(SCHEME, "");
	}

	/** The same of a path that has been parsed. */
	Path apply(final Path place) {
		final String words = place.toString();
		final String said = apply(words);
		return said.equals(words) ? place : Stores.path(said);
	}

	private static void add(final StringJoiner said, final String name, final String value) {
		if (value != null)
			said.add(name + "=" + value);
	}
}
