package org.labelupscaler.words;

import java.nio.ByteOrder;
import java.util.Optional;

import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.raw.RawLayout;

/** The words that describe a source of nothing but voxels, as a user types them. */
final class RawWords {

	private long[] size;
	private SourceType type;
	private ByteOrder order;

	/** Size, type and byte order in one. */
	void all(final String words, final Words problems) {
		if (!Words.given(words))
			return;
		final String[] parts = words.strip().split("\\s+");
		if (parts.length < 2 || parts.length > 3) {
			problems.wrong("raw", "'" + words + "' is not size, type and byte order, as in 528,320,456 uint32 little");
			return;
		}
		size(parts[0], problems);
		type(parts[1], problems);
		endian(parts.length == 3 ? parts[2] : "", problems);
	}

	void size(final String words, final Words problems) {
		if (Words.given(words))
			size = problems.sizes("raw size", words).orElse(null);
	}

	void type(final String word, final Words problems) {
		if (Words.given(word))
			type = problems.choice("raw type", word, SourceType.values()).orElse(null);
	}

	void endian(final String word, final Words problems) {
		if (Words.given(word))
			order = problems.either("raw endian", word, "little", "big", false) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
	}

	/** Nothing for a source that describes itself. */
	Optional<RawLayout> build(final Words problems) {
		final boolean said = problems.isWrong("raw size") || problems.isWrong("raw type");
		if (!said && (size == null != (type == null) || order != null && size == null))
			problems.wrong("raw", "a file of nothing but voxels needs its size and its type, and only its " + (size != null ? "size" : type != null
				? "type" : "byte order") + " is given; others need neither, nor a byte order");
		return size == null || type == null ? Optional.empty() : Optional.of(new RawLayout(size, type, order == null
			? ByteOrder.LITTLE_ENDIAN : order));
	}
}
