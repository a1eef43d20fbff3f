package io.onerow.api.failure;

import io.onerow.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class MalformedRequestsTests {

	@Test
	void aLineTellsHowManyCameAndTheNextOneWaits(CapturedOutput output) {
		SettableClock clock = new SettableClock();
		MalformedRequests requests = new MalformedRequests(clock);
		requests.count(400);
		requests.count(400);
		clock.pass(9);
		requests.count(505);
		assertThat(output.getAll().lines()).hasSize(1)
			.allMatch((line) -> line.endsWith("1 malformed requests were refused, the last one with status 400"));
		clock.pass(1);
		requests.count(501);
		assertThat(output.getAll().lines()).hasSize(2)
			.anyMatch((line) -> line.endsWith("3 malformed requests were refused, the last one with status 501"));
	}

}
