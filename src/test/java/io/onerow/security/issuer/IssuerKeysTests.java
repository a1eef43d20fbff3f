package io.onerow.security.issuer;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class IssuerKeysTests {

	@Test
	void issuerThatTakesARequestAndNeverAnswersIsGivenUp() throws Exception {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			IssuerKeys keys = new IssuerKeys("http://127.0.0.1:" + silent.getLocalPort(), Clock.systemUTC());
			JWKSelector any = new JWKSelector(new JWKMatcher.Builder().build());
			assertThatExceptionOfType(KeySourceException.class)
				.isThrownBy(() -> assertTimeoutPreemptively(Duration.ofSeconds(20), () -> keys.get(any, null)));
		}
	}

}
