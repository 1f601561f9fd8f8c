package org.labelupscaler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** One service that is broken does not keep others from being found, and is told as what it is. */
class ServicesTest {

	/** Named in META-INF/services, in this order: First, LacksLibrary, one that is not there, NoService, Last. */
	public interface Greeting {}

	/** Works. */
	public static final class First implements Greeting {}

	/** Works. */
	public static final class Last implements Greeting {}

	/** Fails as a class does whose library is missing. */
	public static final class LacksLibrary implements Greeting {

		/** Fails. */
		public LacksLibrary() {
			throw new NoClassDefFoundError("com/example/Missing");
		}
	}

	/** Is something else. */
	public static final class NoService {}

	/** Nobody implements it. */
	public interface Nothing {}

	@Test
	void thoseThatWorkAreFound() {
		final Services<Greeting> services = Services.load(Greeting.class);
		assertEquals(Set.of(First.class, Last.class), services.found().stream().map(Object::getClass).collect(Collectors.toSet()));
		assertEquals(3, services.failures().size());
		final NoClassDefFoundError missing = assertThrows(NoClassDefFoundError.class, services::all);
		assertSame(services.failures().get(0), missing);
		assertEquals("com/example/Missing", missing.getMessage());
	}

	@Test
	void whatIsNoServiceIsSaidInASentence() {
		final Services<Greeting> services = Services.load(Greeting.class);
		for (final Error failure : services.failures().subList(1, 3)) {
			final String message = assertThrows(LabelUpscalerException.class, () -> new Services<>(List.of(), List.of(failure)).all())
				.getMessage();
			assertTrue(message.contains("ServicesTest$") && message.contains("Remove that jar"), message);
		}
	}

	@Test
	void thereMayBeNone() {
		assertEquals(List.of(), Services.load(Nothing.class).all());
	}
}
