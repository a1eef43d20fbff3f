package io.onerow.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** The files of a library for browsers, which is a dependency like any other. */
public final class Webjar {

	private final String base;

	private Webjar(String base) {
		this.base = base;
	}

	/** The one of that group and name, in the version that there is. */
	public static Webjar of(String group, String name) {
		Properties library = new Properties();
		String place = "META-INF/maven/" + group + "/" + name + "/pom.properties";
		try (InputStream file = new ClassPathResource(place).getInputStream()) {
			library.load(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new Webjar("META-INF/resources/webjars/" + name + "/" + library.getProperty("version") + "/");
	}

	public Resource file(String path) {
		return new ClassPathResource(this.base + path);
	}

}
