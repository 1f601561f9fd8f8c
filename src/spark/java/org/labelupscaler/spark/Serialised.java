package org.labelupscaler.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;

/** Work and results as bytes, whatever serialiser the cluster is set to: Kryo, for one, does not know our records. */
final class Serialised {

	private Serialised() {}

	static byte[] bytes(final Object object) {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(object);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		return bytes.toByteArray();
	}

	@SuppressWarnings("unchecked")
	static <T> T object(final byte[] bytes) {
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
			return (T) in.readObject();
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		catch (final ClassNotFoundException e) {
			throw new IllegalStateException("driver and executors have different versions of this program: " + e.getMessage(), e);
		}
	}
}
