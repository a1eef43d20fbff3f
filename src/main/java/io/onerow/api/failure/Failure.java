package io.onerow.api.failure;

import java.util.List;
import java.util.Map;

import io.onerow.api.json.Fault;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Why a request failed, in words that any client may read. A dialect only gives it a
 * body.
 *
 * @param faults one for each fault of the body, empty if the fault is not in the body
 * @param headers what HTTP wants with the status: Allow, Accept, Retry-After, Connection
 * @param suspects the records that it may be, where that is not clear
 */
public record Failure(HttpStatusCode status, String detail, List<Fault> faults, HttpHeaders headers,
		List<Suspect> suspects) {

	public Failure(HttpStatusCode status, String detail, List<Fault> faults, HttpHeaders headers) {
		this(status, detail, faults, headers, List.of());
	}

	public static Failure of(HttpStatusCode status, String detail) {
		return new Failure(status, detail, List.of(), new HttpHeaders());
	}

	/** A body that is well-formed and wrong; the detail is the first fault. */
	public static Failure of(List<Fault> faults) {
		String more = (faults.size() > 1) ? " (and " + (faults.size() - 1) + " more)" : "";
		return new Failure(HttpStatus.BAD_REQUEST, faults.get(0) + more, faults, new HttpHeaders());
	}

	public Failure with(String header, String value) {
		HttpHeaders more = new HttpHeaders(this.headers);
		more.set(header, value);
		return new Failure(this.status, this.detail, this.faults, more, this.suspects);
	}

	/**
	 * A record that it may be.
	 *
	 * @param rung why that is not clear, in a word
	 * @param evidence what was compared, by name
	 * @param why a sentence
	 */
	public record Suspect(String recordId, String rung, Map<String, Object> evidence, String why) {

	}

	/** This failure with a dialect's body, whatever the client says it accepts. */
	public ResponseEntity<Object> answer(MediaType type, Object body) {
		return ResponseEntity.status(this.status).headers(this.headers).contentType(type).body(body);
	}

}
