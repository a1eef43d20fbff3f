package io.onerow;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** The whole service on a random port of loopback, with the database of the tests. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = Onerow.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "onerow.cors.origins=" + IntegrationTest.ORIGIN, "onerow.tenants.root=" + IntegrationTest.ROOT,
				"onerow.evidence.settle=0s" })
@ContextConfiguration(initializers = TestDatabase.class)
public @interface IntegrationTest {

	/** Of pages that may call the service. */
	String ORIGIN = "https://app.example";

	/** The tenant whose administrators administer tenants. */
	String ROOT = "root";

}
