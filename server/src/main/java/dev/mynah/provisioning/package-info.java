/** How a device becomes somebody's and proves from then on who it is: codes, challenges, pairings, tokens. */
@NullMarked
package dev.mynah.provisioning;

import org.jspecify.annotations.NullMarked;
