package io.onerow.contact;

/** A contact, and in which directory it is. */
record PlacedContact(Directory directory, Contact contact) {

}
