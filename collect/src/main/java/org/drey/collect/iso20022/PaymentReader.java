package org.drey.collect.iso20022;

import java.util.ArrayList;
import org.drey.base.DerivedIds;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.drey.collect.feed.IsoTimeText;

import org.drey.event.Purpose;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  private final MessageTimes times;
  private final @Nullable PaymentReporter ofTransfers;
  private final Channel channel;

  /**
   * A reader.
   *
   * @param zone of times without an offset; null to refuse them
   * @param isIncoming whether transfers are to customers of the firm whose messages they are
   * @param channel of all payments
   */
  PaymentReader(@Nullable ZoneId zone, boolean isIncoming, Channel channel) {
    this.channel = channel;
    this.times = new MessageTimes(zone);
    this.ofTransfers = isIncoming ? PaymentReporter.PAYEE_FIRM : null;
  }

  /** Reads a payment of a transfer or an initiation, whose bank has not said what became of it. */
  SeenPayment payment(MessageValues values, PaymentStatus status) throws RefusedItemException {
    return payment(values, status, AccountFields.PAYER, AccountFields.PAYEE, ofTransfers);
  }

  /** Reads what a payee, who is a customer of the firm, asks it to collect. */
  SeenPayment collection(MessageValues values) throws RefusedItemException {
    return payment(
        values,
        PaymentStatus.UNKNOWN,
        AccountFields.PAYER,
        AccountFields.PAYEE,
        PaymentReporter.PAYEE_FIRM);
  }

  /** Reads what was booked on an account, of which one side is the account itself. */
  SeenPayment booked(MessageValues values) throws RefusedItemException {
    boolean isBack = isReversal(values) || values.get(MessageField.IS_RETURN) != null;
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
        PaymentIds.of(status.name(), values, MessageField.OWN_ID, MessageField.ORIGINAL_MESSAGE_ID),
        references,
        second(values, MessageField.ORIGINAL_CREATED),
        isReturn ? MessageAmount.of(values) : null,
        original(values, status),
        values.itemPlace());
  }

  /** Reads the rejection of all payments of a message. */
  SeenStatus group(MessageValues values) throws RefusedItemException {
    String messageId = required(values.get(MessageField.ORIGINAL_MESSAGE_ID));
    Instant created = second(values, MessageField.ORIGINAL_CREATED);
    return new SeenStatus(
        PaymentStatus.DECLINED,
        times.read(values.get(MessageField.CREATED)),
        PaymentIds.of("group", values, MessageField.ORIGINAL_MESSAGE_ID),
        List.of(PaymentReference.ofMessage(messageId, created)),
        created,
        null,
        null,
        values.messagePlace());
  }

  private static boolean isReversal(MessageValues values) throws RefusedItemException {
    return switch (Objects.requireNonNullElse(values.get(MessageField.IS_REVERSAL), "")) {
      case "true", "1" -> true;
      case "false", "0", "" -> false;
      default -> throw new RefusedItemException(RefusalReason.OUT_OF_RANGE);
    };
  }

  /** Returns when a message was made, in seconds, for banks repeat no more; null if unknown. */
  private @Nullable Instant second(MessageValues values, MessageField field) {
    try {
      return times.read(values.get(field)).truncatedTo(ChronoUnit.SECONDS);
    } catch (RefusedItemException e) {
      return null; // then other names count
    }
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
    Payment event = unknown(reporter);
    event.setChannel(channel);
    event.setEventTime(time(values));
    event.setPayeeKind(payeeKind(values));
    event.setStatus(status);
    event.setAmountMinor(amount.minor());
    event.setCurrency(amount.currency());
    event.setPayerCountry(
        required(country(values.get(MessageField.PAYER_COUNTRY), payer.country(values))));
    event.setPayeeCountry(
        required(country(values.get(MessageField.PAYEE_COUNTRY), payee.country(values))));
    event.setPurpose(
        PurposeCodes.of(
            values.get(MessageField.PURPOSE), values.get(MessageField.CATEGORY_PURPOSE)));
    Map<String, ClearValue> clear =
        Map.of(
            "subject", required(payer.account(values, EntityKind.SUBJECT)),
            "payee", required(payee.account(values, EntityKind.PAYEE)));
    return seen(values, event, clear);
  }

  /** Returns when it was made: a statement may be made long after the day of an entry. */
  private Instant time(MessageValues values) throws RefusedItemException {
    String said = values.first(MessageField.ACCEPTED, MessageField.BOOKED);
    Instant time = times.read(said == null ? values.get(MessageField.CREATED) : said);
    String day = said == null ? values.get(MessageField.BOOKED_DAY) : null;
    return day == null ? time : times.onDay(day, time);
  }

  /** A transfer, with what no message says. */
  private static Payment unknown(@Nullable PaymentReporter reporter) {
    Payment event = new Payment();
    event.setPayerAgeBand(AgeBand.UNKNOWN);
    event.setRelationship(Relationship.UNKNOWN);
    event.setKycLevel(KycLevel.UNKNOWN);
    event.setReportedBy(reporter);
    return event;
  }

  private SeenPayment seen(MessageValues values, Payment event, Map<String, ClearValue> clear)
      throws RefusedItemException {
    boolean isNotice = values.get(MessageField.OWNER_SIDE) != null; // made later than its payments
    Instant created = isNotice ? null : second(values, MessageField.CREATED);
    boolean hasHour = values.first(MessageField.ACCEPTED, MessageField.BOOKED) != null;
    return new SeenPayment(
        event,
        PaymentIds.of(values, event, Objects.requireNonNull(clear.get("subject"))),
        clear,
        values.get(MessageField.INSTRUCTING_AGENT),
        created,
        PaymentReference.ofPayment(values, created),
        isNotice && !hasHour,
        values.itemPlace());
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

  private static <T> T required(@Nullable T value) throws RefusedItemException {
    if (value == null) {
      throw new RefusedItemException(RefusalReason.MISSING_FIELD);
    }
    return value;
  }

  /** Classes of the standard's purpose codes, where the code leaves no doubt. */
  private static final class PurposeCodes {
    private static final Map<String, Purpose> CLASSES =
        Map.ofEntries(
            Map.entry("ALMY", Purpose.FAMILY),
            Map.entry("DNTS", Purpose.MEDICAL),
            Map.entry("HLTC", Purpose.MEDICAL),
            Map.entry("HSPC", Purpose.MEDICAL),
            Map.entry("MDCS", Purpose.MEDICAL),
            Map.entry("VIEW", Purpose.MEDICAL),
            Map.entry("STDY", Purpose.EDUCATION),
            Map.entry("RENT", Purpose.ACCOMMODATION),
            Map.entry("GDDS", Purpose.GOODS),
            Map.entry("SCVE", Purpose.SERVICES),
            Map.entry("GIFT", Purpose.GIFT),
            Map.entry("OTHR", Purpose.OTHER),
            Map.entry("PENS", Purpose.OTHER),
            Map.entry("SALA", Purpose.OTHER),
            Map.entry("TAXS", Purpose.OTHER));

    private PurposeCodes() {}

    /** Returns the class of the first code that has one. */
    static Purpose of(@Nullable String purpose, @Nullable String category) {
      Purpose own = of(purpose);
      return own == Purpose.UNKNOWN ? of(category) : own;
    }

    private static Purpose of(@Nullable String code) {
      return code == null ? Purpose.UNKNOWN : CLASSES.getOrDefault(code, Purpose.UNKNOWN);
    }
  }

  /**
   * Times as the standard writes them.
   *
   * @param zone of those without an offset; null to refuse them
   */
  private record MessageTimes(@Nullable ZoneId zone) {
    private static final int DAY = 10; // characters; an offset may follow

    /** Returns a time. */
    Instant read(@Nullable String written) throws RefusedItemException {
      if (written == null) {
        throw new RefusedItemException(RefusalReason.NO_TIME);
      }
      Instant time;
      try {
        time = Instant.ofEpochMilli(IsoTimeText.millis(written, local()));
      } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
        throw new RefusedItemException(RefusalReason.OUT_OF_RANGE);
      }
      if (zone == null && !IsoTimeText.hasOffset(written)) {
        throw new RefusedItemException(RefusalReason.NO_ZONE);
      }
      return time;
    }

    /** Returns a time that is no later than its day: noon, if the time is. */
    Instant onDay(String written, Instant time) throws RefusedItemException {
      try {
        LocalDate day = LocalDate.parse(written.substring(0, Math.min(DAY, written.length())));
        return time.atZone(local()).toLocalDate().isAfter(day)
            ? day.atTime(LocalTime.NOON).atZone(local()).toInstant()
            : time;
      } catch (DateTimeException e) {
        throw new RefusedItemException(RefusalReason.OUT_OF_RANGE);
      }
    }

    private ZoneId local() {
      return Objects.requireNonNullElse(zone, ZoneOffset.UTC);
    }
  }

  /** The ids of events, made of what tells items of messages apart. */
  private static final class PaymentIds {
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
}
