package org.drey.collect.iso20022;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drey.base.DerivedIds;
import org.drey.collect.feed.ClearValue;
import org.drey.collect.feed.RefusalReason;
import org.drey.event.AgeBand;
import org.drey.event.Channel;
import org.drey.event.EntityKind;
import org.drey.event.KycLevel;
import org.drey.event.PayeeKind;
import org.drey.event.Payment;
import org.drey.event.PaymentReporter;
import org.drey.event.PaymentStatus;
import org.drey.event.Relationship;
import org.jspecify.annotations.Nullable;

/** Makes payments and what became of them of the values of messages. For one thread. */
final class PaymentReader {
  private static final String DEBIT = "DBIT";

  private static final List<MessageField> NAMES =
      List.of(MessageField.UETR, MessageField.TRANSACTION_ID, MessageField.INSTRUCTION_ID);

  private final MessageTimes times;
  private final @Nullable PaymentReporter ofTransfers;

  /**
   * A reader.
   *
   * @param zone of times without an offset; null to refuse them
   * @param isIncoming whether transfers are to customers of the firm whose messages they are
   */
  PaymentReader(@Nullable ZoneId zone, boolean isIncoming) {
    this.times = new MessageTimes(zone);
    this.ofTransfers = isIncoming ? PaymentReporter.PAYEE_FIRM : null;
  }

  /** Reads a payment of a transfer or an initiation, whose bank has not said what became of it. */
  SeenPayment payment(MessageValues values, PaymentStatus status) throws RefusedItemException {
    return payment(values, status, AccountFields.PAYER, AccountFields.PAYEE, ofTransfers);
  }

  /** Reads what was booked on an account, of which one side is the account itself. */
  SeenPayment booked(MessageValues values) throws RefusedItemException {
    boolean isReversal = "true".equals(values.get(MessageField.IS_REVERSAL));
    boolean isBack = isReversal || values.get(MessageField.IS_RETURN) != null;
    String side = required(values.get(MessageField.OWNER_SIDE));
    boolean isOfPayer = side.equals(DEBIT) != isBack; // what is given back names the first payer
    return payment(
        values,
        isBack ? PaymentStatus.REVERSED : PaymentStatus.COMPLETED,
        isOfPayer ? AccountFields.OWNER : AccountFields.PAYER,
        isOfPayer ? AccountFields.PAYEE : AccountFields.OWNER,
        isOfPayer ? null : PaymentReporter.PAYEE_FIRM);
  }

  /** Reads a rejection or a return of one payment. */
  SeenStatus status(MessageValues values, PaymentStatus status) throws RefusedItemException {
    List<PaymentReference> references = PaymentReference.ofOriginal(values);
    if (references.isEmpty()) {
      throw new RefusedItemException(RefusalReason.MISSING_FIELD);
    }
    boolean isReturn = status == PaymentStatus.REVERSED;
    return new SeenStatus(
        status,
        times.read(values.get(MessageField.CREATED)),
        id(status.name(), values, MessageField.OWN_ID, MessageField.ORIGINAL_MESSAGE_ID),
        references,
        values.get(MessageField.ORIGINAL_MESSAGE_ID),
        isReturn ? MessageAmount.of(values) : null,
        original(values, status));
  }

  /** Reads the rejection of all payments of a message. */
  SeenStatus group(MessageValues values) throws RefusedItemException {
    String messageId = required(values.get(MessageField.ORIGINAL_MESSAGE_ID));
    return new SeenStatus(
        PaymentStatus.DECLINED,
        times.read(values.get(MessageField.CREATED)),
        id("group", values, MessageField.ORIGINAL_MESSAGE_ID),
        List.of(),
        messageId,
        null,
        null);
  }

  /** The payment as a status repeats it; null if it does not do so in full. */
  private @Nullable SeenPayment original(MessageValues values, PaymentStatus status) {
    try {
      return payment(values, status);
    } catch (RefusedItemException e) {
      return null; // then only a payment that is known will do
    }
  }

