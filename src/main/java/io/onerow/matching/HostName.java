package io.onerow.matching;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The one spelling of a host: lower case, ASCII, without a leading {@code www.}. */
final class HostName {

	private static final int HOST_MAX = 253;

	private static final int LABEL_MAX = 63;

	private static final String WWW = "www.";

	private static final Pattern ASCII_LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?");

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
		String host = text.codePoints().anyMatch((c) -> c > 0x7F) ? folded(text) : KeyText.lowerCased(text);
		if (host.endsWith(".")) {
			host = host.substring(0, host.length() - 1);
		}
		return IPV4.matcher(host).matches() ? Optional.of(host) : Optional.ofNullable(name(host));
	}

	/** What UTS 46 maps: compatible forms, case, and the ideographic full stop. */
	private static String folded(String text) {
		String lower = KeyText.lowerCased(Normalizer.normalize(text, Normalizer.Form.NFKC));
		return Normalizer.normalize(lower, Normalizer.Form.NFKC).replace('\u3002', '.');
	}

	private static @Nullable String name(String host) {
		List<String> labels = new ArrayList<>();
		for (String label : host.split("\\.", -1)) {
			String ascii = ascii(label);
			if (ascii == null) {
				return null;
			}
			labels.add(ascii);
		}
		// a name without a dot is nobody's website, and a top level is never a number
		if (labels.size() < 2 || NUMBER.matcher(labels.get(labels.size() - 1)).matches()) {
			return null;
		}
		String name = String.join(".", labels);
		if (name.length() > HOST_MAX) {
			return null;
		}
		return (name.startsWith(WWW) && labels.size() > 2) ? name.substring(WWW.length()) : name;
	}

	private static @Nullable String ascii(String label) {
		String ascii = label;
		if (label.codePoints().anyMatch((c) -> c > 0x7F)) {
			if (!label.codePoints().allMatch(HostName::isOfAWord)) {
				return null;
			}
			ascii = Punycode.encode(label);
		}
		return (ascii.length() <= LABEL_MAX && ASCII_LABEL.matcher(ascii).matches()) ? ascii : null;
	}

	private static boolean isOfAWord(int c) {
		return switch (Character.getType(c)) {
			case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
			default -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == 0xB7;
		};
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
