package org.labelupscaler.store.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import org.labelupscaler.address.Packed;
import org.labelupscaler.address.RemoteEntry;
import org.labelupscaler.address.RemoteFile;
import org.labelupscaler.address.RemoteFiles;
import org.labelupscaler.address.RemoteStart;

/**
 * Files of web servers. Parts of a file are asked for by Range (RFC 9110, section 14), where a server knows it; that it is still the same
 * file, its entity tag says. A body with Content-Encoding gzip is unpacked: the header says that this is how the file is kept.
 *
 * @param scheme http or https
 * @param query what follows the question mark of an address, such as a signature that lets somebody read; empty if nothing does. It goes
 *          along with every request, and is never shown.
 */
record HttpFiles(String scheme, String query) implements RemoteFiles {

	private static final long serialVersionUID = 1L;

	private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
	/** What may stand in a path; the rest is escaped. NB: what is escaped already stays as it is. */
	private static final String PLAIN = "!$%&'()*+,-./:;=@_~";

	@Override
	public String root() {
		return scheme + "://";
	}

	@Override
	public String address(final String key) {
		return root() + key + (query.isEmpty() ? "" : "?" + query);
	}

	private URI uri(final String key) {
		final StringBuilder escaped = new StringBuilder();
		final int path = Math.max(0, key.indexOf('/'));
		for (final byte b : key.substring(path).getBytes(StandardCharsets.UTF_8))
			if (b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || PLAIN.indexOf(b) >= 0)
				escaped.append((char) b);
			else
				escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
		return URI.create(address(key.substring(0, path) + escaped));
	}

	@Override
	public RemoteStart start(final String key, final int most) throws IOException {
		return HttpRequests.send(uri(key), "bytes=0-" + (most - 1), answer -> {
			// NB: so servers say that it is a folder.
			if (answer.uri().getPath() != null && answer.uri().getPath().endsWith("/"))
				throw new NoSuchFileException(root() + key);
			if (answer.statusCode() == 416)
				return new RemoteStart(new RemoteFile(0, modified(answer), tag(answer), true), new byte[0]);
			check(key, answer);
			if (isPacked(answer))
				return unpacked(key, answer);
			final boolean ranged = answer.statusCode() == 206;
			final long size = ranged ? range(answer)[2] : length(answer);
			final RemoteFile file = new RemoteFile(size, modified(answer), tag(answer), ranged);
			final int count = (int) Math.min(most, size);
			final byte[] bytes = answer.body().readNBytes(count);
			if (bytes.length < count)
				throw new EOFException("the connection broke");
			return new RemoteStart(file, bytes);
		});
	}

	private RemoteStart unpacked(final String key, final HttpResponse<InputStream> answer) throws IOException {
		// NB: a part of a packed file cannot be unpacked.
		if (answer.statusCode() == 206 && range(answer)[1] + 1 < range(answer)[2])
			return HttpRequests.send(uri(key), null, all -> {
				check(key, all);
				if (!isPacked(all))
					throw new IOException("the server says at times that it is packed, and at times not; download it, and name the file");
				return unpacked(key, all);
			});
		return Packed.start(answer.body(), modified(answer), tag(answer));
	}

	@Override
	public byte[] read(final String key, final RemoteFile file, final long from, final int count) throws IOException {
		return HttpRequests.send(uri(key), "bytes=" + from + "-" + (from + count - 1), answer -> {
			if (answer.statusCode() == 416)
				throw changed();
			check(key, answer);
			if (answer.statusCode() != 206)
				throw new IOException("the server gave parts of it before, and does not now");
			final long[] range = range(answer);
			if (range[2] != file.size() || range[0] != from || !tag(answer).equals(file.tag()) || isPacked(answer))
				throw changed();
			final byte[] bytes = answer.body().readNBytes(count);
			if (bytes.length < count)
				throw new EOFException("the connection broke");
			return bytes;
		});
	}

	@Override
	public InputStream whole(final String key, final RemoteFile file) throws IOException {
		final HttpResponse<InputStream> answer = HttpRequests.open(uri(key));
		boolean taken = false;
		try {
			check(key, answer);
			if (!tag(answer).equals(file.tag()))
				throw changed();
			if (isPacked(answer)) {
				taken = true;
				return new GZIPInputStream(answer.body());
			}
			taken = true;
			return answer.body();
		}
		finally {
			if (!taken)
				answer.body().close();
		}
	}

	@Override
	public boolean lists() {
		return false;
	}

	@Override
	public List<RemoteEntry> list(final String folder) throws IOException {
		throw new IOException("a web server does not list its folders");
	}

	@Override
	public boolean isFolder(final String folder) throws IOException {
		throw new IOException("a web server does not list its folders");
	}

	private static IOException changed() {
		return new IOException("it was changed while it was read");
	}

	private void check(final String key, final HttpResponse<InputStream> answer) throws IOException {
		final int status = answer.statusCode();
		if (status == 404 || status == 410)
			throw new NoSuchFileException(root() + key);
		if (status != 200 && status != 206)
			throw new IOException("the server answers " + status + switch (status) {
				case 401, 407 -> ": one must log in, which this program cannot; download it, and name the file";
				case 403 -> ": it may not be read" + (query.isEmpty() ? ", or is not there" : ", or the signature in its address has expired");
				case 429, 503 -> ": it is busy; try again later";
				default -> status >= 500 ? ": it has troubles; try again later" : "";
			});
	}

	private static boolean isPacked(final HttpResponse<?> answer) throws IOException {
		return Packed.is(answer.headers().firstValue("Content-Encoding").orElse(null));
	}

	/** First byte, last byte, size. */
	private static long[] range(final HttpResponse<?> answer) throws IOException {
		final String said = answer.headers().firstValue("Content-Range").orElse("");
		final Matcher range = RANGE.matcher(said.strip());
		if (!range.matches())
			throw new IOException("the server does not say how long it is (Content-Range: " + said + ")");
		return new long[] { Long.parseLong(range.group(1)), Long.parseLong(range.group(2)), Long.parseLong(range.group(3)) };
	}

	private static long length(final HttpResponse<?> answer) throws IOException {
		final OptionalLong length = answer.headers().firstValueAsLong("Content-Length");
		return length.orElseThrow(() -> new IOException("the server does not say how long it is; download it, and name the file"));
	}

	private static String tag(final HttpResponse<?> answer) {
		return answer.headers().firstValue("ETag").or(() -> answer.headers().firstValue("Last-Modified")).orElse("");
	}

	private static Instant modified(final HttpResponse<?> answer) {
		try {
			return answer.headers().firstValue("Last-Modified").map(said -> ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME)
				.toInstant()).orElse(Instant.EPOCH);
		}
		catch (final DateTimeException e) {
			return Instant.EPOCH;
		}
	}
}
