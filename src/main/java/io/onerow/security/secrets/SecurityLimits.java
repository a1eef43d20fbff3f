package io.onerow.security.secrets;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much may be spent on secrets that are wrong; {@code docs/limits.md} has the
 * reasons.
 *
 * @param hashingThreads threads that hash; 0 is a quarter of the processors: of fewer
 * than four, one that rests between its hashes
 * @param hashingQueue how many wait for one of them
 * @param rememberedSecrets good secrets that are not hashed again
 * @param watched addresses, and pairs of name and address, whose wrong secrets are
 * counted
 * @param pair wrong secrets of one client or account from one address
 * @param address wrong secrets from one address, whosever
 * @param loginFailures failed logins that lock the pair of account and address
 * @param loginLock for how long
 * @param knownFor how long an address is known after a login of the account
 * @param knownLogins failed logins of an account from addresses that it is known at
 * @param strangerLogins failed logins of an account from all others
 * @param loginLine how many strangers may wait for their turn
 * @param turnKept how long a turn waits for its stranger
 * @param pause how long one waits for the answer whose secret was not looked at
 * @param registrations applications that register from one address
 */
@ConfigurationProperties("onerow.limits.security")
public record SecurityLimits(@DefaultValue("0") int hashingThreads, @DefaultValue("32") int hashingQueue,
		@DefaultValue("10000") int rememberedSecrets, @DefaultValue("20000") int watched,
		@DefaultValue("30/10s") Rate pair, @DefaultValue("60/6s") Rate address, @DefaultValue("5") int loginFailures,
		@DefaultValue("15m") Duration loginLock, @DefaultValue("90d") Duration knownFor,
		@DefaultValue("8/3m") Rate knownLogins, @DefaultValue("25/100s") Rate strangerLogins,
		@DefaultValue("60") int loginLine, @DefaultValue("10m") Duration turnKept,
		@DefaultValue("500ms") Duration pause, @DefaultValue("10/1m") Rate registrations) {

	private static final int SHARE = 4;

	public SecurityLimits {
		if (hashingThreads < 0 || hashingQueue < 1 || rememberedSecrets < 0 || watched < 1 || loginFailures < 1
				|| loginLine < 0) {
			throw new IllegalArgumentException("onerow.limits.security has a number that is too small");
		}
	}

	int threads() {
		return (this.hashingThreads > 0) ? this.hashingThreads
				: Math.max(1, Runtime.getRuntime().availableProcessors() / SHARE);
	}

	/**
	 * How long a thread rests in times of a hash, so that one is no more than the share.
	 */
	double rest() {
		double share = (double) Runtime.getRuntime().availableProcessors() / SHARE;
		return (this.hashingThreads > 0) ? 0 : Math.max(0, 1 / share - 1);
	}

}
