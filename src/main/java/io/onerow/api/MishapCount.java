package io.onerow.api;

import io.onerow.mishap.Mishap;
import io.onerow.mishap.Mishaps;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.TenantScoped;
import io.onerow.upsert.Affected;
import io.onerow.upsert.WriteContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;

/** Counts what requests that write have met, when they are answered. */
final class MishapCount implements HandlerInterceptor {

	private final Mishaps mishaps;

	MishapCount(Mishaps mishaps) {
		this.mishaps = mishaps;
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception ex) {
		Affected affected = WriteContext.current().affected();
		int status = response.getStatus();
		if ((status < HttpStatus.BAD_REQUEST.value() && affected.races() == 0 && affected.questions().isEmpty())
				|| WriteContexts.isRead(request) || WriteContext.current().isDryRun()) {
			return;
		}
		if (SecurityContextHolder.getContext().getAuthentication() instanceof TenantScoped caller) {
			count(caller.tenant(), affected, status, "doubt".equals(response.getHeader("Onerow-Outcome")));
		}
	}

	private void count(TenantId tenant, Affected affected, int status, boolean isDoubt) {
		String wire = WriteContext.current().wire();
		if (affected.races() > 0) {
			this.mishaps.count(tenant, wire, Mishap.RACE, affected.races());
		}
		if (isDoubt || affected.asked() > 0) {
			this.mishaps.count(tenant, wire, Mishap.DOUBT, isDoubt ? 1 : affected.asked());
		}
		else if (status >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
			this.mishaps.count(tenant, wire, Mishap.FAILED, 1);
		}
		else if (status >= HttpStatus.BAD_REQUEST.value()) {
			this.mishaps.count(tenant, wire, Mishap.REFUSED, 1);
		}
	}

}
