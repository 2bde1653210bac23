package org.drey.collect.iso20022;

import java.io.IOException;
import org.drey.collect.feed.ObservedEvent;

/** What takes events of payments, and counts what becomes of items. */
interface PaymentSink {
  /** Sends the event of an item. */
  void send(ObservedEvent event) throws IOException, InterruptedException;

  /** Sends an event of a payment, where one item is about many. */
  void sendOneMore(ObservedEvent event) throws IOException, InterruptedException;

  /** Counts an item that needs no event of its own: a payment again, or its early rejection. */
  void joined();

  /**
   * Counts items that are held.
   *
   * @param more negative before they are let go
   */
  void held(int more);

  /** Counts a status or return without a payment. */
  void noPayment();
}
