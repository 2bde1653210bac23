package org.drey.collect.iso20022;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One of the names by which messages speak of a payment.
 *
 * @param field that has it
 * @param messageId of the message in which it names one payment; empty if that is not said
 */
record PaymentReference(MessageField field, String id, String messageId) {
  private static final String NONE = "NOTPROVIDED"; // the standard's word for no end-to-end id
  private static final List<MessageField> IDS =
      List.of(MessageField.TRANSACTION_ID, MessageField.INSTRUCTION_ID, MessageField.END_TO_END_ID);

  /** Returns all names of a payment, in its own message and outside it. */
  static List<PaymentReference> ofPayment(MessageValues values, @Nullable Instant created) {
    List<PaymentReference> all = new ArrayList<>(named(values, ""));
    String messageId = values.get(MessageField.MESSAGE_ID);
    if (messageId != null) {
      all.addAll(named(values, messageId));
      all.add(ofMessage(messageId, null));
      if (created != null) {
        all.add(ofMessage(messageId, created));
      }
    }
    addUetr(all, values);
    return all;
  }

  /**
   * Returns the name that all payments of a message share.
   *
   * @param created null if it is not said: others may have a message of the same id
   */
  static PaymentReference ofMessage(String messageId, @Nullable Instant created) {
    return created == null
        ? new PaymentReference(MessageField.MESSAGE_ID, messageId, "")
        : new PaymentReference(MessageField.CREATED, created.toString(), messageId);
  }

  /** Returns the names by which a status or a return means a payment, the surest first. */
  static List<PaymentReference> ofOriginal(MessageValues values) {
    List<PaymentReference> all = new ArrayList<>();
    addUetr(all, values);
    String messageId = values.get(MessageField.ORIGINAL_MESSAGE_ID);
    all.addAll(named(values, messageId == null ? "" : messageId));
    return all;
  }

  /**
   * Returns whether no other payment can have the same name: end-to-end ids are customers', and
   * outside a message others may be used again.
   */
  boolean isSure() {
    return field == MessageField.UETR
        || (!messageId.isEmpty() && field != MessageField.END_TO_END_ID);
  }

  /** Returns the reference among names that is one in the world; null if there is none. */
  static @Nullable PaymentReference uetr(List<PaymentReference> names) {
    for (PaymentReference name : names) {
      if (name.field == MessageField.UETR) {
        return name;
      }
    }
    return null;
  }

  private static void addUetr(List<PaymentReference> all, MessageValues values) {
    String uetr = uetr(values);
    if (uetr != null) {
      all.add(new PaymentReference(MessageField.UETR, uetr, ""));
    }
  }

  private static List<PaymentReference> named(MessageValues values, String messageId) {
    List<PaymentReference> named = new ArrayList<>(IDS.size() + 1);
    for (MessageField field : IDS) {
      String id = id(values, field);
      if (id != null) {
        named.add(new PaymentReference(field, id, messageId));
      }
    }
    return named;
  }

  /** Returns the reference that is one in the world; null if there is none. */
  static @Nullable String uetr(MessageValues values) {
    String uetr = values.get(MessageField.UETR);
    return uetr == null ? null : uetr.toLowerCase(Locale.ROOT);
  }

  /** Returns an id; null if there is none. */
  static @Nullable String id(MessageValues values, MessageField field) {
    String id = values.get(field);
    return NONE.equals(id) ? null : id;
  }
}
