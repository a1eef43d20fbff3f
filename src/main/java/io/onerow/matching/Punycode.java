package io.onerow.matching;

/**
 * The encoding of RFC 3492. The JDK has one, but only behind the mapping of 2003, which
 * makes one domain of {@code straße.de} and {@code strasse.de}.
 */
final class Punycode {

	private static final int BASE = 36;

	private static final int T_MIN = 1;

	private static final int T_MAX = 26;

	private static final int SKEW = 38;

	private static final int DAMP = 700;

	private static final int FIRST = 0x80;

	private Punycode() {
	}

	/** The label of a host, with the prefix. */
	static String encode(String label) {
		int[] points = label.codePoints().toArray();
		StringBuilder out = new StringBuilder();
		for (int point : points) {
			if (point < FIRST) {
				out.append((char) point);
			}
		}
		int basic = out.length();
		if (basic > 0) {
			out.append('-');
		}
		encode(points, basic, out);
		return "xn--" + out;
	}

	private static void encode(int[] points, int basic, StringBuilder out) {
		int n = FIRST;
		int delta = 0;
		int bias = 72;
		int handled = basic;
		while (handled < points.length) {
			int next = smallestFrom(n, points);
			delta += (next - n) * (handled + 1);
			n = next;
			for (int point : points) {
				if (point < n) {
					delta++;
				}
				else if (point == n) {
					append(delta, bias, out);
					bias = adapt(delta, handled + 1, handled == basic);
					delta = 0;
					handled++;
				}
			}
			delta++;
			n++;
		}
	}

	private static int smallestFrom(int n, int[] points) {
		int smallest = Integer.MAX_VALUE;
		for (int point : points) {
			if (point >= n) {
				smallest = Math.min(smallest, point);
			}
		}
		return smallest;
	}

	private static void append(int delta, int bias, StringBuilder out) {
		int q = delta;
		for (int k = BASE;; k += BASE) {
			int t = Math.max(T_MIN, Math.min(T_MAX, k - bias));
			if (q < t) {
				out.append(digit(q));
				return;
			}
			out.append(digit(t + (q - t) % (BASE - t)));
			q = (q - t) / (BASE - t);
		}
	}

	private static char digit(int value) {
		return (char) ((value < 26) ? 'a' + value : '0' + value - 26);
	}

	private static int adapt(int delta, int points, boolean first) {
		int d = first ? delta / DAMP : delta / 2;
		d += d / points;
		int k = 0;
		while (d > ((BASE - T_MIN) * T_MAX) / 2) {
			d /= BASE - T_MIN;
			k += BASE;
		}
		return k + ((BASE - T_MIN + 1) * d) / (d + SKEW);
	}

}
