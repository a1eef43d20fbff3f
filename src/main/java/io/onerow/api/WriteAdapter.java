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
 * Calls the controllers as the framework does. Before the answer is written, which a
 * client may read slowly, what a dry run has had them do is taken back, and what they
 * have sent for a full sync is noted.
 */
final class WriteAdapter extends RequestMappingHandlerAdapter {

	private final DryRuns dryRuns;

	private final Turns turns;

	private final SyncHeader syncs;

	WriteAdapter(DryRuns dryRuns, Turns turns, SyncHeader syncs) {
		this.dryRuns = dryRuns;
		this.turns = turns;
		this.syncs = syncs;
	}

	@Override
	protected ServletInvocableHandlerMethod createInvocableHandlerMethod(HandlerMethod handler) {
		return new ServletInvocableHandlerMethod(handler) {

			@Override
			protected @Nullable Object doInvoke(@Nullable Object... arguments) throws Exception {
				if (!WriteContext.current().isDryRun() || WriteAdapter.this.dryRuns.isRunning()) {
					Object answer = super.doInvoke(arguments);
					WriteAdapter.this.syncs.note();
					return answer;
				}
				Callable<@Nullable Object> call = () -> super.doInvoke(arguments);
				return WriteAdapter.this.turns.take(() -> WriteAdapter.this.dryRuns.run(call));
			}

		};
	}

}
