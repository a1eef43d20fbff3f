/**
 * What the service can do, for people and programs: a description of every route
 * (OpenAPI), a page that shows it, and the front door.
 */
@NullMarked
package io.onerow.api.description;

import org.jspecify.annotations.NullMarked;
