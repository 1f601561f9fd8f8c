package org.labelupscaler.cells.picture;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.cells.picture.BarChart.Bar;
import org.labelupscaler.cells.picture.Canvas.Anchor;
import org.labelupscaler.upscale.Quantities;

/**
 * A chart of horizontal bars: names on the left, values at the ends of the bars, the axis below. The names take what room
 * they need, but leave the bars a good half of the page.
 */
final class BarChartPicture extends Picture {

	private static final int TEXT = 0x202020;
	private static final int FAINT = 0x606060;
	private static final int GRID = 0xDDDDDD;
	private static final int EDGE = 0x505050;
	/** Brighter than this a colour can hardly be told from the paper. */
	private static final double BRIGHT = 0.45;

	private static final double GAP = 8;
	private static final double AXIS = 44;
	private static final double LEGEND = 22;
	private static final double MOST_FOR_NAMES = 0.46;

	private final BarChart chart;

	BarChartPicture(final BarChart chart, final ChartOptions options) {
		super(options.size(), options.title(), chart.caption());
		this.chart = chart;
	}

	@Override
	double neededHeight() {
		final double row = chart.series().size() == 1 ? 25 : 38;
		return barsTop() + chart.bars().size() * row + AXIS + foot();
	}

	private double barsTop() {
		return top() + (chart.series().size() == 1 ? 0 : LEGEND);
	}

	@Override
	void draw(final Canvas canvas) {
		final double bottom = height() - foot() - AXIS;
		final double row = (bottom - barsTop()) / chart.bars().size();
		// NB: where rows are low, because a height was asked for, letters are low too, rather than over each other.
		final Lettering font = new Lettering(Math.max(1, Math.min(Lettering.PLAIN.size(), row * 0.75 / chart.series().size())),
			false);
		final double left = MARGIN + GAP + Math.min(MOST_FOR_NAMES * width(), chart.bars().stream().mapToDouble(bar -> font.width(bar
			.name() + end(bar))).max().orElseThrow());
		final double values = chart.bars().stream().flatMap(bar -> bar.values().stream()).mapToDouble(value -> font.width(text(
			value))).max().orElseThrow();
		final double room = width() - MARGIN - GAP - values - left;
		final double highest = Math.max(chart.bars().stream().mapToDouble(bar -> bar.largest().doubleValue()).max().orElseThrow(),
			chart.counts() ? 1 : Double.MIN_NORMAL);
		final double perValue = room / highest;

		drawPage(canvas, 0xFFFFFF, TEXT, FAINT);
		drawAxis(canvas, left, bottom, perValue, highest);
		canvas.begin("bars");
		for (int i = 0; i < chart.bars().size(); i++)
			drawBars(canvas, chart.bars().get(i), left, barsTop() + i * row, row, perValue);
		canvas.end();
		canvas.begin("values");
		for (int i = 0; i < chart.bars().size(); i++)
			drawValues(canvas, chart.bars().get(i), left, barsTop() + i * row, row, perValue, font);
		canvas.end();
		canvas.begin("names");
		for (int i = 0; i < chart.bars().size(); i++) {
			final Bar bar = chart.bars().get(i);
			canvas.text(font.fitted(bar.name(), end(bar), left - GAP - MARGIN), left - GAP, barsTop() + (i + 0.5) * row + 0.35 * font
				.size(), font, Anchor.END, TEXT);
		}
		canvas.end();
		canvas.line(left, barsTop(), left, bottom, TEXT, 1);
		drawLegend(canvas, left);
	}

	private void drawAxis(final Canvas canvas, final double left, final double bottom, final double perValue,
		final double highest)
	{
		Scale scale = Scale.upTo(highest, 6, chart.counts());
		// NB: long numbers need more room than six of them have.
		for (int most = 5; most > 1 && Lettering.SMALL.width(scale.text(highest)) + GAP > scale.step().doubleValue() *
			perValue; most--)
			scale = Scale.upTo(highest, most, chart.counts());
		canvas.begin("axis");
		for (final double number : scale.numbers()) {
			final double x = left + number * perValue;
			if (number > 0)
				canvas.line(x, barsTop(), x, bottom, GRID, 0.75);
			canvas.line(x, bottom, x, bottom + 4, TEXT, 1);
			canvas.text(scale.text(number), x, bottom + 17, Lettering.SMALL, Anchor.MIDDLE, TEXT);
		}
		canvas.line(left, bottom, left + highest * perValue, bottom, TEXT, 1);
		canvas.text(chart.quantity(), left + highest * perValue / 2, bottom + 37, Lettering.PLAIN, Anchor.MIDDLE, TEXT);
		canvas.end();
	}

	private void drawBars(final Canvas canvas, final Bar bar, final double left, final double top, final double row,
		final double perValue)
	{
		final int series = bar.values().size();
		final double thickness = row * 0.76 / series;
		for (int s = 0; s < series; s++) {
			final double value = bar.values().get(s).orElse(BigDecimal.ZERO).doubleValue();
			final int fill = s == 0 ? bar.rgb() : paler(bar.rgb());
			canvas.rectangle(left, top + row * 0.12 + s * thickness, value * perValue, thickness, fill, series > 1 || luminance(
				fill) > BRIGHT ? EDGE : Canvas.NONE);
		}
	}

	private void drawValues(final Canvas canvas, final Bar bar, final double left, final double top, final double row,
		final double perValue, final Lettering font)
	{
		final int series = bar.values().size();
		for (int s = 0; s < series; s++) {
			final double value = bar.values().get(s).orElse(BigDecimal.ZERO).doubleValue();
			canvas.text(text(bar.values().get(s)), left + value * perValue + GAP / 2, top + row * (0.12 + 0.76 * (s + 0.5) /
				series) + 0.35 * font.size(), font, Anchor.START, TEXT);
		}
	}

	private void drawLegend(final Canvas canvas, final double left) {
		double x = left;
		for (int s = 0; chart.series().size() > 1 && s < chart.series().size(); s++) {
			canvas.rectangle(x, top(), 24, 12, s == 0 ? 0x808080 : paler(0x808080), EDGE);
			canvas.text(chart.series().get(s), x + 30, top() + 11, Lettering.PLAIN, Anchor.START, TEXT);
			x += 30 + Lettering.PLAIN.width(chart.series().get(s)) + 24;
		}
	}

	private String text(final Optional<BigDecimal> value) {
		return value.map(v -> chart.counts() ? Quantities.count(v.longValue()) : Scale.threeDigits(v)).orElse("–");
	}

	private static String end(final Bar bar) {
		return bar.acronym().isEmpty() ? "" : " (" + bar.acronym() + ")";
	}

	/** Two thirds of the way to white. */
	private static int paler(final int rgb) {
		int paler = 0;
		for (int shift = 16; shift >= 0; shift -= 8)
			paler |= 255 - (255 - (rgb >> shift & 0xFF)) / 3 << shift;
		return paler;
	}

	/** How bright a colour is, 0 … 1, as the eye and sRGB have it. */
	static double luminance(final int rgb) {
		final double[] weights = { 0.2126, 0.7152, 0.0722 };
		double sum = 0;
		for (int c = 0; c < 3; c++)
			sum += weights[c] * Math.pow((rgb >> 16 - 8 * c & 0xFF) / 255.0, 2.2);
		return sum;
	}
}
