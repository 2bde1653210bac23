package org.drey.collect.iso20022;

/**
 * The place of an item, by which people find it.
 *
 * @param input the name of a file, or of a message in a queue
 * @param message its number in the input, from 1; 0 before the first
 * @param item its number in the message, from 1; 0 of the message as a whole
 */
record ItemPlace(String input, int message, long item) {
  /** Returns it as people read it: {@code a.xml, message 2, item 3}. */
  String words() {
    String inMessage = item == 0 ? "" : ", item " + item;
    return message == 0 ? input : input + ", message " + message + inMessage;
  }
}
