package io.onerow.matching;

import java.util.Locale;

/** The kinds of keys by which a record is found. */
public enum KeyKind {

	/** The id that this service gave. */
	ID,

	/** An {@link EmailKey}. */
	EMAIL,

	/**
	 * A {@link PhoneKey}. Several persons may have the same, and nobody is found by it
	 * alone.
	 */
	PHONE,

	/** The number that this service gave, where ids are numbers. */
	NUMBER,

	/** The id in the system that a contact came from. */
	EXTERNAL_ID,

	/**
	 * What a state calls a person, without signs and in capitals. Several records may
	 * have the same.
	 */
	NATIONAL_NUMBER,

	/** The system that a record came from, and its id there. */
	SOURCE,

	/** The same with a language, where there is a record for each. */
	IDENTITY,

	/** That of a record whose language nobody has sent: it is the first that is sent. */
	DEFAULTED,

	/** A {@link WebsiteKey}. Several accounts may have the same. */
	WEBSITE,

	/** The host of a website. Several accounts may have the same. */
	DOMAIN;

	private final String word = name().toLowerCase(Locale.ROOT).replace('_', ' ');

	/** Whether no two records of a directory may have the same. */
	boolean isUnique() {
		return this != WEBSITE && this != DOMAIN && this != PHONE && this != NATIONAL_NUMBER;
	}

	/** The word for it in a sentence. */
	@Override
	public String toString() {
		return this.word;
	}

}
