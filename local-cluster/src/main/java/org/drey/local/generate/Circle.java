package org.drey.local.generate;

import java.time.Instant;
import org.drey.event.AgeAssurance;
import org.drey.event.KycLevel;
import org.drey.event.PayeeKind;
import org.jspecify.annotations.Nullable;

/** Makes those with whom the people of a world have to do: payees and hosts, each a new one. */
final class Circle {
  private final Tokens tokens;

  Circle(Tokens tokens) {
    this.tokens = tokens;
  }

  Payee person(Country country, Instant opened) {
    return payee(PayeeKind.PERSON, country, opened, KycLevel.BASIC, "");
  }

  Payee business(Country country, Instant opened, String trade) {
    return payee(PayeeKind.BUSINESS, country, opened, KycLevel.FULL, trade);
  }

  Payee charity(Country country, Instant opened) {
    return payee(PayeeKind.CHARITY, country, opened, KycLevel.FULL, "8398");
  }

  Host host(Country country, Instant opened, AgeAssurance assurance, @Nullable Payee payout) {
    return new Host(
        tokens.next("host"),
        tokens.next("room"),
        tokens.next("device"),
        country,
        opened,
        assurance,
        payout);
  }

  String session() {
    return tokens.next("session");
  }

  private Payee payee(PayeeKind kind, Country country, Instant opened, KycLevel kyc, String trade) {
    return new Payee(tokens.next("payee"), kind, country, opened, kyc, trade);
  }
}
