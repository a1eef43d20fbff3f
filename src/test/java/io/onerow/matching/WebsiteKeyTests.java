package io.onerow.matching;

import java.net.IDN;

import io.onerow.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WebsiteKeyTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
			acme.com|acme.com|acme.com
			ACME.COM|acme.com|acme.com
			Acme.Com/|acme.com|acme.com
			 acme.com\u00a0|acme.com|acme.com
			http://acme.com|acme.com|acme.com
			https://acme.com|acme.com|acme.com
			HTTPS://ACME.COM|acme.com|acme.com
			https://www.Acme.com/|acme.com|acme.com
			www.acme.com|acme.com|acme.com
			WWW.ACME.COM|acme.com|acme.com
			//www.acme.com|acme.com|acme.com
			ftp://acme.com|acme.com|acme.com
			https://acme.com///|acme.com|acme.com
			www.www.acme.com|www.acme.com|www.acme.com
			www2.acme.com|www2.acme.com|www2.acme.com
			www.com|www.com|www.com
			shop.acme.co.uk|shop.acme.co.uk|shop.acme.co.uk
			acme.com.|acme.com|acme.com
			https://www.acme.com./|acme.com|acme.com
			acme.com:80|acme.com|acme.com
			acme.com:443|acme.com|acme.com
			acme.com:|acme.com|acme.com
			http://acme.com:80/|acme.com|acme.com
			https://acme.com:443|acme.com|acme.com
			http://acme.com:443|acme.com:443|acme.com
			https://acme.com:80|acme.com:80|acme.com
			https://acme.com:8443/app/|acme.com:8443/app|acme.com
			acme.com:08080|acme.com:8080|acme.com
			acme.com/about|acme.com/about|acme.com
			acme.com/about/|acme.com/about|acme.com
			acme.com/About|acme.com/About|acme.com
			acme.com?|acme.com|acme.com
			acme.com/?id=7|acme.com?id=7|acme.com
			https://acme.com?id=7/|acme.com?id=7/|acme.com
			acme.com/a?b=c#d|acme.com/a?b=c|acme.com
			https://shop.example/?utm_source=x|shop.example|shop.example
			https://shop.example/a?utm_source=x&id=7&gclid=1&UTM_Medium=y|shop.example/a?id=7|shop.example
			shop.example?fbclid|shop.example|shop.example
			shop.example?id=utm_source&mc_cid=1#x|shop.example?id=utm_source|shop.example
			shop.example?utmost=1|shop.example?utmost=1|shop.example
			shop.example?&a=1&|shop.example?&a=1&|shop.example
			\uFEFFacme.com\u200b|acme.com|acme.com
			acme.com#top|acme.com|acme.com
			https://acme.com/#/team|acme.com|acme.com
			acme.com/#/team|acme.com|acme.com
			https://info@acme.com|acme.com|acme.com
			https://user:pass@www.acme.com/x|acme.com/x|acme.com
			https://a@b@acme.com|acme.com|acme.com
			acme.com/@team|acme.com/@team|acme.com
			my-shop.example|my-shop.example|my-shop.example
			my_shop.example.com|my_shop.example.com|my_shop.example.com
			3com.com|3com.com|3com.com
			m\u00fcnchen.de|xn--mnchen-3ya.de|xn--mnchen-3ya.de
			M\u00dcNCHEN.DE|xn--mnchen-3ya.de|xn--mnchen-3ya.de
			mu\u0308nchen.de|xn--mnchen-3ya.de|xn--mnchen-3ya.de
			https://www.XN--MNCHEN-3YA.de/|xn--mnchen-3ya.de|xn--mnchen-3ya.de
			stra\u00dfe.de|xn--strae-oqa.de|xn--strae-oqa.de
			strasse.de|strasse.de|strasse.de
			\u4f8b\u3048.\u30c6\u30b9\u30c8|xn--r8jz45g.xn--zckzah|xn--r8jz45g.xn--zckzah
			\u4f8b\u3048\u3002jp|xn--r8jz45g.jp|xn--r8jz45g.jp
			\uff41\uff43\uff4d\uff45\uff0ecom|acme.com|acme.com
			\u03a3\u03a3.gr|xn--4xaa.gr|xn--4xaa.gr
			\u03c3\u03c2.gr|xn--3xab.gr|xn--3xab.gr
			my--shop.m\u00fcnchen.de|my--shop.xn--mnchen-3ya.de|my--shop.xn--mnchen-3ya.de
			www.a\u0301.de\uff61|xn--1ca.de|xn--1ca.de
			\uff11\uff12\uff17.0.0.1|127.0.0.1|127.0.0.1
			\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444|xn--e1afmkfd.xn--p1ai|xn--e1afmkfd.xn--p1ai
			192.168.0.1|192.168.0.1|192.168.0.1
			192.168.0.1.|192.168.0.1|192.168.0.1
			http://192.168.0.1:8080/x|192.168.0.1:8080/x|192.168.0.1
			http://[::1]/|[0:0:0:0:0:0:0:1]|[0:0:0:0:0:0:0:1]
			http://[2001:DB8::1]:8080|[2001:db8:0:0:0:0:0:1]:8080|[2001:db8:0:0:0:0:0:1]
			[2001:db8:0::1]|[2001:db8:0:0:0:0:0:1]|[2001:db8:0:0:0:0:0:1]
			http://[::ffff:192.168.0.1]|192.168.0.1|192.168.0.1
			""")
	void spellingsOfOneWebsiteHaveOneKey(String website, String value, String host) {
		assertThat(WebsiteKey.of(website)).contains(new WebsiteKey(value, host));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "acme", "localhost", "localhost:8080", "n/a", "N/A", "-", "unknown", "none", ".",
			"..", "http://", "https:///", "//", "/", "?", "#", "http:acme.com", "http:/acme.com", "https//acme.com",
			"http:\\\\acme.com", "info@acme.com", "mailto:info@acme.com", "mailto:acme.com", "javascript:alert(1)",
			"tel:+4912345", "acme.com:port", "acme.com:99999", "acme.com:123456", "acme..com", ".acme.com",
			"acme.com..", "acme .com", "acme com", "-acme.com", "acme-.com", "acme.com-", "acme,com", "acme.com;x",
			"*.acme.com", "1.2.3", "1.2.3.4.5", "256.1.1.1", "010.0.0.1", "::1", "2001:db8::1", "[::1",
			"[fe80::1%eth0]", "[1.2.3.4]", "[:::]", "\u2764.com", "a\u200db.com", "a\u200b.com", "acme.1", "\u0000.com",
			"acme\ud800.com", "ac\u00adme.com", "\u0301a.com", "-\u00e4.com", "\u00e4-.com", "\u00e4..com",
			".\u00e4.com", "\u00e4", "\u00e4.1", "\u00e4 b.com", "\u00e4,b.com", "\u2100.com", "x\u2260y.com",
			"xn--a.\u00e4.com" })
	void rubbishHasNoKey(String text) {
		assertThat(WebsiteKey.of(text)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 63, 64 })
	void labelHasAtMost63Characters(int length) {
		assertThat(WebsiteKey.of("a".repeat(length) + ".com").isPresent()).isEqualTo(length == 63);
	}

	@ParameterizedTest
	@ValueSource(strings = { "b\u00fccher", "fa\u00e7ade", "\u4f60\u597d", "\u03b1\u03b2\u03b3",
			"\u0645\u062b\u0627\u0644", "a\u00e9\u00ea\u4f60z", "\ud842\udfb7\u91ce\u5c4b" })
	void lettersAreEncodedAsTheJdkDoes(String label) {
		assertThat(WebsiteKey.of(label + ".com").map(WebsiteKey::host))
			.contains(IDN.toASCII(label, IDN.ALLOW_UNASSIGNED) + ".com");
	}

	@Test
	void hostIsPlainAndIsTheKeyOfItself() {
		Property.holds((random) -> {
			String website = Texts.any(random) + "." + Texts.name(1, 6, random);
			WebsiteKey.of(website).map(WebsiteKey::host).ifPresent((host) -> {
				assertThat(host).as(website).matches("[a-z0-9_.-]+");
				assertThat(WebsiteKey.of(host)).as(website).contains(new WebsiteKey(host, host));
			});
		});
	}

}
