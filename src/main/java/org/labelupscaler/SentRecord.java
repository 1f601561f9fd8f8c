package org.labelupscaler;

import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteOrder;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is sent in the place of a record with components that Java itself does not send: paths, by their words, optional values, and
 * byte orders. The record is made anew by its constructor, which checks it.
 */
public final class SentRecord implements Serializable {

	private static final long serialVersionUID = 1L;

	private final Class<? extends Record> type;
	private final Object[] components;

	/** A path by its words. */
	private record SentPath(String path) implements Serializable {}

	/** A value that is there, or not: null. */
	private record SentOptional(Object value) implements Serializable {}

	/** A number that is there, or not: null. */
	private record SentOptionalLong(Long value) implements Serializable {}

	/** A byte order. */
	private record SentByteOrder(boolean big) implements Serializable {}

	private SentRecord(final Class<? extends Record> type, final Object[] components) {
		this.type = type;
		this.components = components;
	}

	/**
	 * @param record a serialisable record
	 * @return what its {@code writeReplace} gives
	 * @throws ObjectStreamException if it has a path inside of a file
	 */
	public static Object of(final Record record) throws ObjectStreamException {
		final RecordComponent[] parts = record.getClass().getRecordComponents();
		final Object[] components = new Object[parts.length];
		try {
			for (int c = 0; c < parts.length; c++) {
				parts[c].getAccessor().setAccessible(true);
				components[c] = sent(parts[c].getAccessor().invoke(record));
			}
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(e);
		}
		return new SentRecord(record.getClass(), components);
	}

	private static Object sent(final Object value) throws ObjectStreamException {
		if (value instanceof final Optional<?> optional)
			return new SentOptional(optional.isPresent() ? sent(optional.get()) : null);
		if (value instanceof final OptionalLong optional)
			return new SentOptionalLong(optional.isPresent() ? optional.getAsLong() : null);
		if (value instanceof ByteOrder)
			return new SentByteOrder(value == ByteOrder.BIG_ENDIAN);
		// NB: a path at an address can be sent as it is.
		if (!(value instanceof final Path path) || value instanceof Serializable)
			return value;
		if (path.getFileSystem() != FileSystems.getDefault())
			throw new NotSerializableException(path + ", which is no path of this machine's files");
		return new SentPath(path.toString());
	}

	private static Object received(final Object value) {
		if (value instanceof final SentOptional optional)
			return Optional.ofNullable(received(optional.value()));
		if (value instanceof final SentOptionalLong optional)
			return optional.value() == null ? OptionalLong.empty() : OptionalLong.of(optional.value());
		if (value instanceof final SentByteOrder order)
			return order.big() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
		return value instanceof final SentPath path ? Path.of(path.path()) : value;
	}

	private Object readResolve() throws ObjectStreamException {
		try {
			final Constructor<? extends Record> constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents()).map(
				RecordComponent::getType).toArray(Class<?>[]::new));
			constructor.setAccessible(true);
			return constructor.newInstance(Arrays.stream(components).map(SentRecord::received).toArray());
		}
		catch (final InvocationTargetException e) {
			final InvalidObjectException invalid = new InvalidObjectException(type.getName() + ": " + e.getCause().getMessage());
			invalid.initCause(e.getCause());
			throw invalid;
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(e);
		}
	}
}
