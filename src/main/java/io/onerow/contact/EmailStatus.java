package io.onerow.contact;

/** What is known of mail sent to an address; a new address is valid. */
public enum EmailStatus {

	VALID("Valid"), BOUNCED("Bounced"), COMPLAINED("Complained");

	private final String word;

	EmailStatus(String word) {
		this.word = word;
	}

	/** The word on the wire and in the database. */
	@Override
	public String toString() {
		return this.word;
	}

	static EmailStatus of(String word) {
		for (EmailStatus status : values()) {
			if (status.word.equals(word)) {
				return status;
			}
		}
		throw new IllegalArgumentException(word);
	}

}
