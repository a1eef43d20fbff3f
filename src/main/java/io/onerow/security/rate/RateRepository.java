package io.onerow.security.rate;

import org.springframework.data.repository.Repository;

/** The requests that were counted, and the function that counts. */
interface RateRepository extends Repository<RateWindow, RateWindow.Id>, RateFunctions {

}
