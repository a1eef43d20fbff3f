package io.onerow.api;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import io.onerow.api.failure.InvalidParameter;
import io.onerow.api.json.Formats;
import io.onerow.api.json.Unfit;
import io.onerow.security.Scopes;
import io.onerow.source.TenantSources;
import io.onerow.tenant.TenantScoped;
import io.onerow.upsert.Claim;
import io.onerow.upsert.SourceRules;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Reads from the headers of a request which system says what it writes. */
final class Claims {

	private static final String SOURCE = "Onerow-Source";

	private static final String TIME = "Onerow-Source-Time";

	private static final String FORCE = "Onerow-Force";

	private static final Pattern NAME = Pattern.compile("[!-~](?:[ -~]{0,98}[!-~])?");

	private final TenantSources sources;

	Claims(TenantSources sources) {
		this.sources = sources;
	}

	/**
	 * What the request claims.
	 * @throws InvalidParameter for a header that is no good
	 * @throws AccessDeniedException if it forces without being an administrator's
	 */
	Claim of(HttpServletRequest request, String wire) {
		Authentication caller = SecurityContextHolder.getContext().getAuthentication();
		if (!(caller instanceof TenantScoped scoped)) {
			return Claim.NONE;
		}
		SourceRules rules = this.sources.known(scoped.tenant());
		String source = header(request, SOURCE);
		if (source != null && !NAME.matcher(source).matches()) {
			throw InvalidParameter.ofHeader(SOURCE, "must be 1 to 100 printable characters of ASCII");
		}
		Instant at = time(request);
		boolean forced = isForced(request, caller);
		return (source != null || at != null || !rules.areNone())
				? new Claim(source, at, forced, rules, rules.timeMembers().get(wire)) : Claim.NONE;
	}

	private static @Nullable Instant time(HttpServletRequest request) {
		String sent = header(request, TIME);
		try {
			return (sent != null) ? Formats.time(sent) : null;
		}
		catch (Unfit ex) {
			throw InvalidParameter.ofHeader(TIME, ex.detail());
		}
	}

	private static boolean isForced(HttpServletRequest request, Authentication caller) {
		String sent = header(request, FORCE);
		if (sent == null || sent.equals("false")) {
			return false;
		}
		if (!sent.equals("true")) {
			throw InvalidParameter.ofHeader(FORCE, "must be true or false");
		}
		String needed = Scopes.authority(Scopes.ADMIN);
		if (caller.getAuthorities().stream().noneMatch((held) -> needed.equals(held.getAuthority()))) {
			throw new AccessDeniedException(FORCE + " is an administrator's");
		}
		return true;
	}

	private static @Nullable String header(HttpServletRequest request, String name) {
		List<String> sent = WriteHeaders.sent(request, name);
		if (sent.size() > 1) {
			throw InvalidParameter.ofHeader(name, "must be sent once");
		}
		return sent.isEmpty() ? null : sent.get(0);
	}

}
