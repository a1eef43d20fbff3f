package io.onerow.command;

import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The service has not done it; the message says why, to whoever typed the command. */
class Refused extends RuntimeException {

	Refused(String message) {
		super(message, null, false, false);
	}

	/** Tells of it, as a command does; whatever else has failed is thrown. */
	static int told(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
		if (!(failure instanceof Refused)) {
			throw failure;
		}
		command.getErr().println(failure.getMessage());
		return CommandLine.ExitCode.SOFTWARE;
	}

}
