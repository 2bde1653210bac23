package org.drey.collect.iso20022;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.drey.base.DerivedIds;
import org.drey.collect.feed.ObservedEvent;
import org.drey.event.PayeeKind;
import org.drey.event.PaymentStatus;
import org.jspecify.annotations.Nullable;

/**
 * Payments and what became of them, in whichever order they come: of each so many are remembered as
 * memory allows, and the oldest go first. For one thread.
 */
final class PaymentMatcher {
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
  PaymentMatcher(Duration hold, int most, PaymentSink sink) {
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

  /** The payments that are remembered, by their names. For one thread. */
  private static final class PaymentNames {
    private static final int MOST_ALIKE =
        16; // more are not looked through for the one that is meant

    private final ReferenceIndex<HeldPayment> index = new ReferenceIndex<>();

    void add(HeldPayment held) {
      index.add(held.payment().references(), held);
    }

    void remove(HeldPayment held) {
      index.remove(held.payment().references(), held);
    }

    /**
     * Returns those that may be a payment by its UETR: of the other side, and what was asked for.
     */
    List<HeldPayment> withUetrOf(SeenPayment payment) {
      PaymentReference uetr = payment.uetr();
      return uetr == null
          ? List.of()
          : index.find(uetr).stream().filter(held -> held.payment().canBe(payment)).toList();
    }

    /** Returns what needs no other event for a payment; null if there is none. */
    @Nullable HeldPayment same(SeenPayment payment) {
      for (HeldPayment other : withUetrOf(payment)) {
        if (other.isSameAs(payment)) {
          return other;
        }
      }
      return null;
    }

    /** Returns the copies of the one payment that a status is about; none if it may be another. */
    List<HeldPayment> find(SeenStatus status) {
      PaymentReference uetr = status.uetr();
      if (uetr != null && index.count(uetr) > 0) {
        return ofOnePayer(index.find(uetr), status);
      }
      for (PaymentReference name : status.references()) {
        if (uetr != null && name.messageId().isEmpty()) {
          continue; // the payment would have the same UETR
        }
        if (index.count(name) > MOST_ALIKE) {
          return List.of();
        }
        List<HeldPayment> meant =
            index.find(name).stream().filter(held -> status.canMean(held.payment())).toList();
        if (!meant.isEmpty()) {
          return meant.size() == 1 || (name.isSure() && areCopies(meant)) ? meant : List.of();
        }
      }
      return List.of();
    }

    /** Returns those of the payer that a status names; none if it names none, and there are two. */
    private static List<HeldPayment> ofOnePayer(List<HeldPayment> all, SeenStatus status) {
      boolean isOne =
          all.stream()
              .allMatch(one -> all.stream().allMatch(held -> held.payment().canBe(one.payment())));
      if (isOne) {
        return all;
      }
      SeenPayment original = status.original();
      return original == null
          ? List.of()
          : all.stream().filter(held -> held.payment().canBe(original)).toList();
    }

    /** Returns whether they are what both sides report of one payment. */
    private static boolean areCopies(List<HeldPayment> meant) {
      SeenPayment one = meant.get(0).payment();
      SeenPayment other = meant.get(1).payment();
      return meant.size() == 2
          && !one.isOfSameReporter(other)
          && one.event().getAmountMinor() == other.event().getAmountMinor()
          && one.event().getCurrency().equals(other.event().getCurrency());
    }

    /** Returns the payments of a message; null if others have a message of the same name. */
    @Nullable List<HeldPayment> ofMessage(PaymentReference message) {
      List<HeldPayment> all = index.find(message);
      return all.stream().allMatch(held -> isOfOneMessage(message, held)) ? all : null;
    }

    /** Returns whether a payment is of the same message as the first with that name. */
    boolean isOfOneMessage(PaymentReference message, HeldPayment held) {
      HeldPayment first = index.first(message);
      return first == null || first.payment().isOfSameMessage(held.payment());
    }
  }

  /**
   * A payment that is remembered, and before it is sent may become a declined one. Until then it
   * holds the marks of all messages that made it what it is.
   */
  private static final class HeldPayment {
    private final Instant taken;
    private SeenPayment payment;
    private List<SourceMark> marks = new ArrayList<>(1);
    private List<HeldStatus> applied = List.of(); // before it is sent
    private boolean isDeclined;
    private boolean isDeclinedLate;
    private boolean isSent;

    /**
     * A payment that was not sent.
     *
     * @param mark of the message that has it
     */
    HeldPayment(SeenPayment payment, SourceMark mark) {
      this.payment = payment;
      this.taken = mark.taken();
      hold(mark);
    }

    private void hold(SourceMark mark) {
      mark.hold();
      marks.add(mark);
    }

    SeenPayment payment() {
      return payment;
    }

    /** Returns when its message was taken. */
    Instant taken() {
      return taken;
    }

    boolean isSent() {
      return isSent;
    }

    /** Returns whether another message says that the payment was made, and this one only asked. */
    boolean isConfirmedBy(SeenPayment other) {
      return !isSent && payment.isAsked() && other.event().getStatus() == PaymentStatus.COMPLETED;
    }

    /**
     * Returns whether another message with the same UETR needs no event of its own. What was paid
     * does, if what was asked for is sent already.
     */
    boolean isSameAs(SeenPayment other) {
      boolean isSaid = payment.eventId().equals(other.eventId()) || other.isAsked();
      return payment.isOfSameReporter(other) && (isSaid || isConfirmedBy(other));
    }

    /** Returns what became of it before it is sent: the other side's copy shares it. */
    List<HeldStatus> applied() {
      return applied;
    }

    /**
     * Replaces what was asked for by what was made; what only the former says of the payee stays.
     */
    void confirm(SeenPayment other, SourceMark mark) {
      PayeeKind asked = payment.event().getPayeeKind();
      payment = other;
      if (other.event().getPayeeKind() == PayeeKind.UNKNOWN) {
        other.event().setPayeeKind(asked);
      }
      hold(mark);
    }

    /**
     * Declines it, if that is said in time; returns whether it is declined now or was before, also
     * by a late event, and needs none of its own. The times at which messages were taken decide,
     * too, so that it is the same for messages that are read again.
     */
    boolean isDeclinedBy(HeldStatus of, Duration hold) {
      if (of.status().status() != PaymentStatus.DECLINED) {
        note(of);
        return false;
      }
      boolean isInTime =
          !of.status().time().isAfter(payment.time().plus(hold))
              && !of.mark().taken().isAfter(taken.plus(hold));
      if (isInTime && !isSent && !isDeclined) {
        isDeclined = true;
        hold(of.mark());
        note(of);
      }
      boolean needsNone = isDeclined || isDeclinedLate;
      isDeclinedLate = !isDeclined;
      return needsNone;
    }

    private void note(HeldStatus of) {
      if (!isSent) {
        applied = Stream.concat(applied.stream(), Stream.of(of)).toList(); // mostly one
      }
    }

    /** Returns the event, to be sent. */
    ObservedEvent sent() {
      isSent = true;
      marks.forEach(SourceMark::release);
      marks = List.of();
      applied = List.of();
      return payment.observed(isDeclined ? PaymentStatus.DECLINED : payment.event().getStatus());
    }
  }

  /**
   * A rejection or a return, with the mark of the message that says it.
   *
   * @param mark held for as long as this one waits for its payment
   */
  private record HeldStatus(SeenStatus status, SourceMark mark) {

    /** Returns whether it is the same object: two messages may say the same. */
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return status.eventId().hashCode();
    }
  }
}
