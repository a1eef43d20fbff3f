package io.onerow.embedded;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Starts PostgreSQL from the moment on at which it is known that it is needed, while the
 * rest of the service is made ready. Setting up an empty one is a good part of a first
 * start.
 */
final class EarlyPostgres implements BeanFactoryPostProcessor, DisposableBean {

	private final CompletableFuture<EmbeddedPostgres> start;

	EarlyPostgres(Environment environment) {
		EmbeddedProperties properties = Binder.get(environment)
			.bindOrCreate(EmbeddedProperties.PREFIX, EmbeddedProperties.class);
		this.start = CompletableFuture.supplyAsync(() -> EmbeddedPostgres.start(properties), (task) -> {
			Thread thread = new Thread(task, "embedded-postgres");
			thread.setDaemon(true);
			thread.start();
		});
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		// being made is all: that is before any other bean
	}

	/** Waits for it, and fails as it failed. */
	EmbeddedPostgres await() {
		try {
			return this.start.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : ex;
		}
	}

	/** Also of a context that has failed before anybody asked for it. */
	@Override
	public void destroy() {
		this.start.handle((postgres, failure) -> postgres).thenAccept((postgres) -> {
			if (postgres != null) {
				postgres.close();
			}
		}).join();
	}

}
