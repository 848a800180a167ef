/** Firmware over HTTP: images and targets for people, downloads for devices. */
@NullMarked
package dev.mynah.api.firmware;

import org.jspecify.annotations.NullMarked;
