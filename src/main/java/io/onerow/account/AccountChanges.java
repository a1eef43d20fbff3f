package io.onerow.account;

import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;

/**
 * What a client says of an account of a connection.
 *
 * @param website any text; one that has no {@link io.onerow.matching.WebsiteKey} is
 * stored and never matched
 */
public record AccountChanges(Change<String> name, Change<String> website, AttributesPatch attributes) {

}
