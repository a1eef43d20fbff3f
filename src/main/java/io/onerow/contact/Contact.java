package io.onerow.contact;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A person in a directory, as stored. The status is that of the email, if there is one.
 */
public record Contact(UUID id, @Nullable String fullName, @Nullable String email, EmailStatus emailStatus,
		@Nullable String language) {

}
