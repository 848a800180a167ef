/** The pages people see in a browser, served as files. */
@NullMarked
package dev.mynah.dashboard;

import org.jspecify.annotations.NullMarked;
