package io.onerow.cluster;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says without a stack trace what is to be put right. */
class MisplacedFailureAnalyzer extends AbstractFailureAnalyzer<Misplaced> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, Misplaced cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Start an instance with migrations on the coordinator, which puts what is new where it has to be."
						+ " What was spread in another way is put right by hand: see docs/cluster.md.",
				cause);
	}

}
