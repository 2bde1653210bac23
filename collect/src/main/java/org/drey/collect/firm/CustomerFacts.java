package org.drey.collect.firm;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.drey.event.AgeBand;
import org.drey.event.Channel;
import org.drey.event.KycLevel;
import org.drey.event.PayeeKind;
import org.jspecify.annotations.Nullable;

/**
 * The facts about the holder of an account.
 *
 * @param zone where they live; null if it is not known
 * @param opened when the account was opened; null if it is not known
 * @param kyc how well they were checked
 * @param channel by which the account pays and is paid
 * @param mcc of a merchant; null of any other, and if it is not known
 */
record CustomerFacts(
    PayeeKind kind,
    AgeBand age,
    @Nullable ZoneId zone,
    @Nullable LocalDate opened,
    KycLevel kyc,
    Channel channel,
    @Nullable String mcc) {
  private static final Pattern MCC = Pattern.compile("\\d{4}");

  static CustomerFacts of(FirmRows row) {
    return new CustomerFacts(
        row.symbol("kind", PayeeKind.class),
        row.symbol("age_band", AgeBand.class),
        zone(row.cell("zone")),
        opened(row.cell("opened")),
        row.symbol("kyc", KycLevel.class),
        row.symbol("channel", Channel.class),
        mcc(row.cell("mcc")));
  }

  private static @Nullable String mcc(String text) {
    if (!text.isEmpty() && !MCC.matcher(text).matches()) {
      throw new IllegalArgumentException("mcc is four digits such as 5411");
    }
    return text.isEmpty() ? null : text;
  }

  private static @Nullable ZoneId zone(String text) {
    try {
      return text.isEmpty() ? null : ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("zone is one such as Europe/Berlin or +01:00", e);
    }
  }

  private static @Nullable LocalDate opened(String text) {
    try {
      return text.isEmpty() ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("opened is a date such as 2024-05-31", e);
    }
  }

  /** Returns their offset from UTC at a time, in minutes east; null if it is not known. */
  @Nullable Long offsetMinutes(Instant at) {
    return zone == null ? null : zone.getRules().getOffset(at).getTotalSeconds() / 60L;
  }

  /**
   * Returns the age of the account at a time; null if it is not known, or was opened days after:
   * then the file is about another account of the same number.
   */
  @Nullable Long accountDays(Instant at) {
    if (opened == null) {
      return null;
    }
    long days = ChronoUnit.DAYS.between(opened, at.atOffset(ZoneOffset.UTC).toLocalDate());
    return days < -1 ? null : Long.valueOf(Math.max(0, days)); // of one day may be the zones
  }
}
