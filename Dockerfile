# syntax=docker/dockerfile:1
#
# The service for a database that is configured; it has none of its own. docs/operations.md says how it is run.

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY config config
COPY src src
# makes the jar and no more: the tests are not among what the image is built from, they run before
RUN --mount=type=cache,target=/build/repository \
	./mvnw -B -q -Dmaven.repo.local=repository compile jar:jar spring-boot:repackage
RUN java -Djarmode=tools -jar target/onerow.jar extract --layers --destination layers \
	&& rm layers/dependencies/lib/embedded-postgres-binaries-*.jar

# With the very JVM and the very files that the cache is for
FROM eclipse-temurin:25-jre AS cache
WORKDIR /app
RUN chown nobody .
USER nobody
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
COPY --from=build /build/target/onerow.jar /build/config/container/start-up-cache.sh /build/
RUN sh /build/start-up-cache.sh /build/onerow.jar

FROM eclipse-temurin:25-jre
WORKDIR /app
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
COPY --from=cache /app/onerow.aot ./
COPY config/container/healthy.sh ./
ENV MANAGEMENT_SERVER_PORT=9090
EXPOSE 8080 9090
USER 10001:10001
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=3 CMD ["bash", "healthy.sh"]
ENTRYPOINT ["java", "-XX:AOTCache=onerow.aot", "-XX:MaxRAMPercentage=40", "-jar", "onerow.jar"]
