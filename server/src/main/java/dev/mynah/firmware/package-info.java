/** Firmware images people upload, which device shall have which, and what a device is offered. */
@NullMarked
package dev.mynah.firmware;

import org.jspecify.annotations.NullMarked;
