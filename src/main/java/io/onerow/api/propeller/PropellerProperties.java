package io.onerow.api.propeller;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** How much one bulk may hold; more is answered 413 before anything is written. */
@ConfigurationProperties("onerow.propeller")
record PropellerProperties(@DefaultValue("10000") int maxCustomers, @DefaultValue("32MB") DataSize maxBulkBody,
		@DefaultValue("20000") int maxCustomerTokens) {

}
