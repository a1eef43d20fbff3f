package io.onerow.api;

import io.onerow.api.share.Turns;
import io.onerow.fullsync.FullSyncs;
import io.onerow.mishap.Mishaps;
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
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** How a request finds its route, and what its writes need to know of it. */
@Configuration(proxyBeanMethods = false)
class WriteContextConfiguration implements WebMvcConfigurer {

	private final Dialects dialects;

	private final TenantSources sources;

	private final SyncHeader syncs;

	private final Mishaps mishaps;

	WriteContextConfiguration(Dialects dialects, TenantSources sources, FullSyncs syncs, Mishaps mishaps) {
		this.dialects = dialects;
		this.sources = sources;
		this.syncs = new SyncHeader(syncs);
		this.mishaps = mishaps;
	}

	@Bean
	static WebMvcRegistrations mvc(DryRuns dryRuns, @Qualifier("dryRuns") Turns turns, FullSyncs syncs) {
		return new WebMvcRegistrations() {

			@Override
			public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
				return new WriteAdapter(dryRuns, turns, new SyncHeader(syncs));
			}

			@Override
			public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
				return new RouteMapping();
			}

		};
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new WriteContexts(this.dialects, new Claims(this.sources), this.syncs));
		// within the other one, to which the context belongs
		registry.addInterceptor(new MishapCount(this.mishaps));
	}

}
