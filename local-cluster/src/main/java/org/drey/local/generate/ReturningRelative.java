package org.drey.local.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.drey.event.AgeAssurance;

/**
 * Pays relatives abroad who take paid calls and whom the payment firm has not verified, day after
 * day; once an analyst knows that, does it all over again. Each half alone is enough for an alert.
 */
final class ReturningRelative implements Person {
  private static final int RELATIVES = 4;
  private static final int MEETINGS = 12;

  @Override
  public void live(Diary diary, Random random) {
    Country country = Country.abroad(random);
    List<Host> relatives = new ArrayList<>();
    for (int i = 0; i < RELATIVES; i++) {
      Payee account = diary.circle().person(country, diary.daysBefore(400));
      relatives.add(diary.circle().host(country, account.opened(), AgeAssurance.UNKNOWN, account));
    }
    PaidMeetings meetings = new PaidMeetings(diary, random);
    int half = diary.days() / 2;
    for (int i = 0; i < MEETINGS; i++) {
      meetings.payAndJoin(relatives.get(i % RELATIVES), half - 2 - MEETINGS + i);
      meetings.payAndJoin(relatives.get(i % RELATIVES), half + 1 + i);
    }
    diary.resemble(LookAlike.RETURNING_RELATIVE);
  }
}
