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
  private final PaymentNames names = new PaymentNames();
  private final Map<String, HeldStatus> waiting = new LinkedHashMap<>(); // by event id
  private final ReferenceIndex<HeldStatus> awaited = new ReferenceIndex<>();
  private final Map<PaymentReference, HeldStatus> groups = new LinkedHashMap<>(); // by message

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
    known = known == null ? names.same(payment) : known;
    if (known != null) {
      joinTo(known, payment, mark);
      return;
    }
    HeldPayment held = new HeldPayment(payment, mark);
    List<HeldPayment> others = names.withUetrOf(payment);
    payments.put(payment.eventId(), held);
    names.add(held);
    unsent.add(held);
    sink.held(1);
    takeOfOthers(others, held);
    takeAwaited(held);
    if (payments.size() > most) {
      forgetOldest();
    }
  }

  private void joinTo(HeldPayment known, SeenPayment payment, SourceMark mark) {
    if (known.payment().eventId().equals(payment.eventId())) {
      sink.repeated();
      return;
    }
    sink.joined();
    if (known.isConfirmedBy(payment)) {
      names.remove(known);
      known.confirm(payment, mark);
      names.add(known);
    }
  }

  /** Applies what became of the other side's copy, and forgets what was asked for and is sent. */
  private void takeOfOthers(List<HeldPayment> others, HeldPayment held)
      throws IOException, InterruptedException {
    for (HeldPayment other : others) {
      if (other.payment().isOfSameReporter(held.payment())) {
        names.remove(other);
      }
      for (HeldStatus status : other.applied()) {
        applyOneMore(status, held);
      }
    }
  }

  private void takeAwaited(HeldPayment held) throws IOException, InterruptedException {
    for (PaymentReference name : held.payment().references()) {
      for (HeldStatus status : awaited.find(name)) {
        if (status.status().isOf(held.payment(), name)) {
          forget(status);
          apply(status, List.of(held));
          status.mark().release();
        }
      }
      HeldStatus group = groups.get(name);
      if (group != null && names.isOfOneMessage(name, held)) {
        applyGroup(group, held);
      }
    }
  }

  /** Takes the rejection or the return of a payment. */
  void take(SeenStatus status, SourceMark mark) throws IOException, InterruptedException {
    List<HeldPayment> meant = names.find(status);
    HeldStatus marked = new HeldStatus(status, mark);
    if (!meant.isEmpty()) {
      apply(marked, meant);
    } else if (waiting.putIfAbsent(status.eventId(), marked) != null) {
      sink.repeated();
    } else {
      awaited.add(status.awaited(), marked);
      mark.hold();
      sink.held(1);
      if (waiting.size() > most) {
        giveUp(first(waiting));
      }
    }
  }

  /** Takes the rejection of all payments of a message. */
  void takeGroup(SeenStatus group, SourceMark mark) throws IOException, InterruptedException {
    PaymentReference message = group.references().get(0);
    List<HeldPayment> all = names.ofMessage(message);
    if (all == null) {
      sink.noPayment(group.place());
      return;
    }
    sink.joined();
    HeldStatus marked = new HeldStatus(group, mark);
    if (groups.putIfAbsent(message, marked) == null) {
      mark.hold();
      for (HeldPayment held : all) {
        applyGroup(marked, held);
      }
      if (groups.size() > most) {
        forgetOldestGroup();
      }
    }
  }

  private void forgetOldestGroup() {
    first(groups).mark().release();
    groups.remove(groups.keySet().iterator().next());
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

  private static HeldStatus first(Map<?, HeldStatus> of) {
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
    HeldPayment oldest = unsent.remove();
    sink.send(oldest.sent(), oldest.payment().place());
  }

  private void apply(HeldStatus of, List<HeldPayment> to) throws IOException, InterruptedException {
    HeldPayment first = to.get(0);
    if (first.isDeclinedBy(of, hold)) {
      sink.joined();
    } else {
      sink.send(first.payment().changed(of.status()), of.status().place());
    }
    for (HeldPayment other : to.subList(1, to.size())) {
      applyOneMore(of, other);
    }
  }

  private void applyOneMore(HeldStatus of, HeldPayment to)
      throws IOException, InterruptedException {
    if (!to.isDeclinedBy(of, hold)) {
      sink.sendOneMore(to.payment().changed(of.status()), of.status().place());
    }
  }

  private void applyGroup(HeldStatus group, HeldPayment to)
      throws IOException, InterruptedException {
    if (!to.isDeclinedBy(group, hold)) {
      String id = DerivedIds.of(group.status().eventId(), to.payment().eventId());
      sink.sendOneMore(to.payment().changed(group.status(), id), group.status().place());
    }
  }

  /** Ends the wait of a status: a payment that is one of several is known only now. */
  private void giveUp(HeldStatus waited) throws IOException, InterruptedException {
    forget(waited);
    SeenStatus status = waited.status();
    List<HeldPayment> meant = names.find(status);
    SeenPayment original = status.original();
    if (!meant.isEmpty()) {
      apply(waited, meant);
    } else if (original != null) {
      sink.send(original.changed(status), status.place());
    } else {
      sink.noPayment(status.place());
    }
    waited.mark().release();
  }

  private void forget(HeldStatus waited) {
    waiting.remove(waited.status().eventId());
    awaited.remove(waited.status().awaited(), waited);
    sink.held(-1);
  }

  private void forgetOldest() throws IOException, InterruptedException {
    Iterator<HeldPayment> all = payments.values().iterator();
    HeldPayment oldest = all.next();
    all.remove();
    names.remove(oldest);
    if (!oldest.isSent()) {
      sendOldest(); // in the same order
    }
  }
}
