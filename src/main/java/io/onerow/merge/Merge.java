package io.onerow.merge;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * That a contact has become part of another one.
 *
 * @param survivor as which the two are shown
 * @param merged by whose id and keys the survivor is found
 * @param client who merged them, by the name of the credential
 * @param undoneAt when they were taken apart again; null if they are one
 */
public record Merge(UUID id, UUID survivor, UUID merged, String client, Instant mergedAt, @Nullable Instant undoneAt) {

}
