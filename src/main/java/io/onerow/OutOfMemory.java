package io.onerow;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.slf4j.LoggerFactory;

/**
 * Ends the process when the heap is exhausted, as {@code -XX:+ExitOnOutOfMemoryError}
 * does: after that no thread can be relied on, and whoever watches the process starts it
 * again. That flag can be set neither in a jar nor at run time.
 */
public final class OutOfMemory {

	/** That of the flag. */
	private static final int EXIT_CODE = 3;

	private static final int DEEPEST = 50;

	/** Made before there is no room for it. */
	private static final byte[] LAST_WORDS = "Out of memory; the process ends to be started again\n"
		.getBytes(StandardCharsets.US_ASCII);

	private static final FileOutputStream ERRORS = new FileOutputStream(FileDescriptor.err);

	private OutOfMemory() {
	}

	/** From now on it ends the process in whatever thread it is not caught. */
	public static void endsTheProcess() {
		Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
			endIfIn(thrown);
			LoggerFactory.getLogger(OutOfMemory.class).error("Thread {} failed", thread.getName(), thrown);
		});
	}

	/** Ends the process if it is, or has caused, what was caught. */
	public static void endIfIn(Throwable caught) {
		Throwable cause = caught;
		for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
			if (cause instanceof OutOfMemoryError) {
				end();
			}
			cause = cause.getCause();
		}
	}

	private static void end() {
		try {
			ERRORS.write(LAST_WORDS);
		}
		catch (IOException ex) {
			// nobody reads it
		}
		finally {
			// no hooks: they need memory
			Runtime.getRuntime().halt(EXIT_CODE);
		}
	}

}
