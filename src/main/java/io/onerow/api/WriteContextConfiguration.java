package io.onerow.api;

import io.onerow.api.share.Turns;
import io.onerow.security.Dialects;
import io.onerow.source.TenantSources;
import io.onerow.upsert.DryRuns;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** What the writes of a request need to know of it. */
@Configuration(proxyBeanMethods = false)
class WriteContextConfiguration implements WebMvcConfigurer {

	private final Dialects dialects;

	private final TenantSources sources;

	WriteContextConfiguration(Dialects dialects, TenantSources sources) {
		this.dialects = dialects;
		this.sources = sources;
	}

	@Bean
	static WebMvcRegistrations dryRunAdapter(DryRuns dryRuns, @Qualifier("dryRuns") Turns turns) {
		return new WebMvcRegistrations() {

			@Override
			public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
				return new DryRunAdapter(dryRuns, turns);
			}

		};
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new WriteContexts(this.dialects, new Claims(this.sources)));
	}

}
