package org.drey.collect.iso20022;

/**
 * A rejection or a return, with the mark of the message that says it.
 *
 * @param mark held for as long as this one waits for its payment
 */
record HeldStatus(SeenStatus status, SourceMark mark) {}
