package io.onerow.matching;

import java.util.OptionalInt;
import java.util.stream.Stream;

import io.onerow.matching.Receipt.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReceiptTests {

	@ParameterizedTest
	@MethodSource("receipts")
	void namesItsRuleAlsoWhenItIsReadAgain(Receipt receipt, Rule rule) {
		assertThat(receipt.rule()).isEqualTo(rule);
		assertThat(Receipt.told(receipt.toString()).rule()).isEqualTo(rule);
	}

	static Stream<Object[]> receipts() {
		return Stream.of(new Object[] { Receipt.by(Rule.EMAIL), Rule.EMAIL },
				new Object[] { Receipt.by(Rule.KEY), Rule.KEY }, new Object[] { Receipt.by(Rule.NONE), Rule.NONE },
				new Object[] { new Receipt.ByName(1, 2, 3, OptionalInt.of(2)), Rule.NAME });
	}

}
