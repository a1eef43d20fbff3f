package io.onerow.security.cors;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What is so while no origin is listed; the rest is in RoutesIntegrationTests. */
class CrossOriginFilterTests {

	private final CrossOriginFilter filter = new CrossOriginFilter(List.of());

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final MockFilterChain chain = new MockFilterChain();

	@Test
	void preflightIsRefusedWithoutCorsHeaders() throws Exception {
		MockHttpServletRequest preflight = from("OPTIONS", "https://app.example");
		preflight.addHeader("Access-Control-Request-Method", "PUT");
		this.filter.doFilter(preflight, this.response, this.chain);
		assertThat(this.response.getStatus()).isEqualTo(403);
		assertThat(this.response.getHeaderNames()).noneMatch((name) -> name.startsWith("Access-Control-"));
		assertThat(this.chain.getRequest()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://app.example", "null", "http://[", "" })
	void requestGoesOnAndItsAnswerHasNoHeader(String origin) throws Exception {
		this.filter.doFilter(from("POST", origin), this.response, this.chain);
		assertThat(this.chain.getRequest()).isNotNull();
		assertThat(this.response.getHeaderNames()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "null", "app.example", "https://app.example/", "https://*.example", "" })
	void whatIsNoOriginIsRefusedAtStart(String origin) {
		assertThatIllegalArgumentException().isThrownBy(() -> new CorsProperties(List.of(origin)))
			.withMessageContaining("onerow.cors.origins");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://app.example", "http://localhost:5173", "capacitor://localhost" })
	void originMayBeListed(String origin) {
		assertThatCode(() -> new CorsProperties(List.of(origin))).doesNotThrowAnyException();
	}

	private static MockHttpServletRequest from(String method, String origin) {
		MockHttpServletRequest request = new MockHttpServletRequest(method, "/rest/user/contacts");
		request.addHeader("Origin", origin);
		return request;
	}

}
