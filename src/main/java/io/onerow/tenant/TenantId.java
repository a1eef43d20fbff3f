package io.onerow.tenant;

import java.util.regex.Pattern;

/**
 * The unit of isolation: every row and every query names one. A short lower-case name of
 * 1 to 40 characters ({@code a-z 0-9 - _}); another text is refused with an
 * {@link IllegalArgumentException}.
 */
public record TenantId(String value) {

	private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

	public TenantId {
		if (!isOne(value)) {
			throw new IllegalArgumentException("Not a tenant id");
		}
	}

	/** Whether some tenant could have this id. */
	public static boolean isOne(String text) {
		return FORM.matcher(text).matches();
	}

	@Override
	public String toString() {
		return this.value;
	}

}
