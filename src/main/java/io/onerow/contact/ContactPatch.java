package io.onerow.contact;

import io.onerow.upsert.Change;

/** Changes to a contact that is known by its id; limits as in {@link ContactUpsert}. */
public record ContactPatch(Change<String> fullName, Change<String> email, Change<String> language) {

}
