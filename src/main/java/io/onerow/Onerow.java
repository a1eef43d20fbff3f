package io.onerow;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/**
 * Starts the service. Beans have qualified names, so that dialects may name theirs alike.
 */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class Onerow {

	public static void main(String[] args) {
		OutOfMemory.endsTheProcess();
		SpringApplication.run(Onerow.class, args);
	}

}
