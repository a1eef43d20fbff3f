package io.onerow.contact;

import java.util.List;
import java.util.UUID;

import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.sync.Slice;

/** Lists of contacts that may be long; one round trip each. */
interface ContactLists {

	/** The contacts after a position, until they are so many, or many bytes. */
	Slice<Contact> read(Directory directory, Order order, Position start, int size);

	/** Those that somebody created, in order of creation. */
	Slice<Contact> read(Directory directory, String author, Position start, int size);

	/** The contacts with these ids, in that order, until they are many bytes. */
	Slice<Contact> read(Directory directory, List<UUID> ids);

}
