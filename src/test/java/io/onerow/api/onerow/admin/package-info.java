@NullMarked
package io.onerow.api.onerow.admin;

import org.jspecify.annotations.NullMarked;
