package io.onerow;

import java.util.Arrays;

import io.onerow.command.AdminCommand;
import io.onerow.command.ImportCommand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/**
 * Starts the service, or, if the first argument is {@code admin} or {@code import}, a
 * command for one that runs, for which nothing else starts. Beans have qualified names,
 * so that dialects may name theirs alike.
 */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class Onerow {

	public static void main(String[] args) {
		if (args.length > 0 && args[0].equals(AdminCommand.NAME)) {
			System.exit(AdminCommand.run(Arrays.copyOfRange(args, 1, args.length)));
		}
		if (args.length > 0 && args[0].equals(ImportCommand.NAME)) {
			System.exit(ImportCommand.run(Arrays.copyOfRange(args, 1, args.length)));
		}
		OutOfMemory.endsTheProcess();
		SpringApplication.run(Onerow.class, args);
	}

}
