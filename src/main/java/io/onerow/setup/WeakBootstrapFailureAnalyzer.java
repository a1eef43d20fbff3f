package io.onerow.setup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says without a stack trace what the first client or administrator needs; before the
 * framework says that properties could not be bound.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class WeakBootstrapFailureAnalyzer extends AbstractFailureAnalyzer<WeakBootstrap> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, WeakBootstrap cause) {
		return new FailureAnalysis(cause.getMessage() + ".", cause.action(), cause);
	}

}
