package org.drey.local.generate;

import java.time.Instant;
import org.drey.event.AgeAssurance;
import org.drey.event.AgeBand;
import org.drey.event.NetworkClass;
import org.drey.local.people.PeopleRole;
import org.drey.local.people.WorldCountry;
import org.jspecify.annotations.Nullable;

/**
 * One who is in a world, with the tokens under which providers know them.
 *
 * @param number which one of the role, from 0
 * @param circleDay the day on which the circle begins
 * @param firstDay the day on which their own habits begin
 * @param opened when the account was opened
 * @param assurance what the platform asserts of their age as a host
 * @param mcc the merchant category of a business, else null
 * @param bank the payment firm of the account from which they pay
 * @param isp their internet provider
 */
record WorldMember(
    PeopleRole role,
    int number,
    int circleDay,
    int firstDay,
    WorldCountry country,
    Instant opened,
    AgeBand age,
    NetworkClass network,
    AgeAssurance assurance,
    @Nullable String mcc,
    String bank,
    String isp,
    String subject,
    String payee,
    String host,
    String room,
    String device) {

  /** Returns their token as a kind of entity; what is no kind is the name of a domain. */
  String token(String kind) {
    return switch (kind) {
      case "SUBJECT" -> subject;
      case "PAYEE", "MERCHANT" -> payee;
      case "HOST" -> host;
      case "DEVICE" -> device;
      default -> kind;
    };
  }
}
