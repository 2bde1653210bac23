package org.drey.collect.iso20022;

import java.io.IOException;
import org.drey.collect.feed.ObservedEvent;

/** Takes events of payments, and counts the outcome of items. */
interface PaymentSink {
  /**
   * Sends the event of an item.
   *
   * @param at where the item is, as in all that may be refused
   */
  void send(ObservedEvent event, ItemPlace at) throws IOException, InterruptedException;

  /** Sends an event of a payment, where one item is about many. */
  void sendOneMore(ObservedEvent event, ItemPlace at) throws IOException, InterruptedException;

  /** Counts an item that needs no event of its own, such as the early rejection of a payment. */
  void joined();

  /** Counts an item that was taken before. */
  void repeated();

  /**
   * Counts items that are held.
   *
   * @param more negative before they are let go
   */
  void held(int more);

  /** Counts a status or return without a payment. */
  void noPayment(ItemPlace at);
}
