package org.drey.collect.iso20022;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.drey.base.DerivedIds;
import org.drey.collect.feed.ClearValue;
import org.drey.event.Payment;
import org.jspecify.annotations.Nullable;

/** The ids of events, made of what tells items of messages apart. */
final class PaymentIds {
  private static final List<MessageField> NAMES =
      List.of(MessageField.UETR, MessageField.TRANSACTION_ID, MessageField.INSTRUCTION_ID);

  /** Two initiating parties may give a message the same id. */
  private static final List<MessageField> OF_MESSAGE =
      List.of(
          MessageField.MESSAGE_ID,
          MessageField.CREATED,
          MessageField.INSTRUCTED_AMOUNT,
          MessageField.INSTRUCTED_CURRENCY,
          MessageField.SETTLED_AMOUNT,
          MessageField.SETTLED_CURRENCY);

  /** The names of an entry, each of which is one of its servicer's or its sender's. */
  private static final List<MessageField> OF_ENTRY =
      List.of(
          MessageField.SERVICER_REFERENCE,
          MessageField.ENTRY_REFERENCE,
          MessageField.TRANSACTION_ID,
          MessageField.INSTRUCTION_ID);

  private static final int DAY_CHARACTERS = 10;

  private PaymentIds() {}

  /**
   * The same for the same payment of an account, in whichever message it is, if it has a UETR. What
   * was asked for and what was paid are two events, as are the reports of both sides.
   */
  static String of(MessageValues values, Payment event, ClearValue payer) {
    String what =
        switch (event.getStatus()) {
          case REVERSED -> "back";
          case UNKNOWN -> "asked";
          default -> "payment";
        };
    String way = event.getReportedBy() == null ? what : what + ' ' + event.getReportedBy();
    String uetr = PaymentReference.uetr(values);
    if (uetr != null) {
      return DerivedIds.of(way, uetr, payer.text());
    }
    String own = isNamedEntry(values) ? ofEntry(values) : of(way, values);
    return DerivedIds.of(way, own, payer.text());
  }

  private static boolean isNamedEntry(MessageValues values) {
    return values.get(MessageField.OWNER_SIDE) != null
        && OF_ENTRY.stream().anyMatch(field -> PaymentReference.id(values, field) != null);
  }

  /** The same in each report, statement and notice that has an entry: what they share names it. */
  private static String ofEntry(MessageValues values) {
    List<String> parts = new ArrayList<>();
    for (MessageField field : OF_ENTRY) {
      parts.add(part(PaymentReference.id(values, field)));
    }
    if (values.get(MessageField.SERVICER_REFERENCE) != null) {
      parts.set(OF_ENTRY.indexOf(MessageField.ENTRY_REFERENCE), ""); // some leave it out then
    } else {
      parts.add(Long.toString(values.placeInPart()));
    }
    String day = part(values.first(MessageField.BOOKED_DAY, MessageField.BOOKED));
    parts.add(day.substring(0, Math.min(DAY_CHARACTERS, day.length())));
    parts.add(part(PaymentReference.id(values, MessageField.END_TO_END_ID)));
    parts.add(part(values.first(MessageField.SETTLED_AMOUNT, MessageField.INSTRUCTED_AMOUNT)));
    parts.add(part(values.get(MessageField.OWNER_SIDE)));
    return DerivedIds.of(parts.toArray(String[]::new));
  }

  /**
   * An id of what tells items apart. An end-to-end id is a customer's, who may use it again: if
   * there is no other, the place in the message counts, too.
   */
  static String of(String way, MessageValues values, MessageField... own) {
    List<String> parts = new ArrayList<>(NAMES.size() + own.length + OF_MESSAGE.size() + 4);
    boolean isNamed = false;
    for (MessageField field : own) {
      isNamed |= values.get(field) != null;
      parts.add(part(values.get(field)));
    }
    for (MessageField field : NAMES) {
      String name = PaymentReference.id(values, field);
      isNamed |= name != null;
      parts.add(part(name));
    }
    parts.add(part(PaymentReference.id(values, MessageField.END_TO_END_ID)));
    parts.add(part(values.get(MessageField.INSTRUCTING_AGENT)));
    OF_MESSAGE.forEach(field -> parts.add(part(values.get(field))));
    parts.add(isNamed ? "" : Long.toString(values.item()));
    parts.add(way);
    return DerivedIds.of(parts.toArray(String[]::new));
  }

  private static String part(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }
}
