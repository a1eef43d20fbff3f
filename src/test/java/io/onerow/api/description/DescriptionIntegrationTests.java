package io.onerow.api.description;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.onerow.Client;
import io.onerow.Described;
import io.onerow.IntegrationTest;
import io.onerow.security.Scopes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/** The description and the service are the same. */
@IntegrationTest
class DescriptionIntegrationTests {

	private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

	/** Pages, and no routes of programs. */
	private static final String PAGES = "/console";

	/** What the vendor has and is not kept here, whatever comes behind it. */
	private static final String NOT_KEPT = "/**";

	@Autowired
	private ApplicationContext context;

	@Autowired
	private Descriptions descriptions;

	/** Those that have logged in, by tenant and scopes. */
	private final Map<String, Client> clients = new HashMap<>();

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mapping;

	@Test
	void everyRouteIsDescribed() {
		List<Call> calls = calls();
		List<String> missing = new ArrayList<>();
		this.mapping.getHandlerMethods().forEach((route, handler) -> {
			if (ErrorController.class.isAssignableFrom(handler.getBeanType())) {
				return;
			}
			Set<RequestMethod> methods = route.getMethodsCondition().getMethods();
			for (String pattern : route.getPatternValues()) {
				if (!pattern.endsWith(NOT_KEPT) && !pattern.startsWith(PAGES)) {
					if (methods.isEmpty()) {
						missing.add("any " + pattern);
					}
					methods.stream()
						.filter((method) -> calls.stream().noneMatch((call) -> call.fits(method.name(), pattern)))
						.forEach((method) -> missing.add(method + " " + pattern));
				}
			}
		});
		assertThat(missing).isEmpty();
		assertThat(calls).hasSizeGreaterThan(100);
	}

	@Test
	void everythingThatIsWrittenIsThereButWhatIsTurnedOff() {
		Set<String> written = new TreeSet<>();
		Descriptions.GROUPS.forEach((group) -> Source.read(group)
			.get("paths")
			.forEach((item) -> item.findValues("operationId").forEach((id) -> written.add(id.stringValue()))));
		Set<String> described = new TreeSet<>();
		calls().forEach((call) -> described.add(call.id()));
		written.removeAll(described);
		assertThat(written).containsExactly("register");
		assertThat(described.size()).isEqualTo(document().get("paths").findValues("operationId").size());
	}

	@Test
	void groupsAreParts() {
		List<String> paths = new ArrayList<>();
		for (String group : Descriptions.GROUPS) {
			HttpResponse<String> answer = Client.anonymous(this.context).get("/openapi/" + group + ".json");
			assertThat(answer.statusCode()).isEqualTo(200);
			paths.addAll(Client.json(answer).get("paths").propertyNames());
		}
		assertThat(paths).containsExactlyElementsOf(document().get("paths").propertyNames());
		assertThat(Client.anonymous(this.context).get("/openapi/other.json").statusCode()).isEqualTo(404);
		assertThat(Client.anonymous(this.context).get("/v0/openapi.json").body())
			.isEqualTo(Client.anonymous(this.context).get("/openapi/openint.json").body());
	}

	@Test
	void nothingIsReferredToThatIsMissing() {
		assertThat(Source.references(document())).isNotEmpty()
			.allSatisfy((pointer) -> assertThat(document().at(pointer.substring(1)).isObject()).as(pointer).isTrue());
	}

	@Test
	void scopesAreThoseThatThereAre() {
		assertThat(document().at("/components/securitySchemes/bearer/flows/clientCredentials/scopes").propertyNames())
			.containsExactlyElementsOf(Scopes.allOfAnAdministrator());
		assertThat(document().at("/components/schemas/AdminScopes/items/enum").valueStream().map(JsonNode::stringValue))
			.containsExactlyInAnyOrderElementsOf(Scopes.allOfAnAdministrator());
	}

	/** The path is of no record; who may not is refused before. */
	@Test
	void eachRouteWantsTheScopesThatAreDescribed() {
		Client anybody = Client.anonymous(this.context);
		for (Call call : calls()) {
			for (Set<String> scopes : call.scopes("bearer")) {
				assertThat(status(call, scopes.toArray(String[]::new))).as(call.toString()).isNotIn(401, 403);
				Set<String> others = Scopes.allOfAnAdministrator();
				call.scopes("bearer").forEach(others::removeAll);
				assertThat(status(call, others.toArray(String[]::new))).as(call.toString()).isIn(401, 403);
			}
			if (!call.operation().get("security").isEmpty() && !call.path().startsWith("/api/oauth")
					&& !call.path().startsWith("/oauth2")) {
				assertThat(anybody.send(call.method(), call.dummy(), "{}").statusCode()).as(call.toString())
					.isEqualTo(401);
			}
		}
	}

