package io.onerow.api.share;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What there is to share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Limits.class)
class ShareConfiguration {

	@Bean
	Rooms bodyRooms(Limits limits) {
		return new Rooms(limits);
	}

	@Bean
	Turns turns(Limits limits) {
		return new Turns(limits);
	}

	/** Each dry run holds one of 16 connections to the database. */
	@Bean(defaultCandidate = false)
	@Qualifier("dryRuns")
	Turns dryRunTurns(Limits limits) {
		return new Turns(4, 2, limits.turnWait());
	}

}
