/** REST operations about people and programs: set-up, logins, users, API keys and the audit log. */
@NullMarked
package dev.mynah.api.people;

import org.jspecify.annotations.NullMarked;
