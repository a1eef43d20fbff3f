package io.onerow.security;

import java.util.Collections;
import java.util.Set;

/** What a route demands of its caller. */
public sealed interface Access {

	/** Whether a caller that holds these scopes may pass. */
	boolean permits(Set<String> held);

	/** Those that it names. */
	Set<String> scopes();

	/** One of the scopes is enough. */
	record AnyScope(Set<String> scopes) implements Access {

		public AnyScope {
			scopes = someOf(scopes);
		}

		@Override
		public boolean permits(Set<String> held) {
			return !Collections.disjoint(this.scopes, held);
		}

	}

	/** All of the scopes are needed. */
	record AllScopes(Set<String> scopes) implements Access {

		public AllScopes {
			scopes = someOf(scopes);
		}

		@Override
		public boolean permits(Set<String> held) {
			return held.containsAll(this.scopes);
		}

	}

	/** Anybody may pass, without a credential: a login, or public metadata. */
	record Open() implements Access {

		@Override
		public Set<String> scopes() {
			return Set.of();
		}

		@Override
		public boolean permits(Set<String> held) {
			return true;
		}

	}

	private static Set<String> someOf(Set<String> scopes) {
		if (scopes.isEmpty()) {
			throw new IllegalArgumentException("A route without scopes must say that it is open");
		}
		return Set.copyOf(scopes);
	}

}
