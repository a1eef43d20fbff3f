package io.onerow.api;

import java.util.concurrent.Callable;

import io.onerow.api.share.Turns;
import io.onerow.upsert.DryRuns;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/**
 * Calls the controllers as the framework does; what a dry run has them do is taken back
 * before the answer is written, which a client may read slowly.
 */
final class DryRunAdapter extends RequestMappingHandlerAdapter {

	private final DryRuns dryRuns;

	private final Turns turns;

	DryRunAdapter(DryRuns dryRuns, Turns turns) {
		this.dryRuns = dryRuns;
		this.turns = turns;
	}

	@Override
	protected ServletInvocableHandlerMethod createInvocableHandlerMethod(HandlerMethod handler) {
		return new ServletInvocableHandlerMethod(handler) {

			@Override
			protected @Nullable Object doInvoke(@Nullable Object... arguments) throws Exception {
				if (!WriteContext.current().isDryRun() || DryRunAdapter.this.dryRuns.isRunning()) {
					return super.doInvoke(arguments);
				}
				Callable<@Nullable Object> call = () -> super.doInvoke(arguments);
				return DryRunAdapter.this.turns.take(() -> DryRunAdapter.this.dryRuns.run(call));
			}

		};
	}

}
