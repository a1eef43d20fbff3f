package io.onerow.customer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CustomerIdTests {

	@ParameterizedTest
	@ValueSource(longs = { 1, 281_474_976_710_655L, 281_474_976_710_657L, 562_949_953_421_921L })
	void numberIsFoundInTheIdAgain(long number) {
		assertThat(Customer.number(Customer.recordId(number))).isEqualTo(number);
	}

}
