package io.onerow.matching;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What of two persons is the same. */
class PersonTests {

	@ParameterizedTest
	@CsvSource({ "7 Wallaby Place,Cleveland,2119, 7 wallaby  place,CLEVELAND,2119, agrees",
			"7 Wallaby Place,Cleveland,2119, 7 Walaby Plaec,Clevelnad,2191, agrees",
			"7 Wallaby Place,Cleveland,2119, 7 Wallaby Place,,, agrees",
			"7 Wallaby Place,Cleveland,2119, 9 Wallaby Place,Cleveland,2119, agrees",
			"Hauptstraße 5,Bern,, 5 HAUPTSTRASSE,Bern,, agrees",
			"7 Wallaby Place,Cleveland,2119, 9 Hoseason Street,Cleveland,2119, differs",
			"7 Wallaby Place,Cleveland,2119, 7 Hoseason Street,Granville,4881, differs",
			",Cleveland,2119, ,Cleveland,2119, unknown", "7 Wallaby Place,,, ,Cleveland,2119, unknown" })
	void addressAgreesInTwoOfThreeParts(@Nullable String street, @Nullable String town, @Nullable String code,
			@Nullable String otherStreet, @Nullable String otherTown, @Nullable String otherCode, String sign) {
		PostalAddress one = Objects.requireNonNull(PostalAddress.of(street, town, code));
		PostalAddress other = Objects.requireNonNull(PostalAddress.of(otherStreet, otherTown, otherCode));
		assertThat(one.compare(other)).hasToString(sign);
		assertThat(other.compare(one)).hasToString(sign);
	}

	@Test
	void addressOfNothingIsNone() {
		assertThat(PostalAddress.of(null, " ", "")).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "+41 44 668 18 00,, +41446681800", "044 668 18 00,CH, +41446681800",
			"0041 (44) 668-18-00,CH, +41446681800", "(02) 9374 4000,AU, +61293744000", "044 668 18 00,,", "12,CH,",
			"call me,CH," })
	void phoneIsComparedAsE164(String phone, @Nullable String region, @Nullable String key) {
		assertThat(PhoneKey.of(phone, region)).isEqualTo(key);
	}

	@Test
	void regionIsOneThatHasNumbers() {
		assertThat(PhoneKey.isRegion("CH")).isTrue();
		assertThat(PhoneKey.isRegion("ZZ")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "ca,abc,2,false", "ca,abc,3,true", "smith,smiht,1,true", "smith,smyht,1,false", "same,same,0,true",
			"same,sane,0,false" })
	void turnOfTwoSignsIsOneError(String one, String other, int errors, boolean within) {
		assertThat(Typing.isWithin(errors, one, other)).isEqualTo(within);
	}

}
