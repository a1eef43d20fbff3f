package io.onerow.matching;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The one spelling of a host: lower case, ASCII, without a leading {@code www.}. */
final class HostName {

	private static final int HOST_MAX = 253;

	private static final int LABEL_MAX = 63;

	private static final String WWW = "www.";

	private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?");

	private static final Pattern NUMBER = Pattern.compile("[0-9]+");

	private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");

	private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]");

	private HostName() {
	}

	/** Empty for a text that is no host in the public name space. */
	static Optional<String> of(String text) {
		if (text.startsWith("[")) {
			return Optional.ofNullable(ipv6(text));
		}
		return KeyText.isAscii(text) ? spelled(text.toLowerCase(Locale.ROOT))
				: InternationalName.ascii(text).flatMap(HostName::spelled);
	}

	private static Optional<String> spelled(String ascii) {
		String host = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
		return IPV4.matcher(host).matches() ? Optional.of(host) : Optional.ofNullable(name(host));
	}

	private static @Nullable String name(String host) {
		List<String> labels = List.of(host.split("\\.", -1));
		// a name without a dot is nobody's website, and a top level is never a number
		if (labels.size() < 2 || NUMBER.matcher(labels.get(labels.size() - 1)).matches()) {
			return null;
		}
		if (host.length() > HOST_MAX || !labels.stream().allMatch(HostName::isLabel)) {
			return null;
		}
		return (host.startsWith(WWW) && labels.size() > 2) ? host.substring(WWW.length()) : host;
	}

	private static boolean isLabel(String label) {
		return label.length() <= LABEL_MAX && LABEL.matcher(label).matches();
	}

	private static @Nullable String ipv6(String literal) {
		if (!IPV6.matcher(literal).matches()) {
			return null;
		}
		try {
			// a literal in brackets is parsed and never looked up
			String address = InetAddress.getByName(literal).getHostAddress();
			return (address.indexOf(':') < 0) ? address : "[" + address + "]";
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

}
