package io.onerow;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.onerow.embedded.ServiceRoles;
import io.onerow.security.secrets.RandomSecret;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The files of the container say nothing that the service, or another of them, does not
 * know.
 */
class ContainerFilesTests {

	private static final Set<String> PROBES = Set.of("/actuator/health/liveness", "/actuator/health/readiness");

	/** Without which nobody could administer, or a dump would sign tokens. */
	private static final Set<String> NEEDED = Set.of("ONEROW_BOOTSTRAP_TENANT", "ONEROW_BOOTSTRAP_ADMINISTRATORID",
			"ONEROW_BOOTSTRAP_ADMINISTRATORSECRET", "ONEROW_SECURITY_SIGNINGKEYS_SECRETS");

	private static final String PLACEHOLDER = "change-me";

	private static final String NAME = "/metadata/labels/app.kubernetes.io~1name";

	@Test
	void composeTellsTheServiceWhatItKnows() throws IOException {
		JsonNode compose = YamlFile.read("docker-compose.yml").get(0);
		JsonNode onerow = compose.at("/services/onerow");
		assertThat(properties()).containsAll(names(onerow.get("environment")));
		assertThat(onerow.at("/environment/SPRING_DATASOURCE_URL").stringValue())
			.isEqualTo("jdbc:postgresql://postgres:5432/"
					+ compose.at("/services/postgres/environment/POSTGRES_DB").stringValue());
		assertThat(onerow.at("/environment/SPRING_DATASOURCE_USERNAME").stringValue()).isEqualTo(ServiceRoles.NAME);
		for (String[] same : new String[][] { { "SPRING_FLYWAY_USER", "POSTGRES_USER" },
				{ "SPRING_FLYWAY_PASSWORD", "POSTGRES_PASSWORD" },
				{ "SPRING_DATASOURCE_PASSWORD", "ONEROW_SERVICE_PASSWORD" } }) {
			assertThat(onerow.at("/environment/" + same[0]))
				.isEqualTo(compose.at("/services/postgres/environment/" + same[1]));
		}
		assertThat(onerow.at("/depends_on/postgres/condition").stringValue()).isEqualTo("service_healthy");
		assertThat(compose.at("/services/postgres/healthcheck/test").isArray()).isTrue();
		assertThat(onerow.get("read_only").booleanValue()).isTrue();
		assertThat(texts(onerow.get("ports"))).allMatch((port) -> port.startsWith("127.0.0.1:"))
			.extracting((port) -> port.substring(port.lastIndexOf(':') + 1))
			.isEqualTo(exposed());
		compose.get("services")
			.forEach((service) -> assertThat(service.at("/deploy/resources/limits/memory").isString()).isTrue());
		assertThat(texts(compose.at("/services/postgres/volumes")))
			.extracting((volume) -> volume.replaceFirst(":.*", ""))
			.allMatch((source) -> source.startsWith("./") ? Files.exists(Path.of(source))
					: compose.get("volumes").has(source));
	}

	@Test
	void exampleHasAllThatComposeAsksForAndWhatTheServiceKnows() throws IOException {
		Map<String, String> example = example();
		Set<String> asked = Pattern.compile("\\$\\{(\\w+)")
			.matcher(Files.readString(Path.of("docker-compose.yml")))
			.results()
			.map((variable) -> variable.group(1))
			.collect(Collectors.toSet());
		assertThat(example.keySet()).containsAll(asked);
		Set<String> others = new HashSet<>(example.keySet());
		others.removeAll(asked);
		assertThat(properties()).containsAll(others);
		assertThat(others).containsAll(NEEDED);
	}

