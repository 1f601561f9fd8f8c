package org.labelupscaler.store.s3;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.address.AddressFileSystems;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.StoreProvider;
import org.labelupscaler.store.StoreRef;

/** Places such as {@code s3://bucket/atlas/labels.ome.zarr}. */
public final class S3Stores implements StoreProvider {

	/** What Amazon allows, and what is older: {@code https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html}. */
	private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,254}");

	@Override
	public List<String> schemes() {
		return List.of("s3");
	}

	@Override
	public StoreRef ref(final String scheme, final String place) {
		final S3Settings.Split split = checked(place);
		final String rest = split.rest();
		final int slash = rest.indexOf('/');
		return new S3Store.Ref(slash < 0 ? rest : rest.substring(0, slash), slash < 0 ? Key.ROOT : new Key(rest.substring(slash + 1)), split
			.settings());
	}

	@Override
	public Optional<Path> path(final String scheme, final String place) {
		final S3Settings.Split split = checked(place);
		return Optional.of(AddressFileSystems.path(new S3Files(split.settings()), split.rest()));
	}

	/** Throws if there can be no such place; without slashes at the end. */
	private static S3Settings.Split checked(final String place) {
		final S3Settings.Split split = S3Settings.split(place);
		final String rest = split.rest().replaceAll("/+$", "");
		final int slash = rest.indexOf('/');
		final String bucket = slash < 0 ? rest : rest.substring(0, slash);
		if (bucket.contains("@") || bucket.contains(":"))
			throw new InvalidInputException("s3://…@…: " + S3Settings.SECRETS);
		if (!BUCKET.matcher(bucket).matches())
			throw new InvalidInputException("s3://" + rest + ": " + (bucket.isEmpty() ? "no bucket is named" : bucket +
				" is no name of a bucket") + "; expected s3://BUCKET/NAME");
		checkLibrary(rest);
		try {
			new Key(rest);
		}
		catch (final IllegalArgumentException e) {
			throw new InvalidInputException("s3://" + rest + " is no place in a bucket: names have no backslash and no empty parts", e);
		}
		return new S3Settings.Split(split.settings(), rest);
	}

	/** NB: asked for by name, so that nobody needs it who does not write there. */
	private static void checkLibrary(final String rest) {
		try {
			for (final String needed : new String[] { "services.s3.S3Client", "http.urlconnection.UrlConnectionHttpClient" })
				Class.forName("software.amazon.awssdk." + needed, false, S3Stores.class.getClassLoader());
		}
		catch (final ClassNotFoundException | LinkageError e) {
			throw new InvalidInputException("s3://" + rest + " needs the AWS SDK for Java 2 (s3 and url-connection-client), which is not " +
				"here. The command line brings it; in Fiji it comes with n5-aws-s3 and this plugin's update site", e);
		}
	}
}
