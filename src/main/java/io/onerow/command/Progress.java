package io.onerow.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How far something is, for who looks on: on a terminal one line that is written over,
 * elsewhere a line now and then.
 */
final class Progress {

	private static final int WIDTH = 30;

	private static final Duration PAUSE = Duration.ofSeconds(5);

	private static final int PERCENT = 100;

	private final PrintWriter out;

	private final boolean terminal;

	private long last;

	private int length;

	Progress(PrintWriter out, boolean terminal) {
		this.out = out;
		this.terminal = terminal;
		this.last = System.nanoTime() - PAUSE.toNanos();
	}

	/**
	 * Shows it.
	 * @param eta how long it will take yet; null if that is not known
	 */
	void show(String what, long done, long total, double rate, @Nullable Duration eta) {
		int percent = (int) ((total > 0) ? done * PERCENT / total : PERCENT);
		int full = percent * WIDTH / PERCENT;
		String line = String.format(Locale.ROOT, "%s [%s%s] %3d %%  %,d of %,d  %,.0f/s%s", what, "#".repeat(full),
				".".repeat(WIDTH - full), percent, done, total, rate, (eta != null) ? "  " + left(eta) : "");
		if (this.terminal) {
			this.out.print("\r" + line + " ".repeat(Math.max(0, this.length - line.length())));
			this.length = line.length();
		}
		else if (System.nanoTime() - this.last >= PAUSE.toNanos() || done >= total) {
			this.out.println(line);
			this.last = System.nanoTime();
		}
		this.out.flush();
	}

	/** Tells something in a line of its own. */
	void note(String what) {
		end();
		this.out.println(what);
		this.out.flush();
	}

	/** Ends the line. */
	void end() {
		if (this.terminal && this.length > 0) {
			this.out.println();
			this.out.flush();
		}
		this.length = 0;
	}

	private static String left(Duration eta) {
		return String.format(Locale.ROOT, "%d:%02d left", eta.toMinutes(), eta.toSecondsPart());
	}

}
