package org.labelupscaler.cells.picture;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The axis that bars are measured by. Lengths are in units of the page, from where bars begin. Immutable.
 *
 * @param log whether bars are as long as the logarithms of their values; then they begin at a power of ten below all values
 *          above 0, so that each has a length, and 0 has none
 * @param from what bars begin at: 0, or the exponent of that power
 * @param perStep the length of 1, or of a factor of ten
 * @param ticks the numbers along the axis
 * @param end where the axis ends
 */
record BarAxis(boolean log, double from, double perStep, List<Tick> ticks, double end) {

	private static final double GAP = 8;
	private static final int MOST_TICKS = 6;
	/** Logarithmic bars begin at this share of the smallest value, or before. */
	private static final BigDecimal MOST_SHARE = new BigDecimal("0.8");

	/**
	 * A number along the axis.
	 *
	 * @param at where
	 * @param text the number
	 */
	record Tick(double at, String text) {}

	/**
	 * @param chart the values
	 * @param room the most that a bar may be long
	 * @return an axis on which the largest value has that length or, with logarithms, the power of ten from it on
	 */
	static BarAxis of(final BarChart chart, final double room) {
		final List<BigDecimal> values = chart.values().filter(value -> value.signum() > 0).sorted().toList();
		if (chart.log())
			return values.isEmpty() ? logarithmic(0, 1, room) : logarithmic(below(values.get(0)), above(values.get(values.size() -
				1)), room);
		final double highest = values.isEmpty() ? 1 : values.get(values.size() - 1).doubleValue();
		return linear(highest, chart.whole(), room);
	}

	private static BarAxis linear(final double highest, final boolean whole, final double room) {
		Scale scale = Scale.upTo(highest, MOST_TICKS, whole);
		// NB: long numbers need more room than six of them have.
		for (int most = MOST_TICKS - 1; most > 1 && Lettering.SMALL.width(scale.text(highest)) + GAP > scale.step().doubleValue() *
			room / highest; most--)
			scale = Scale.upTo(highest, most, whole);
		final Scale round = scale;
		final List<Tick> ticks = round.numbers().stream().map(number -> new Tick(number / highest * room, round.text(number)))
			.toList();
		return new BarAxis(false, 0, room / highest, ticks, room);
	}

	private static BarAxis logarithmic(final int from, final int to, final double room) {
		final double perStep = room / (to - from);
		final List<Tick> ticks = new ArrayList<>();
		for (int exponent = from; exponent <= to; exponent++)
			ticks.add(new Tick((exponent - from) * perStep, Scale.threeDigits(BigDecimal.ONE.scaleByPowerOfTen(exponent))));
		final double widest = ticks.stream().mapToDouble(tick -> Lettering.SMALL.width(tick.text)).max().orElseThrow();
		final int each = (int) Math.max(1, Math.ceil((widest + GAP) / perStep));
		final List<Tick> shown = new ArrayList<>();
		for (int i = 0; i < ticks.size(); i += each)
			shown.add(ticks.get(i));
		return new BarAxis(true, from, perStep, List.copyOf(shown), room);
	}

	/** The exponent of the largest power of ten that is so far below a number that its bar can be seen. */
	private static int below(final BigDecimal number) {
		return floor(number.multiply(MOST_SHARE));
	}

	/** The exponent of the smallest power of ten that is not below a number. */
	private static int above(final BigDecimal number) {
		return number.stripTrailingZeros().unscaledValue().equals(BigInteger.ONE) ? floor(number) : floor(number) + 1;
	}

	private static int floor(final BigDecimal number) {
		return number.precision() - number.scale() - 1;
	}

	/** How long the bar of a value is; 0 for 0. */
	double length(final BigDecimal value) {
		if (value.signum() == 0)
			return 0;
		return ((log ? Math.log10(value.doubleValue()) : value.doubleValue()) - from) * perStep;
	}
}
