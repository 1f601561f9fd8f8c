package org.labelupscaler.job;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/**
 * A part of a work: each piece whose number, divided by the number of parts, leaves the same remainder. NB: pieces next to each other
 * take about as long as each other, so that all parts do.
 *
 * @param <T> what is counted
 */
final class WorkPart<T extends Tally<T>> implements Work<T> {

	private static final long serialVersionUID = 1L;

	private final Work<T> whole;
	private final JobPart.One part;

	WorkPart(final Work<T> whole, final JobPart.One part) {
		this.whole = whole;
		this.part = part;
	}

	@Override
	public long pieces() {
		return (whole.pieces() - part.number() + part.count()) / part.count();
	}

	/** The number of a piece in the whole work. */
	private long number(final long piece) {
		return piece * part.count() + part.number() - 1;
	}

	/** Adds up something of all pieces, which are asked for by their numbers in the whole work. */
	long sum(final LongUnaryOperator ofPiece) {
		return LongStream.range(0, pieces()).map(piece -> ofPiece.applyAsLong(number(piece))).sum();
	}

	@Override
	public List<Path> inputs() {
		return whole.inputs();
	}

	@Override
	public Work<T> reading(final Path copy) {
		return new WorkPart<>(whole.reading(copy), part);
	}

	@Override
	public T newTally() {
		return whole.newTally();
	}

	@Override
	public Worker<T> open() {
		final Worker<T> worker = whole.open();
		return new Worker<>() {

			@Override
			public boolean run(final long piece, final Run<T> run) {
				return worker.run(number(piece), run);
			}

			@Override
			public void close() {
				worker.close();
			}
		};
	}
}
