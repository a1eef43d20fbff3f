package io.onerow.account;

import io.onerow.upsert.Change;

/**
 * Changes to an account.
 *
 * @param name 1 to 200 code points, never cleared
 */
public record AccountPatch(Change<String> name, Change<AccountSource> source) {

}
