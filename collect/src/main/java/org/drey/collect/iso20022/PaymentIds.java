package org.drey.collect.iso20022;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.drey.base.DerivedIds;
import org.drey.event.Payment;
import org.jspecify.annotations.Nullable;

/** The ids of events, made of what tells items of messages apart. */
final class PaymentIds {
  private static final List<MessageField> NAMES =
      List.of(MessageField.UETR, MessageField.TRANSACTION_ID, MessageField.INSTRUCTION_ID);

  /** Two initiating parties may give a message the same id. No account: ids have no key. */
  private static final List<MessageField> OF_MESSAGE =
      List.of(
          MessageField.MESSAGE_ID,
          MessageField.CREATED,
          MessageField.INSTRUCTED_AMOUNT,
          MessageField.INSTRUCTED_CURRENCY,
          MessageField.SETTLED_AMOUNT,
          MessageField.SETTLED_CURRENCY);

  /** An entry is the same in each notice that has it. */
  private static final List<MessageField> ENTRY =
      List.of(
          MessageField.SERVICER_REFERENCE,
          MessageField.TRANSACTION_ID,
          MessageField.INSTRUCTION_ID,
          MessageField.END_TO_END_ID,
          MessageField.INSTRUCTED_AMOUNT,
          MessageField.INSTRUCTED_CURRENCY,
          MessageField.SETTLED_AMOUNT,
          MessageField.SETTLED_CURRENCY,
          MessageField.BOOKED,
          MessageField.BOOKED_DAY,
          MessageField.OWNER_SIDE);

  private PaymentIds() {}

  /**
   * The same for the same payment, in whichever message it is, if it has a UETR. What was asked for
   * and what was paid are two events, as are the reports of both sides.
   */
  static String of(MessageValues values, Payment event) {
    String what =
        switch (event.getStatus()) {
          case REVERSED -> "back";
          case UNKNOWN -> "asked";
          default -> "payment";
        };
    String way = event.getReportedBy() == null ? what : what + ' ' + event.getReportedBy();
    String uetr = PaymentReference.uetr(values);
    if (uetr != null) {
      return DerivedIds.of(way, uetr);
    }
    if (values.get(MessageField.SERVICER_REFERENCE) == null) {
      return of(way, values);
    }
    List<String> parts = parts(values, ENTRY);
    parts.add(way);
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
    parts.addAll(parts(values, OF_MESSAGE));
    parts.add(isNamed ? "" : Long.toString(values.item()));
    parts.add(way);
    return DerivedIds.of(parts.toArray(String[]::new));
  }

  private static List<String> parts(MessageValues values, List<MessageField> fields) {
    List<String> parts = new ArrayList<>(fields.size() + 1);
    for (MessageField field : fields) {
      parts.add(part(values.get(field)));
    }
    return parts;
  }

  private static String part(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }
}
