@NullMarked
package io.onerow.command;

import org.jspecify.annotations.NullMarked;
