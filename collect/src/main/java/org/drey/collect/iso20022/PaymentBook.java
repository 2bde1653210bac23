package org.drey.collect.iso20022;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.base.DerivedIds;
import org.jspecify.annotations.Nullable;

/**
 * Payments and what became of them, in whichever order they come: of each so many are remembered as
 * memory allows, and the oldest go first. For one thread.
 */
final class PaymentBook {
  private final Duration hold;
  private final int most;
  private final PaymentSink sink;
  private final Map<String, HeldPayment> payments = new LinkedHashMap<>(); // by event id
  private final Deque<HeldPayment> unsent = new ArrayDeque<>();
  private final ReferenceIndex<HeldPayment> names = new ReferenceIndex<>();
  private final Map<String, HeldStatus> waiting = new LinkedHashMap<>(); // by event id
  private final ReferenceIndex<HeldStatus> awaited = new ReferenceIndex<>();
  private final Map<String, HeldStatus> groups = new LinkedHashMap<>(); // by message of payments

  /**
   * A book.
   *
   * @param hold until how long after a payment its rejection makes it a declined one, and for how
   *     long it is held if messages have no end
   * @param most payments, and as many statuses without one
   */
  PaymentBook(Duration hold, int most, PaymentSink sink) {
    this.hold = hold;
    this.most = most;
    this.sink = sink;
  }

  /**
   * Takes a payment.
   *
   * @param mark of the message that has it, as in all that is taken
   */
  void take(SeenPayment payment, SourceMark mark) throws IOException, InterruptedException {
    HeldPayment known = payments.get(payment.eventId());
    if (known != null) {
      if (known.isConfirmedBy(payment)) {
        names.remove(known.payment().references(), known);
        known.confirm(payment, mark);
        names.add(payment.references(), known);
      }
      sink.joined();
      return;
    }
    HeldPayment held = new HeldPayment(payment, mark);
    payments.put(payment.eventId(), held);
    names.add(payment.references(), held);
    unsent.add(held);
    sink.held(1);
    takeAwaited(held);
    if (payments.size() > most) {
      forgetOldest();
    }
  }

  /** Applies what came before the payment. */
  private void takeAwaited(HeldPayment held) throws IOException, InterruptedException {
    for (PaymentReference name : held.payment().references()) {
      for (HeldStatus status : awaited.find(name)) {
        forget(status);
        apply(status, held);
        status.mark().release();
      }
    }
    HeldStatus group = groups.get(String.valueOf(held.payment().messageId()));
    if (group != null) {
      applyGroup(group, held);
    }
  }

  /** Takes the rejection or the return of a payment. */
  void take(SeenStatus status, SourceMark mark) throws IOException, InterruptedException {
    HeldPayment held = find(status);
    HeldStatus marked = new HeldStatus(status, mark);
    if (held != null) {
      apply(marked, held);
    } else if (waiting.putIfAbsent(status.eventId(), marked) != null) {
      sink.joined();
    } else {
      awaited.add(sure(status), marked);
      mark.hold();
      sink.held(1);
      if (waiting.size() > most) {
        giveUp(first(waiting));
      }
    }
  }

  /** Takes the rejection of all payments of a message. */
  void takeGroup(SeenStatus group, SourceMark mark) throws IOException, InterruptedException {
    String messageId = String.valueOf(group.messageId());
    sink.joined();
    HeldStatus marked = new HeldStatus(group, mark);
    if (groups.putIfAbsent(messageId, marked) == null) {
      mark.hold();
      for (HeldPayment held : names.find(PaymentReference.ofMessage(messageId))) {
        applyGroup(marked, held);
      }
      if (groups.size() > most) {
        forgetOldestGroup();
      }
    }
  }

  private void forgetOldestGroup() {
    Iterator<HeldStatus> all = groups.values().iterator();
    all.next().mark().release();
    all.remove();
  }

  /**
   * Lets go of what was taken so long ago that nothing changes it any more: payments are sent,
   * statuses wait no longer.
   *
   * @param readUntil what is read from now on was taken later
   */
  void release(Instant readUntil) throws IOException, InterruptedException {
    Instant until = readUntil.minus(hold);
    while (!waiting.isEmpty() && first(waiting).mark().taken().isBefore(until)) {
      giveUp(first(waiting));
    }
    while (!groups.isEmpty() && first(groups).mark().taken().isBefore(until)) {
      forgetOldestGroup();
    }
    while (!unsent.isEmpty() && unsent.element().taken().isBefore(until)) {
      sendOldest();
    }
  }

  private static HeldStatus first(Map<String, HeldStatus> of) {
    return of.values().iterator().next();
  }

  /** Sends all, for nothing more comes. */
  void end() throws IOException, InterruptedException {
    for (HeldStatus status : List.copyOf(waiting.values())) {
      giveUp(status);
    }
    while (!unsent.isEmpty()) {
      sendOldest();
    }
  }

  private void sendOldest() throws IOException, InterruptedException {
    sink.held(-1);
    sink.send(unsent.remove().sent());
  }

  /** The one payment that a status is about; null if there is none, or more than one. */
  private @Nullable HeldPayment find(SeenStatus status) {
    for (PaymentReference name : status.references()) {
      int count = names.count(name);
      if (count > 0) {
        return count == 1 ? names.find(name).get(0) : null;
      }
    }
    return null;
  }

  private void apply(HeldStatus of, HeldPayment to) throws IOException, InterruptedException {
    SeenStatus status = of.status();
    if (to.isDeclinedBy(of, hold)) {
      sink.joined();
    } else {
      sink.send(to.payment().changed(status, status.eventId()));
    }
  }

  private void applyGroup(HeldStatus group, HeldPayment to)
      throws IOException, InterruptedException {
    if (!to.isDeclinedBy(group, hold)) {
      String id = DerivedIds.of(group.status().eventId(), to.payment().eventId());
      sink.sendOneMore(to.payment().changed(group.status(), id));
    }
  }

  /** Ends the wait of a status: a payment that is one of several is known only now. */
  private void giveUp(HeldStatus waited) throws IOException, InterruptedException {
    forget(waited);
    SeenStatus status = waited.status();
    HeldPayment held = find(status);
    SeenPayment original = status.original();
    if (held != null) {
      apply(waited, held);
    } else if (original != null) {
      sink.send(original.changed(status, status.eventId()));
    } else {
      sink.noPayment();
    }
    waited.mark().release();
  }

  private void forget(HeldStatus waited) {
    waiting.remove(waited.status().eventId());
    awaited.remove(sure(waited.status()), waited);
    sink.held(-1);
  }

  private static List<PaymentReference> sure(SeenStatus status) {
    return status.references().stream().filter(PaymentReference::isSure).toList();
  }

  private void forgetOldest() throws IOException, InterruptedException {
    Iterator<HeldPayment> all = payments.values().iterator();
    HeldPayment oldest = all.next();
    all.remove();
    names.remove(oldest.payment().references(), oldest);
    if (!oldest.isSent()) {
      sendOldest(); // in the same order
    }
  }
}
