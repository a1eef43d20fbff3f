package io.onerow.account;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A company, as stored; it is the directory of its contacts. */
public record Account(UUID id, String name, @Nullable AccountSource source) {

}
