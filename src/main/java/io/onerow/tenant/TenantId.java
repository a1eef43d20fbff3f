package io.onerow.tenant;

/**
 * The unit of isolation: every row and every query names one. A short lower-case name of
 * 1 to 40 characters ({@code a-z 0-9 - _}).
 */
public record TenantId(String value) {

	@Override
	public String toString() {
		return this.value;
	}

}
