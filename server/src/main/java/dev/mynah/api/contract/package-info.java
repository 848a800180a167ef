/** The REST contract: what is read from {@code openapi.yaml}, and whether a request or an answer follows it. */
@NullMarked
package dev.mynah.api.contract;

import org.jspecify.annotations.NullMarked;