	private int status(Call call, String... scopes) {
		String dryRun = call.method().equals("GET") ? "" : "?dryRun=true";
		String tenant = call.isOfRoot() ? IntegrationTest.ROOT : "described-scopes";
		return this.clients
			.computeIfAbsent(tenant + List.of(scopes), (unknown) -> Client.of(this.context, tenant, scopes))
			.send(call.method(), call.dummy() + dryRun, "{}")
			.statusCode();
	}

	@Test
	void examplesFollowTheirSchemas() {
		Described described = Described.of(this.descriptions.all());
		for (Call call : calls()) {
			examples(call.operation().path("requestBody"), described, call.toString());
			call.operation()
				.get("responses")
				.forEachEntry(
						(status, response) -> examples(described.resolved(response), described, call + " " + status));
		}
	}

	private static void examples(JsonNode holder, Described described, String what) {
		holder.path("content").forEachEntry((type, media) -> {
			if (media.has("example")) {
				described.check(media.get("schema"), media.get("example"), what);
			}
			media.path("examples").forEachEntry((name, example) -> {
				// one that shows what is refused
				if (!name.startsWith("refused")) {
					described.check(media.get("schema"), example.get("value"), what + " " + name);
				}
			});
		});
	}

	/** The client holds each answer against the description. */
	@Test
	void eachExampleIsTaken() {
		Things things = new Things(this.context);
		Set<String> sent = new TreeSet<>();
		for (Call call : calls()) {
			JsonNode examples = call.operation().at("/requestBody/content/application~1json/examples");
			// a key is too young to be rotated, and a job, an import or a sync may have
			// ended
			if (!sent.add(call.id()) || call.id().equals("rotateSigningKey") || call.path().contains("/jobs/{id}/")
					|| call.path().matches(".*/(imports/\\{id}/(pause|resume|cancel|undo)|syncs/\\{id}/undo)")
					|| call.operation().get("security").isEmpty()
					|| (call.operation().has("requestBody") && examples.isEmpty())) {
				continue;
			}
			if (examples.isEmpty()) {
				taken(things, call, null);
			}
			examples.forEach((example) -> taken(things, call, example.get("value").toString()));
		}
	}

	private static void taken(Things things, Call call, @Nullable String body) {
		HttpResponse<String> answer = things.send(call, body);
		assertThat(answer.statusCode()).as(call + " " + body + ": " + answer.body()).isBetween(200, 299);
	}

	@Test
	void pagesRunNothingButFiles() {
		Client anybody = Client.anonymous(this.context);
		for (String path : List.of("/", "/docs")) {
			HttpResponse<String> page = anybody.get(path);
			assertThat(page.statusCode()).isEqualTo(200);
			assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).startsWith("default-src 'none'")
				.doesNotContain("unsafe");
			assertThat(page.body()).doesNotContain("<script>", "<style", "style=", "onclick", "http:", "https:");
		}
		assertThat(anybody.get("/").body()).contains("/docs", "/openapi.json", "/actuator/health");
		for (String file : List.of("page.css", "docs.js", "swagger-ui.css", "swagger-ui-bundle.js")) {
			assertThat(anybody.get("/docs/ui/" + file).statusCode()).isEqualTo(200);
		}
		assertThat(anybody.get("/docs/ui/swagger-initializer.js").statusCode()).isEqualTo(404);
	}

	@Test
	void onePropertyTurnsItOff() {
		new ApplicationContextRunner()
			.withUserConfiguration(DescriptionConfiguration.class, DescriptionController.class, PageController.class)
			.withPropertyValues("onerow.description.enabled=false")
			.run((off) -> assertThat(off).doesNotHaveBean("descriptionRoutes")
				.doesNotHaveBean(DescriptionController.class)
				.doesNotHaveBean(PageController.class));
	}

	private JsonNode document() {
		return Described.of(this.descriptions.all()).document();
	}

	private List<Call> calls() {
		List<Call> calls = new ArrayList<>();
		document().get("paths").forEachEntry((path, item) -> {
			List<String> bases = new ArrayList<>();
			item.path("servers").forEach((server) -> bases.add(server.get("url").stringValue()));
			for (String base : bases.isEmpty() ? List.of("/") : bases) {
				item.propertyNames()
					.stream()
					.filter(METHODS::contains)
					.forEach((method) -> calls.add(new Call(method.toUpperCase(Locale.ROOT),
							base.equals("/") ? path : base + path, item.get(method))));
			}
		});
		return calls;
	}

}
