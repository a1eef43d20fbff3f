package io.onerow.bench;

import java.util.List;
import java.util.Locale;

/**
 * A bar for each figure, as long as its goal is met times, and a mark for what is aimed
 * at. Drawn by hand: Java's own drawing needs fonts that a server may not have.
 */
record Chart(List<Figure> figures) {

	private static final int ROW = 28;

	private static final int LEFT = 360;

	private static final int ONE = 160;

	private static final double LONGEST = 3;

	private static final int WIDTH = 960;

	String svg() {
		int height = ROW * (this.figures.size() + 2);
		StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, """
				<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
				<rect width="100%%" height="100%%" fill="white"/>
				<text x="10" y="18" font-weight="bold">Times that each goal is met (line: met, mark: aimed at)</text>
				""", WIDTH, height));
		for (int row = 0; row < this.figures.size(); row++) {
			svg.append(bar(this.figures.get(row), ROW * (row + 1)));
		}
		svg.append(line(LEFT + ONE, ROW, height - ROW, "black"));
		return svg.append("</svg>\n").toString();
	}

	private static String bar(Figure figure, int top) {
		Goal goal = figure.goal();
		double length = x(goal.timesMetBy(figure.value()));
		return String.format(Locale.ROOT, """
				<text x="10" y="%d">%s, JDK %s</text>
				<rect x="%d" y="%d" width="%.0f" height="16" fill="%s"/>
				<text x="%.0f" y="%d">%.2f %s</text>
				""", top + 17, figure.what(), figure.jdk(), LEFT, top + 5, length, figure.isMet() ? "#4a8" : "#c54",
				LEFT + length + 6, top + 17, figure.value(), figure.unit())
				+ line(LEFT + (int) x(goal.timesMetBy(goal.aim())), top + 2, top + 24, "#36c");
	}

	private static double x(double times) {
		return ONE * Math.max(0, Math.min(LONGEST, times));
	}

	private static String line(int x, int from, int to, String colour) {
		return String.format(Locale.ROOT, "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"%s\"/>%n", x, x, from,
				to, colour);
	}

}
