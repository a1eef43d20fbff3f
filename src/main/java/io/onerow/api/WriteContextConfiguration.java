package io.onerow.api;

import io.onerow.security.Dialects;
import io.onerow.source.TenantSources;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What the writes of a request need to know of it. */
@Configuration(proxyBeanMethods = false)
class WriteContextConfiguration implements WebMvcConfigurer {

	private final Dialects dialects;

	private final TenantSources sources;

	WriteContextConfiguration(Dialects dialects, TenantSources sources) {
		this.dialects = dialects;
		this.sources = sources;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new WriteContexts(this.dialects, new Claims(this.sources)));
	}

}