	@Test
	void placeholderOfTheExampleIsRefusedByTheNameOfItsVariable() throws IOException {
		Map<String, String> filled = new HashMap<>(example());
		filled.replaceAll((name, value) -> value.replace(PLACEHOLDER, RandomSecret.next()));
		bind(filled);
		Map<String, String> refused = Map.of("ONEROW_BOOTSTRAP_CLIENTSECRET", "the first client",
				"ONEROW_BOOTSTRAP_ADMINISTRATORSECRET", "the first administrator",
				"ONEROW_SECURITY_SIGNINGKEYS_SECRETS", "onerow.security.signing-keys.secrets");
		assertThat(refused.keySet()).isEqualTo(example().entrySet()
			.stream()
			.filter((variable) -> variable.getValue().equals(PLACEHOLDER))
			.map(Map.Entry::getKey)
			.filter((name) -> !name.endsWith("_PASSWORD"))
			.collect(Collectors.toSet()));
		refused.forEach((name, said) -> {
			Map<String, String> one = new HashMap<>(filled);
			one.put(name, PLACEHOLDER);
			assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(one))
				.havingRootCause()
				.withMessageContaining(said);
		});
	}

	/** All that is the service's own, as it is at start. */
	private static void bind(Map<String, String> environment) {
		Binder binder = new Binder(ConfigurationPropertySources.from(new SystemEnvironmentPropertySource(
				StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.copyOf(environment))));
		own().forEach((type) -> binder.bindOrCreate(type.getAnnotation(ConfigurationProperties.class).value(),
				Bindable.of(type)));
	}

	private static Map<String, String> example() throws IOException {
		return Files.readAllLines(Path.of(".env.example"))
			.stream()
			.filter((line) -> !line.isBlank() && !line.startsWith("#"))
			.collect(Collectors.toMap((line) -> line.split("=", 2)[0], (line) -> line.split("=", 2)[1]));
	}

	@Test
	void manifestHoldsTogether() throws IOException {
		List<JsonNode> objects = YamlFile.read("docs/operations/kubernetes.yaml");
		JsonNode deployment = objects.get(0);
		JsonNode pod = deployment.at("/spec/template");
		JsonNode container = pod.at("/spec/containers/0");
		assertThat(objects).extracting((object) -> object.get("kind").stringValue())
			.containsExactly("Deployment", "Service", "PodDisruptionBudget");
		String app = pod.at(NAME).stringValue();
		assertThat(Stream.of(deployment.at("/spec/selector/matchLabels"), objects.get(1).at("/spec/selector"),
				objects.get(2).at("/spec/selector/matchLabels")))
			.allMatch((labels) -> labels.get("app.kubernetes.io/name").stringValue().equals(app));
		Set<String> variables = StreamSupport.stream(container.get("env").spliterator(), false)
			.map((variable) -> variable.get("name").stringValue())
			.collect(Collectors.toSet());
		assertThat(properties()).containsAll(variables);
		assertThat(variables).containsAll(NEEDED);
		Set<String> ports = StreamSupport.stream(container.get("ports").spliterator(), false)
			.map((port) -> port.get("name").stringValue())
			.collect(Collectors.toSet());
		for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
			assertThat(container.at("/" + probe + "/httpGet/path").stringValue()).isIn(PROBES);
			assertThat(container.at("/" + probe + "/httpGet/port").stringValue()).isIn(ports);
		}
		assertThat(objects.get(1).at("/spec/ports/0/targetPort").stringValue()).isIn(ports);
		assertThat(StreamSupport.stream(container.get("ports").spliterator(), false)
			.map((port) -> port.get("containerPort").asString())).containsExactlyElementsOf(exposed());
		assertThat(pod.at("/metadata/annotations/prometheus.io~1port").stringValue()).isEqualTo("9090");
		assertThat(deployment.at("/spec/replicas").intValue())
			.isGreaterThan(objects.get(2).at("/spec/minAvailable").intValue());
		assertThat(pod.at("/spec/securityContext/runAsNonRoot").booleanValue()).isTrue();
		assertThat(container.at("/securityContext/readOnlyRootFilesystem").booleanValue()).isTrue();
		assertThat(container.at("/volumeMounts/0/name")).isEqualTo(pod.at("/spec/volumes/0/name"));
	}

	@Test
	void imageIsMadeOfFilesThatThereAreAndRunsAsTheUserOfTheManifest() throws IOException {
		List<String> lines = instructions();
		lines.stream()
			.filter((line) -> line.startsWith("COPY ") && !line.contains("--from="))
			.flatMap((line) -> Arrays.stream(line.split(" ")).skip(1).limit(line.split(" ").length - 2L))
			.forEach((source) -> assertThat(Path.of(source)).exists());
		assertThat(Path.of("config", "container", "start-up-cache.sh")).exists();
		assertThat(lines).contains("USER " + YamlFile.read("docs/operations/kubernetes.yaml")
			.get(0)
			.at("/spec/template/spec/securityContext/runAsUser")
			.asString() + ":10001");
		assertThat(lines).contains("ENV MANAGEMENT_SERVER_PORT=9090");
		assertThat(Files.readString(Path.of("config", "container", "healthy.sh")))
			.contains("/actuator/health/readiness ");
	}

	private static List<String> exposed() throws IOException {
		return instructions().stream()
			.filter((line) -> line.startsWith("EXPOSE "))
			.flatMap((line) -> Arrays.stream(line.split(" ")).skip(1))
			.toList();
	}

	private static List<String> instructions() throws IOException {
		return Files.readString(Path.of("Dockerfile")).replace("\\\n", "").lines().toList();
	}

	private static List<String> texts(JsonNode list) {
		return StreamSupport.stream(list.spliterator(), false).map(JsonNode::stringValue).toList();
	}

	private static Set<String> names(JsonNode members) {
		return new HashSet<>(members.propertyNames());
	}

	/** As environment variables. */
	private static Set<String> properties() {
		Set<String> all = new HashSet<>(Set.of("LOGGING_STRUCTURED_FORMAT_CONSOLE"));
		Map.of("spring.datasource", DataSourceProperties.class, "spring.flyway", FlywayProperties.class, "server",
				ServerProperties.class, "management.server", ManagementServerProperties.class)
			.forEach((prefix, type) -> Arrays.stream(BeanUtils.getPropertyDescriptors(type))
				.forEach((property) -> all.add(variable(prefix, property.getName()))));
		own().forEach((type) -> {
			String prefix = type.getAnnotation(ConfigurationProperties.class).value();
			for (RecordComponent component : type.getRecordComponents()) {
				all.add(variable(prefix, component.getName()));
			}
		});
		return all;
	}

	private static Stream<Class<?>> own() {
		ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
		scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		return scan.findCandidateComponents("io.onerow")
			.stream()
			.map((found) -> ClassUtils.resolveClassName(Objects.requireNonNull(found.getBeanClassName()), null));
	}

	private static String variable(String prefix, String name) {
		return (prefix + "." + name).toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_');
	}

}