  private SeenPayment payment(
      MessageValues values,
      PaymentStatus status,
      AccountFields payer,
      AccountFields payee,
      @Nullable PaymentReporter reporter)
      throws RefusedItemException {
    MessageAmount amount = MessageAmount.of(values);
    if (amount == null) {
      throw new RefusedItemException(RefusalReason.MISSING_FIELD);
    }
    Payment event = new Payment();
    event.setEventTime(
        times.read(values.first(MessageField.ACCEPTED, MessageField.BOOKED, MessageField.CREATED)));
    event.setPayeeKind(payeeKind(values));
    event.setChannel(Channel.ACCOUNT_TRANSFER);
    event.setStatus(status);
    event.setAmountMinor(amount.minor());
    event.setCurrency(amount.currency());
    event.setPayerCountry(
        required(country(values.get(MessageField.PAYER_COUNTRY), payer.country(values))));
    event.setPayeeCountry(
        required(country(values.get(MessageField.PAYEE_COUNTRY), payee.country(values))));
    event.setPayerAgeBand(AgeBand.UNKNOWN);
    event.setRelationship(Relationship.UNKNOWN);
    event.setPurpose(
        PurposeCodes.of(
            values.get(MessageField.PURPOSE), values.get(MessageField.CATEGORY_PURPOSE)));
    event.setKycLevel(KycLevel.UNKNOWN);
    event.setReportedBy(reporter);
    return new SeenPayment(
        event,
        eventId(values, status),
        clear(values, payer, payee),
        values.get(MessageField.MESSAGE_ID),
        PaymentReference.ofPayment(values),
        isOfNotice(values));
  }

  private static Map<String, ClearValue> clear(
      MessageValues values, AccountFields payer, AccountFields payee) throws RefusedItemException {
    return Map.of(
        "subject", required(payer.account(values, EntityKind.SUBJECT)),
        "payee", required(payee.account(values, EntityKind.PAYEE)));
  }

  private static boolean isOfNotice(MessageValues values) {
    return values.get(MessageField.OWNER_SIDE) != null
        && values.first(MessageField.ACCEPTED, MessageField.BOOKED) == null;
  }

  private static @Nullable String country(@Nullable String address, @Nullable String account) {
    return address == null ? account : address;
  }

  private static PayeeKind payeeKind(MessageValues values) {
    boolean isPerson = values.get(MessageField.PAYEE_IS_PERSON) != null;
    boolean isOrganisation = values.get(MessageField.PAYEE_IS_ORGANISATION) != null;
    return isPerson == isOrganisation
        ? PayeeKind.UNKNOWN
        : isPerson ? PayeeKind.PERSON : PayeeKind.BUSINESS;
  }

  /** The same for the same payment, in whichever message it is, if it has a UETR. */
  private static String eventId(MessageValues values, PaymentStatus status) {
    String way = status == PaymentStatus.REVERSED ? "back" : "payment";
    String uetr = PaymentReference.uetr(values);
    return uetr != null
        ? DerivedIds.of(way, uetr)
        : id(way, values, MessageField.SERVICER_REFERENCE);
  }

  /**
   * An id of what tells items apart. An end-to-end id is a customer's, who may use it again: if
   * there is no other, the place in the message counts, too.
   */
  private static String id(String way, MessageValues values, MessageField... own) {
    List<String> parts = new ArrayList<>(NAMES.size() + own.length + 5);
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
    parts.add(part(values.get(MessageField.MESSAGE_ID)));
    parts.add(isNamed ? "" : Long.toString(values.item()));
    parts.add(way);
    return DerivedIds.of(parts.toArray(String[]::new));
  }

  private static String part(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }

  private static <T> T required(@Nullable T value) throws RefusedItemException {
    if (value == null) {
      throw new RefusedItemException(RefusalReason.MISSING_FIELD);
    }
    return value;
  }
}
