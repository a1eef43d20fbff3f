package io.onerow.security;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AccessTests {

	@Test
	void anyScopeWantsOne() {
		Access access = new Access.AnyScope(Set.of("a", "b"));
		assertThat(access.permits(Set.of("b", "c"))).isTrue();
		assertThat(access.permits(Set.of("c"))).isFalse();
		assertThat(access.permits(Set.of())).isFalse();
	}

	@Test
	void allScopesWantsEach() {
		Access access = new Access.AllScopes(Set.of("a", "b"));
		assertThat(access.permits(Set.of("a", "b", "c"))).isTrue();
		assertThat(access.permits(Set.of("a"))).isFalse();
	}

	@Test
	void noScopeAtAllIsNoRule() {
		assertThatIllegalArgumentException().isThrownBy(() -> RouteScope.anyOf(HttpMethod.GET, "/x"));
		assertThatIllegalArgumentException().isThrownBy(() -> RouteScope.allOf(HttpMethod.GET, "/x"));
	}

	@Test
	void ruleIsFoundWhateverItsVariablesAreCalled() {
		RouteScope rule = RouteScope.anyOf(HttpMethod.GET, "/a/{id}", "s");
		assertThat(rule.declares(HttpMethod.GET, "/a/{accountId}")).isTrue();
		assertThat(rule.declares(HttpMethod.PUT, "/a/{id}")).isFalse();
		assertThat(rule.declares(HttpMethod.GET, "/a/{id}/b")).isFalse();
	}

	@Test
	void ruleOutsideThePathsOfItsDialectIsRefused() {
		List<RouteScope> routes = List.of(RouteScope.anyOf(HttpMethod.GET, "/b/{id}", "s"));
		assertThatIllegalArgumentException().isThrownBy(() -> DialectSecurity.bearer("a", List.of("/a/**"), routes));
	}

	@Test
	void dialectWithTheMoreSpecificPathComesFirst() {
		DialectSecurity wide = DialectSecurity.bearer("wide", List.of("/a/**"), List.of());
		DialectSecurity narrow = DialectSecurity.bearer("narrow", List.of("/a/b/**"), List.of());
		Dialects dialects = new Dialects(List.of(wide, narrow));
		assertThat(dialects.find("/a/b/c")).contains(narrow);
		assertThat(dialects.find("/a/c")).contains(wide);
		assertThat(dialects.find("/c")).isEmpty();
	}

}
