package org.drey.collect.iso20022;

import java.io.IOException;
import java.time.Duration;
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
  private final Map<String, SeenStatus> waiting = new LinkedHashMap<>(); // by event id
  private final ReferenceIndex<SeenStatus> awaited = new ReferenceIndex<>();
  private final Map<String, SeenStatus> groups = new LinkedHashMap<>(); // by message of payments

  /**
   * A book.
   *
   * @param hold until how long after a payment its rejection makes it a declined one
   * @param most payments, and as many statuses without one
   */
  PaymentBook(Duration hold, int most, PaymentSink sink) {
    this.hold = hold;
    this.most = most;
    this.sink = sink;
  }

  /** Takes a payment. */
  void take(SeenPayment payment) throws IOException, InterruptedException {
    HeldPayment known = payments.get(payment.eventId());
    if (known != null) {
      if (known.isConfirmedBy(payment)) {
        names.remove(known.payment().references(), known);
        known.confirm(payment);
        names.add(payment.references(), known);
      }
      sink.joined();
      return;
    }
    HeldPayment held = new HeldPayment(payment);
    payments.put(payment.eventId(), held);
    names.add(payment.references(), held);
    unsent.add(held);
    takeAwaited(held);
    if (payments.size() > most) {
      forgetOldest();
    }
  }

  /** Applies what came before the payment. */
  private void takeAwaited(HeldPayment held) throws IOException, InterruptedException {
    for (PaymentReference name : held.payment().references()) {
      for (SeenStatus status : awaited.find(name)) {
        forget(status);
        apply(status, held);
      }
    }
    SeenStatus group = groups.get(String.valueOf(held.payment().messageId()));
    if (group != null) {
      applyGroup(group, held);
    }
  }

  /** Takes the rejection or the return of a payment. */
  void take(SeenStatus status) throws IOException, InterruptedException {
    HeldPayment held = find(status);
    if (held != null) {
      apply(status, held);
    } else if (waiting.putIfAbsent(status.eventId(), status) != null) {
      sink.joined();
    } else {
      awaited.add(sure(status), status);
      if (waiting.size() > most) {
        giveUp(waiting.values().iterator().next());
      }
    }
  }

  /** Takes the rejection of all payments of a message. */
  void takeGroup(SeenStatus group) throws IOException, InterruptedException {
    String messageId = String.valueOf(group.messageId());
    sink.joined();
    if (groups.putIfAbsent(messageId, group) == null) {
      for (HeldPayment held : names.find(PaymentReference.ofMessage(messageId))) {
        applyGroup(group, held);
      }
      if (groups.size() > most) {
        groups.remove(groups.keySet().iterator().next());
      }
    }
  }

  /** Sends all, for nothing more comes. */
  void end() throws IOException, InterruptedException {
    for (SeenStatus status : List.copyOf(waiting.values())) {
      giveUp(status);
    }
    while (!unsent.isEmpty()) {
      sink.send(unsent.remove().sent());
    }
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

  private void apply(SeenStatus status, HeldPayment to) throws IOException, InterruptedException {
    if (to.isDeclinedBy(status, to.payment().time().plus(hold))) {
      sink.joined();
    } else {
      sink.send(to.payment().changed(status, status.eventId()));
    }
  }

  private void applyGroup(SeenStatus group, HeldPayment to)
      throws IOException, InterruptedException {
    if (!to.isDeclinedBy(group, to.payment().time().plus(hold))) {
      String id = DerivedIds.of(group.eventId(), to.payment().eventId());
      sink.sendOneMore(to.payment().changed(group, id));
    }
  }

  /** Ends the wait of a status: a payment that is one of several is known only now. */
  private void giveUp(SeenStatus status) throws IOException, InterruptedException {
    forget(status);
    HeldPayment held = find(status);
    SeenPayment original = status.original();
    if (held != null) {
      apply(status, held);
    } else if (original != null) {
      sink.send(original.changed(status, status.eventId()));
    } else {
      sink.noPayment();
    }
  }

  private void forget(SeenStatus status) {
    waiting.remove(status.eventId());
    awaited.remove(sure(status), status);
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
      sink.send(unsent.remove().sent()); // in the same order
    }
  }
}
