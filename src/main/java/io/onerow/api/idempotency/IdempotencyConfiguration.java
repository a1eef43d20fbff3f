package io.onerow.api.idempotency;

import io.onerow.api.share.Turns;
import io.onerow.history.History;
import io.onerow.idempotency.KeyedRequests;
import io.onerow.security.Dialects;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** The filter stands behind the one that has the body. */
@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {

	@Bean
	FilterRegistrationBean<IdempotencyFilter> idempotencyKeys(KeyedRequests requests, History history,
			Dialects dialects, Turns turns, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		FilterRegistrationBean<IdempotencyFilter> filter = new FilterRegistrationBean<>(
				new IdempotencyFilter(requests, history, dialects, new RequestHash(turns), resolver));
		filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 15);
		return filter;
	}

}
