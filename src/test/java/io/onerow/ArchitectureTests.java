package io.onerow;

import java.util.function.Function;

import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.onerow.matching.MatchPlan;
import io.onerow.matching.Policy;
import io.onerow.matching.Sought;
import io.onerow.upsert.MatchingService;
import io.onerow.upsert.UpsertRetry;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.GeneratedValue;
import org.hibernate.annotations.UuidGenerator;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The arrows between the packages, and who may be seen. */
@AnalyzeClasses(packages = "io.onerow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching("io.onerow.(*)..").should().beFreeOfCycles();

	/** What all dialects share; any other package below is a dialect. */
	private static final String[] PARTS_OF_THE_API = { "io.onerow.api", "io.onerow.api.body",
			"io.onerow.api.description", "io.onerow.api.failure", "io.onerow.api.idempotency", "io.onerow.api.json",
			"io.onerow.api.share" };

	private static final DescribedPredicate<JavaClass> IN_A_DIALECT = resideInAPackage("io.onerow.api..")
		.and(not(resideInAnyPackage(PARTS_OF_THE_API)))
		.as("are in a dialect");

	@ArchTest
	static final ArchRule dialectsDoNotKnowEachOther = slices().matching("io.onerow.api.(*)..")
		.that(describe("are dialects", (slice) -> slice.stream().allMatch(IN_A_DIALECT)))
		.should()
		.notDependOnEachOther();

	@ArchTest
	static final ArchRule partsOfTheApiHaveNoCycles = slices().matching("io.onerow.(**)")
		.that(describe("are parts of the api",
				(slice) -> slice.stream().allMatch(resideInAnyPackage(PARTS_OF_THE_API))))
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule partsOfTheApiDoNotKnowTheDialects = noClasses().that()
		.resideInAnyPackage(PARTS_OF_THE_API)
		.should()
		.dependOnClassesThat(IN_A_DIALECT);

	@ArchTest
	static final ArchRule nothingImportsTheApi = noClasses().that()
		.resideOutsideOfPackage("io.onerow.api..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.onerow.api..");

	@ArchTest
	static final ArchRule matchingIsPlainJava = classes().that()
		.resideInAPackage("io.onerow.matching..")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("io.onerow.matching..", "java..", "com.ibm.icu..", "com.google.i18n.phonenumbers..",
				"org.apache.commons.text..", "org.jspecify..");

	@ArchTest
	static final ArchRule hashIsPlainJava = classes().that()
		.resideInAPackage("io.onerow.hash..")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("io.onerow.hash..", "java..", "org.jspecify..");

	@ArchTest
	static final ArchRule hashIsMadeInOnePlace = noClasses().that()
		.resideOutsideOfPackage("io.onerow.hash..")
		.should()
		.callMethod(MessageDigest.class, "getInstance", String.class);

	@ArchTest
	static final ArchRule idsAreMadeByOneLibrary = noClasses().should()
		.dependOnClassesThat()
		.belongToAnyOf(UuidGenerator.class, GeneratedValue.class);

	@ArchTest
	static final ArchRule upsertKnowsMatchingOnly = noClasses().that()
		.resideInAPackage("io.onerow.upsert..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.onerow.account..", "io.onerow.contact..", "io.onerow.customer..",
				"io.onerow.security..", "io.onerow.tenant..", "io.onerow.embedded..");

	@ArchTest
	static final ArchRule featuresDoNotKnowEachOther = slices().matching("io.onerow.(account|contact|customer)..")
		.should()
		.notDependOnEachOther();

	@ArchTest
	static final ArchRule plansStandInOnePlace = noClasses().that()
		.doNotBelongToAnyOf(MatchPlan.class)
		.should()
		.callConstructor(MatchPlan.class, String.class, List.class, Policy.class);

	@ArchTest
	static final ArchRule matchingServiceAloneDecides = noClasses().that()
		.doNotBelongToAnyOf(MatchPlan.class, MatchingService.class)
		.should()
		.callMethod(MatchPlan.class, "decide", Sought.class, Collection.class);

	/**
	 * Those, their fragments, which Spring Data finds by the end of their name, and what
	 * fragments share.
	 */
	@ArchTest
	static final ArchRule repositoriesAloneReachTheDatabase = noClasses().that()
		.areNotAssignableTo(Repository.class)
		.and()
		.haveSimpleNameNotEndingWith("Jdbc")
		.and()
		.resideOutsideOfPackages("io.onerow.store..", "io.onerow.sync..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("javax.sql..", "org.springframework.jdbc..", "io.onerow.store..")
		.orShould()
		.dependOnClassesThat()
		.areAssignableTo(EntityManager.class);

	/** A parser of another language costs memory, and time at each start. */
	@ArchTest
	static final ArchRule queriesAreInTheWordsOfTheDatabase = methods().that()
		.areAnnotatedWith(Query.class)
		.should()
		.beAnnotatedWith(DescribedPredicate.<JavaAnnotation<?>>describe("native",
				(query) -> query.tryGetExplicitlyDeclaredProperty("nativeQuery")
					.filter(Boolean.TRUE::equals)
					.isPresent()));

	@ArchTest
	static final ArchRule upsertsHaveOneDoor = noClasses().that()
		.resideInAnyPackage("io.onerow.account..", "io.onerow.contact..", "io.onerow.api..")
		.should()
		.dependOnClassesThat()
		.areAssignableTo(UpsertRetry.class);

	@ArchTest
	static final ArchRule featuresDoNotKnowSecurityOrTheEmbeddedDatabase = noClasses().that()
		.resideInAnyPackage("io.onerow.account..", "io.onerow.contact..", "io.onerow.customer..", "io.onerow.tenant..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.onerow.security..", "io.onerow.embedded..", "io.onerow.setup..");

	@ArchTest
	static final ArchRule nothingKnowsWhatFillsAnEmptyService = noClasses().that()
		.resideOutsideOfPackage("io.onerow.setup..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.onerow.setup..");

	@ArchTest
	static final ArchRule sessionsDoNotKnowTheIssuer = noClasses().that()
		.resideInAPackage("io.onerow.security.session..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.onerow.security.issuer..");

	@ArchTest
	static final ArchRule nothingIsHashedOnTheThreadOfARequest = noClasses().that()
		.resideOutsideOfPackage("io.onerow.security.secrets..")
		.should()
		.dependOnClassesThat()
		.areAssignableTo(PasswordEncoder.class);

	/** On Java 21 to 23 the lock of the map, or a monitor, holds the carrier thread. */
	@ArchTest
	static final ArchRule databaseIsNotAskedUnderTheLockOfACache = noClasses()
		.that(describe("ask the database", ArchitectureTests::asksTheDatabase))
		.should()
		.callMethod(Cache.class, "get", Object.class, Function.class)
		.orShould()
		.callMethod(Cache.class, "getAll", Iterable.class, Function.class)
		.orShould()
		.dependOnClassesThat()
		.areAssignableTo(LoadingCache.class);

	@ArchTest
	static final ArchRule nothingWaitsUnderAMonitor = methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED);

	@ArchTest
	static final ArchRule entitiesStayInTheirPackage = classes().that()
		.areAnnotatedWith(Entity.class)
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule repositoriesStayInTheirPackage = classes().that()
		.areAssignableTo(Repository.class)
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule controllersStayInTheirPackage = classes().that()
		.areMetaAnnotatedWith(Controller.class)
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule controllersHoldNoTransaction = methods().that()
		.areDeclaredInClassesThat()
		.areMetaAnnotatedWith(Controller.class)
		.should()
		.notBeAnnotatedWith(Transactional.class);

	@ArchTest
	static final ArchRule controllersKnowNoRepository = noClasses().that()
		.resideInAPackage("io.onerow.api..")
		.should()
		.dependOnClassesThat()
		.areAssignableTo(Repository.class);

	private static boolean asksTheDatabase(JavaClass type) {
		return type.getDirectDependenciesFromSelf()
			.stream()
			.map(Dependency::getTargetClass)
			.anyMatch((other) -> other.isAssignableTo(Repository.class)
					|| other.getPackageName().startsWith("org.springframework.jdbc"));
	}

}
