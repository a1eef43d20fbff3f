package io.onerow.security.secrets;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Where a request comes from, as far as one sender cannot change it at will: an address
 * of IPv4, or the first 64 bits of one of IPv6, within which anybody has as many as he
 * likes.
 */
public record NetworkAddress(String text) {

	/** Nothing that would be looked up as a name. */
	private static final Pattern LITERAL = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+");

	private static final int NETWORK_BYTES = 8;

	private static final int LONGEST = 45;

	/** The remote address of a request, which a proxy may have put there as it liked. */
	public static NetworkAddress of(String remote) {
		int zone = remote.indexOf('%');
		String literal = (zone < 0) ? remote : remote.substring(0, zone);
		if (literal.length() > LONGEST || !LITERAL.matcher(literal).matches()) {
			return new NetworkAddress("?");
		}
		try {
			InetAddress address = InetAddress.getByName(literal);
			return new NetworkAddress((address instanceof Inet4Address) ? address.getHostAddress()
					: HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) + "/64");
		}
		catch (UnknownHostException ex) {
			return new NetworkAddress("?");
		}
	}

}
