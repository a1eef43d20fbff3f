package io.onerow.policy;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Of the indexes of evidence.
 *
 * @param settle how long after a policy has asked for one its records are left alone:
 * until every instance of the service knows of the policy, and has ended what it began
 * before
 */
@ConfigurationProperties("onerow.evidence")
record EvidenceProperties(@DefaultValue("45s") Duration settle) {
}
