/** Contacts and the directories they live in. */
@NullMarked
package io.onerow.contact;

import org.jspecify.annotations.NullMarked;
