/** Tests of firmware images and of what devices are offered. */
@NullMarked
package dev.mynah.firmware;

import org.jspecify.annotations.NullMarked;
