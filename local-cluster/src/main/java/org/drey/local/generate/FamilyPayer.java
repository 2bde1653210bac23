package org.drey.local.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.drey.event.AgeAssurance;
import org.drey.event.Channel;
import org.drey.event.Purpose;
import org.drey.event.Relationship;
import org.drey.local.generate.PaymentDesk.Bill;

/**
 * Does what an {@link EarlyPayer} does, with relatives who take paid calls and are not verified;
 * but one of the family is, and that lowers the score.
 */
final class FamilyPayer implements Person {
  private static final int DAYS = 24;

  @Override
  public void live(Diary diary, Random random) {
    int first = random.nextInt(diary.days() - DAYS);
    Country country = Country.abroad(random);
    List<Host> relatives = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Payee account = diary.circle().person(country, diary.daysBefore(400));
      relatives.add(diary.circle().host(country, account.opened(), AgeAssurance.UNKNOWN, account));
    }
    Payee mother = diary.circle().person(country, diary.daysBefore(900));
    Tie family = new Tie(mother, diary.daysBefore(120), Relationship.VERIFIED_FAMILY);
    Bill support = Bill.of(8000, Channel.REMITTANCE, Purpose.FAMILY);
    diary.pay(diary.sometime(first + 5, random), family, support, random);

    PaidMeetings meetings = new PaidMeetings(diary, random);
    meetings.pay(relatives.get(0), first);
    meetings.payAndJoin(relatives.get(1), first + 10);
    meetings.payAndJoin(relatives.get(2), first + 20);
    diary.plant(Truth.Kind.FAMILY_PAYER);
  }
}
