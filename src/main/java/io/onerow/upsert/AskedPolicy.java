package io.onerow.upsert;

import io.onerow.matching.OnDoubt;
import io.onerow.matching.Policy;
import org.jspecify.annotations.Nullable;

/**
 * The policy that a request asks for.
 *
 * @param onDoubt what is to become of a doubt; null for what the tenant says
 */
public record AskedPolicy(Policy policy, @Nullable OnDoubt onDoubt) {

}
