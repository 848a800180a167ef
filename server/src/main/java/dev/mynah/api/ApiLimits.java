package dev.mynah.api;

/**
 * How much the REST interface does at once; beyond it answers 503.
 *
 * @param calls operations that run at once
 * @param bodyBytes memory for all bodies that are being received
 */
public record ApiLimits(int calls, long bodyBytes) {}
