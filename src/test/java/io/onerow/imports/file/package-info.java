/** Tests of the readers of files. */
@NullMarked
package io.onerow.imports.file;

import org.jspecify.annotations.NullMarked;
