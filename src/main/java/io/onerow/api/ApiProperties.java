package io.onerow.api;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** How long a body may be where no {@link BodyLimit} says otherwise. */
@ConfigurationProperties("onerow.api")
record ApiProperties(@DefaultValue("1MB") DataSize maxBody) {
}
