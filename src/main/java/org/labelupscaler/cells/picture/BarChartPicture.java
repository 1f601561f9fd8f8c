package org.labelupscaler.cells.picture;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.cells.picture.BarChart.Bar;
import org.labelupscaler.cells.picture.Canvas.Anchor;

/**
 * A chart of horizontal bars: names on the left, values at the ends of the bars, the axis below. The names take what room
 * they need, but leave the bars a good half of the page.
 */
final class BarChartPicture extends Picture {

	private static final int TEXT = 0x202020;
	private static final int FAINT = 0x606060;
	private static final int GRID = 0xDDDDDD;
	/** NB: of all bars: colours of ontologies are often so pale that they can hardly be told from the paper. */
	private static final int EDGE = 0x505050;

	private static final double GAP = 8;
	private static final double AXIS = 44;
	private static final double LEGEND = 22;
	private static final double LEGEND_TEXT = 30;
	private static final double LEGEND_GAP = 24;
	private static final double EMPTY = 100;
	private static final double MOST_FOR_NAMES = 0.46;
	/** With less room for a region, or for the bars, nothing can be seen. */
	private static final double LEAST_ROW = 2;
	private static final double LEAST_ROOM = 30;

	private final BarChart chart;

	BarChartPicture(final BarChart chart, final ChartOptions options) {
		super(options.size(), options.title(), chart.caption());
		this.chart = chart;
	}

	@Override
	Stream<String> names() {
		return chart.bars().stream().map(bar -> bar.name() + end(bar));
	}

	@Override
	PictureKind kind() {
		return PictureKind.CHART;
	}

	@Override
	double neededHeight() {
		if (chart.bars().isEmpty())
			return top() + EMPTY + foot();
		final double row = chart.series().size() == 1 ? 25 : 38;
		return barsTop() + chart.bars().size() * row + AXIS + foot();
	}

	private double barsTop() {
		return top() + (chart.series().size() == 1 ? 0 : LEGEND);
	}

	@Override
	void draw(final Canvas canvas) {
		drawPage(canvas, 0xFFFFFF, TEXT, FAINT);
		if (chart.bars().isEmpty())
			canvas.text(Lettering.PLAIN.fitted(chart.empty(), "", width() - 2 * MARGIN), width() / 2, (top() + height() - foot()) / 2,
				Lettering.PLAIN, Anchor.MIDDLE, TEXT);
		else
			drawChart(canvas);
	}

	private void drawChart(final Canvas canvas) {
		final double bottom = height() - foot() - AXIS;
		final double row = (bottom - barsTop()) / chart.bars().size();
		// NB: where rows are low, because a height was asked for, letters are low too, rather than over each other.
		final Lettering font = new Lettering(Math.max(1, Math.min(Lettering.PLAIN.size(), row * 0.75 / chart.series().size())),
			false);
		final double left = MARGIN + GAP + Math.min(MOST_FOR_NAMES * width(), names().mapToDouble(font::width).max().orElseThrow());
		final double values = chart.bars().stream().flatMap(bar -> bar.values().stream()).mapToDouble(value -> font.width(text(
			value))).max().orElseThrow();
		final double room = width() - MARGIN - GAP - values - left;
		if (row < LEAST_ROW || room < LEAST_ROOM)
			throw new InvalidInputException("size: there is no room for bars of " + chart.bars().size() + " region" + (chart.bars()
				.size() == 1 ? "" : "s") + ". Take a larger picture (size), smaller letters (scale) or fewer regions.");
		final BarAxis axis = BarAxis.of(chart, room);
		drawAxis(canvas, axis, left, bottom);
		canvas.begin("bars");
		for (int i = 0; i < chart.bars().size(); i++)
			drawBars(canvas, chart.bars().get(i), axis, left, barsTop() + i * row, row);
		canvas.end();
		canvas.begin("values");
		for (int i = 0; i < chart.bars().size(); i++)
			drawValues(canvas, chart.bars().get(i), axis, left, barsTop() + i * row, row, font);
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

	private void drawAxis(final Canvas canvas, final BarAxis axis, final double left, final double bottom) {
		canvas.begin("axis");
		for (final BarAxis.Tick tick : axis.ticks()) {
			final double x = left + tick.at();
			if (tick.at() > 0)
				canvas.line(x, barsTop(), x, bottom, GRID, 0.75);
			canvas.line(x, bottom, x, bottom + 4, TEXT, 1);
			canvas.text(tick.text(), x, bottom + 17, Lettering.SMALL, Anchor.MIDDLE, TEXT);
		}
		canvas.line(left, bottom, left + axis.end(), bottom, TEXT, 1);
		// NB: in the middle of the axis, unless it would leave the page there.
		final double half = Lettering.PLAIN.width(chart.quantity()) / 2;
		canvas.text(chart.quantity(), Math.max(MARGIN + half, Math.min(width() - MARGIN - half, left + axis.end() / 2)), bottom + 37,
			Lettering.PLAIN, Anchor.MIDDLE, TEXT);
		canvas.end();
	}

	private void drawBars(final Canvas canvas, final Bar bar, final BarAxis axis, final double left, final double top,
		final double row)
	{
		final int series = bar.values().size();
		final double thickness = row * 0.76 / series;
		final SideColors sides = SideColors.of(bar.rgb());
		for (int s = 0; s < series; s++) {
			final double length = axis.length(bar.values().get(s).orElse(BigDecimal.ZERO));
			if (length > 0)
				canvas.rectangle(left, top + row * 0.12 + s * thickness, length, thickness, series == 1 ? bar.rgb() : s == 0 ? sides
					.left() : sides.right(), EDGE);
		}
	}

	private void drawValues(final Canvas canvas, final Bar bar, final BarAxis axis, final double left, final double top,
		final double row, final Lettering font)
	{
		final int series = bar.values().size();
		for (int s = 0; s < series; s++) {
			final double length = axis.length(bar.values().get(s).orElse(BigDecimal.ZERO));
			canvas.text(text(bar.values().get(s)), left + length + GAP / 2, top + row * (0.12 + 0.76 * (s + 0.5) / series) + 0.35 * font
				.size(), font, Anchor.START, TEXT);
		}
	}

	private void drawLegend(final Canvas canvas, final double left) {
		final List<String> series = chart.series();
		final SideColors sides = SideColors.of(0x808080);
		final double needed = series.stream().mapToDouble(text -> LEGEND_TEXT + Lettering.PLAIN.width(text) + LEGEND_GAP).sum();
		double x = Math.max(MARGIN, Math.min(left, width() - MARGIN - needed + LEGEND_GAP));
		for (int s = 0; series.size() > 1 && s < series.size(); s++) {
			canvas.rectangle(x, top(), 24, 12, s == 0 ? sides.left() : sides.right(), EDGE);
			canvas.text(series.get(s), x + LEGEND_TEXT, top() + 11, Lettering.PLAIN, Anchor.START, TEXT);
			x += LEGEND_TEXT + Lettering.PLAIN.width(series.get(s)) + LEGEND_GAP;
		}
	}

	private String text(final Optional<BigDecimal> value) {
		return value.map(v -> chart.whole() ? Scale.number(v) : Scale.threeDigits(v)).orElse("–");
	}

	private static String end(final Bar bar) {
		return bar.acronym().isEmpty() ? "" : " (" + bar.acronym() + ")";
	}
}
