package org.labelupscaler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.labelupscaler.points.BadRows;
import org.labelupscaler.points.Convention;
import org.labelupscaler.points.PointFile;
import org.labelupscaler.points.PointFilter;
import org.labelupscaler.points.PointKinds;
import org.labelupscaler.points.PointReader;

/** What is open has one owner at any time, and is closed whatever goes wrong. */
class OwnedTest {

	private static final class Resource implements AutoCloseable {

		private int closed;

		@Override
		public void close() {
			closed++;
		}
	}

	@Test
	void whatNobodyTakesIsClosedOnce() {
		final Resource resource = new Resource();
		try (Owned<Resource> owned = Owned.of(resource)) {
			assertSame(resource, owned.get());
			owned.close();
		}
		assertEquals(1, resource.closed);
	}

	@Test
	void whatIsTakenStaysOpenAndIsTakenOnce() {
		final Resource resource = new Resource();
		try (Owned<Resource> owned = Owned.of(resource)) {
			assertSame(resource, owned.take());
			assertThrows(IllegalStateException.class, owned::take);
		}
		assertEquals(0, resource.closed);
	}

	@Test
	void theFirstFailureIsTheOneThatIsHeardOf() {
		final AutoCloseable stubborn = () -> {
			throw new IOException("no disk");
		};
		final IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, () -> {
			try (Owned<AutoCloseable> owned = Owned.of(stubborn)) {
				throw new IllegalArgumentException("wrong");
			}
		});
		assertEquals("wrong", failure.getMessage());
		assertTrue(failure.getSuppressed()[0].getMessage().contains("no disk"));
	}

	/** A list whose column is not there was opened, and never closed. */
	@Test
	void pointsAreOpenedWhenNothingCanFailAnyMore() {
		final boolean[] opened = { false };
		final PointFile file = new PointFile() {

			@Override
			public Path path() {
				return Path.of("list.csv");
			}

			@Override
			public String format() {
				return "CSV";
			}

			@Override
			public List<String> columns() {
				return List.of("x", "y", "z");
			}

			@Override
			public Convention convention() {
				return new Convention(Optional.empty(), Convention.Zero.CORNER, false, 0);
			}

			@Override
			public PointReader open(final BadRows badRows) {
				opened[0] = true;
				return null;
			}
		};
		assertThrows(InvalidInputException.class, () -> file.open(PointFilter.parse("type=2"), null, null));
		assertFalse(opened[0]);
	}
}
