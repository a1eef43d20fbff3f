package io.onerow.contact;

/**
 * One of the upserts that a request makes in a company book.
 *
 * @param lookup by number or by external id
 */
public record BookEntry(ContactLookup lookup, ContactChanges changes) {

}
