package io.onerow.security.cors;

import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CrossOriginConfiguration {

	/** Before all that refuses, so that a page may read why. */
	@Bean
	FilterRegistrationBean<CrossOriginFilter> crossOrigin(CorsProperties properties) {
		FilterRegistrationBean<CrossOriginFilter> filter = new FilterRegistrationBean<>(
				new CrossOriginFilter(properties.origins()));
		filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 30);
		return filter;
	}

}
