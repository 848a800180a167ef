/** Logging in with an OpenID Connect provider. */
@NullMarked
package dev.mynah.access.oidc;

import org.jspecify.annotations.NullMarked;
