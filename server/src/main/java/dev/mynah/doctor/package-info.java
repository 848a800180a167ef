/** Says in plain words what is wrong with this machine or the configuration, and what to do about it. */
@NullMarked
package dev.mynah.doctor;

import org.jspecify.annotations.NullMarked;
