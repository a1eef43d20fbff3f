package io.onerow.api.body;

/**
 * Counts the values, names and brackets of a JSON text as its bytes come, as the parser
 * will; for other text the number means nothing. For one thread at a time.
 */
final class JsonTokens {

	private long count;

	private boolean inText;

	private boolean escaped;

	private boolean inWord;

	void accept(byte[] bytes, int length) {
		for (int i = 0; i < length; i++) {
			if (this.inText) {
				text(bytes[i]);
			}
			else {
				outside(bytes[i]);
			}
		}
	}

	long count() {
		return this.count;
	}

	private void text(byte octet) {
		if (this.escaped) {
			this.escaped = false;
		}
		else if (octet == '\\') {
			this.escaped = true;
		}
		else if (octet == '"') {
			this.inText = false;
		}
	}

	private void outside(byte octet) {
		switch (octet) {
			case ',', ':', ' ', '\t', '\r', '\n' -> this.inWord = false;
			case '{', '}', '[', ']' -> begin(false);
			case '"' -> {
				begin(false);
				this.inText = true;
			}
			default -> {
				if (!this.inWord) {
					begin(true);
				}
			}
		}
	}

	private void begin(boolean word) {
		this.count++;
		this.inWord = word;
	}

}
