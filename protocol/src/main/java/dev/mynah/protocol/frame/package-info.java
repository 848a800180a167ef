/**
 * The general frame of byte links - serial lines, BLE, whatever carries bytes - as a reusable codec without I/O, threads
 * or clock: {@link dev.mynah.protocol.frame.FrameLink} is where to begin.
 */
@NullMarked
package dev.mynah.protocol.frame;

import org.jspecify.annotations.NullMarked;
