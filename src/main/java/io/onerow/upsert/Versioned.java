package io.onerow.upsert;

/** A record that counts its changes. */
public interface Versioned {

	/** From 1; each change that is stored makes it one more. */
	long version();

}
