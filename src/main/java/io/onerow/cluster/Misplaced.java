package io.onerow.cluster;

import java.util.List;
import java.util.stream.Collectors;

/** Tables or functions are not where they have to be on a cluster. */
class Misplaced extends IllegalStateException {

	private static final int TOLD = 10;

	Misplaced(List<Placement> misplaced) {
		super(misplaced.stream()
			.limit(TOLD)
			.map((one) -> one.what() + " " + one.name() + " must be " + one.mustBe())
			.collect(Collectors.joining("; ",
					misplaced.size() + " tables and functions are not where they have to be on the cluster: ",
					(misplaced.size() > TOLD) ? "; and others" : "")));
	}

}
