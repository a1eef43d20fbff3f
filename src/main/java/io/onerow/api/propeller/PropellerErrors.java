package io.onerow.api.propeller;

import java.util.List;

import io.onerow.api.failure.ErrorFormat;
import io.onerow.api.failure.Failure;
import io.onerow.api.json.Fault;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The error body: a code of the vendor's where there is one, and one message a fault. */
@Component
class PropellerErrors implements ErrorFormat {

	@Override
	public boolean covers(String path) {
		return path.startsWith(CustomerController.PATH + "/") || path.startsWith(CustomerController.VERSION + "/");
	}

	@Override
	public ResponseEntity<Object> answer(Failure failure) {
		List<String> messages = failure.faults().isEmpty() ? List.of(failure.detail())
				: failure.faults().stream().map(PropellerErrors::message).toList();
		return failure.answer(MediaType.APPLICATION_JSON,
				ErrorBody.of(ErrorCode.of(failure.status()), failure.status().value(), messages));
	}

	static String message(Fault fault) {
		return "#" + fault.pointer() + ": " + fault.detail();
	}

}
