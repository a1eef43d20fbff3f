package io.onerow;

import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Where the repositories are. A method that JPA would need more round trips for stands in
 * an interface beside the repository, whose implementation is called the same and
 * {@code Jdbc}.
 */
@Configuration(proxyBeanMethods = false)
@EnableJpaRepositories(repositoryImplementationPostfix = "Jdbc")
class Repositories {

}
