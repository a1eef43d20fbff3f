package io.onerow.matching;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parameters of a query that say where a visitor came from, not what is shown: those
 * that campaigns, advertisements and newsletters add to a link.
 */
final class TrackingParameters {

	private static final List<String> FAMILIES = List.of("utm_", "mtm_", "pk_", "hsa_", "oly_", "vero_");

	private static final Set<String> NAMES = Set.of("gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source",
			"gad_campaignid", "srsltid", "_ga", "_gl", "fbclid", "fb_action_ids", "fb_action_types", "fb_ref",
			"fb_source", "igshid", "igsh", "msclkid", "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "hsctatracking",
			"yclid", "ysclid", "twclid", "ttclid", "li_fat_id", "epik", "rdt_cid", "sccid", "s_kwcid", "ef_id",
			"rb_clickid", "wickedid", "_openstat", "_kx", "__s", "piwik_campaign", "piwik_kwd");

	private TrackingParameters() {
	}

	/** The query without them; all else stays, in its order. */
	static String removedFrom(String query) {
		List<String> parameters = Arrays.asList(query.split("&", -1));
		return parameters.stream().noneMatch(TrackingParameters::isOne) ? query
				: parameters.stream().filter((parameter) -> !isOne(parameter)).collect(Collectors.joining("&"));
	}

	private static boolean isOne(String parameter) {
		int end = parameter.indexOf('=');
		String name = ((end < 0) ? parameter : parameter.substring(0, end)).toLowerCase(Locale.ROOT);
		return NAMES.contains(name) || FAMILIES.stream().anyMatch(name::startsWith);
	}

}
