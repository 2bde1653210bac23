package org.drey.collect.iso20022;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The payments that are remembered, by their names. For one thread. */
final class PaymentNames {
  private static final int MOST_ALIKE = 16; // more are not looked through for the one that is meant

  private final ReferenceIndex<HeldPayment> index = new ReferenceIndex<>();

  void add(HeldPayment held) {
    index.add(held.payment().references(), held);
  }

  void remove(HeldPayment held) {
    index.remove(held.payment().references(), held);
  }

  /** Returns those that may be a payment by its UETR: of the other side, and what was asked for. */
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
