package io.onerow.matching;

import java.util.Set;

/**
 * An address of email as a sign of who somebody is.
 *
 * @param key an {@link EmailKey}
 */
public record Mailbox(String key) {

	/** What is before the at sign of those that several people read. */
	private static final Set<String> ROLES = Set.of("accounting", "accounts", "admin", "administration", "billing",
			"booking", "buchhaltung", "comptabilite", "contact", "contacto", "einkauf", "enquiries", "facturation",
			"finance", "hello", "help", "helpdesk", "hr", "info", "information", "inquiries", "invoice", "invoices",
			"jobs", "kontakt", "mail", "marketing", "no-reply", "noreply", "office", "orders", "post", "postmaster",
			"press", "purchasing", "rechnung", "reception", "sales", "secretariat", "service", "support", "team",
			"verkauf", "vertrieb", "webmaster");

	/** Providers that have a domain in many countries, by what stands before the dot. */
	private static final Set<String> PUBLIC_NAMES = Set.of("aol", "gmx", "googlemail", "hotmail", "live", "msn",
			"outlook", "rocketmail", "yahoo", "yandex", "ymail");

	/** Other domains where anybody may have a mailbox. */
	private static final Set<String> PUBLIC_DOMAINS = Set.of("126.com", "163.com", "att.net", "bell.net",
			"bellsouth.net", "bigpond.com", "bk.ru", "bluewin.ch", "bol.com.br", "btinternet.com", "charter.net",
			"chello.at", "comcast.net", "cox.net", "daum.net", "duck.com", "earthlink.net", "email.com", "fastmail.com",
			"foxmail.com", "free.fr", "freenet.de", "gmail.com", "hanmail.net", "hey.com", "home.nl", "icloud.com",
			"ig.com.br", "inbox.ru", "interia.pl", "kpnmail.nl", "laposte.net", "libero.it", "list.ru", "mac.com",
			"mail.com", "mail.de", "mail.ru", "mailbox.org", "me.com", "naver.com", "neuf.fr", "o2.pl", "onet.pl",
			"optonline.net", "optusnet.com.au", "orange.fr", "planet.nl", "pm.me", "posteo.de", "proton.me",
			"protonmail.com", "qq.com", "rambler.ru", "rediffmail.com", "rogers.com", "sbcglobal.net", "seznam.cz",
			"sfr.fr", "shaw.ca", "sina.com", "sky.com", "skynet.be", "sohu.com", "sympatico.ca", "t-online.de",
			"telenet.be", "telus.net", "terra.com.br", "tiscali.it", "tutanota.com", "ukr.net", "uol.com.br",
			"verizon.net", "virgilio.it", "virginmedia.com", "wanadoo.fr", "web.de", "wp.pl", "xs4all.nl", "xtra.co.nz",
			"zeelandnet.nl", "ziggo.nl", "zoho.com");

	/** Whether several people read it, by its name. */
	public boolean isShared() {
		return ROLES.contains(this.key.substring(0, at()));
	}

	/** Whether both are of one domain, which is that of a company or the like. */
	boolean isOfOneHouseWith(Mailbox other) {
		return domain().equals(other.domain()) && !isPublic();
	}

	private boolean isPublic() {
		String domain = domain();
		int dot = domain.indexOf('.');
		return PUBLIC_DOMAINS.contains(domain) || (dot > 0 && PUBLIC_NAMES.contains(domain.substring(0, dot)));
	}

	private String domain() {
		return this.key.substring(at() + 1);
	}

	private int at() {
		return this.key.lastIndexOf('@');
	}

}
