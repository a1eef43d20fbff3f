package io.onerow.command;

import java.net.URI;
import java.util.Map;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Where the service is, and who asks; as arguments are seen by all, the environment
 * tells.
 */
final class Credentials {

	private Credentials() {
	}

	/**
	 * The service as a client with a scope.
	 * @throws ParameterException if the URL is none, or a variable is not set
	 */
	static OnerowClient client(CommandLine command, URI url, Map<String, String> environment, String scope) {
		if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
			throw new ParameterException(command, "--url must be an http or https URL");
		}
		return new OnerowClient(url, credential(command, environment, "ONEROW_CLIENT_ID", scope),
				credential(command, environment, "ONEROW_CLIENT_SECRET", scope), scope);
	}

	private static String credential(CommandLine command, Map<String, String> environment, String variable,
			String scope) {
		String value = environment.get(variable);
		if (value == null || value.isEmpty()) {
			throw new ParameterException(command, "The environment variable " + variable
					+ " is not set: it is that of a client with the scope " + scope);
		}
		return value;
	}

}
