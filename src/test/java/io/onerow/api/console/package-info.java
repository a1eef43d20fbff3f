@NullMarked
package io.onerow.api.console;

import org.jspecify.annotations.NullMarked;
