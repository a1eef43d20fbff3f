@NullMarked
package io.onerow.api.description;

import org.jspecify.annotations.NullMarked;
