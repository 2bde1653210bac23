package org.drey.local.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.drey.event.Channel;
import org.drey.event.Purpose;
import org.drey.event.Relationship;
import org.drey.local.generate.PaymentDesk.Bill;

/** Pays one or two freelancers abroad, account to account. A freelancer has several clients. */
final class FreelanceClient implements Person {
  private final Places places;

  FreelanceClient(Places places) {
    this.places = places;
  }

  @Override
  public void live(Diary diary, Random random) {
    List<Tie> freelancers = new ArrayList<>();
    int count = Chance.between(random, 1, 2);
    for (int i = 0; i < count; i++) {
      freelancers.add(
          new Tie(
              Chance.pick(random, places.freelancers),
              diary.daysBefore(Chance.between(random, 1, 400)),
              Relationship.BUSINESS));
    }
    int interval = Chance.between(random, 7, 21);
    for (int day = random.nextInt(interval); day < diary.days(); day += interval) {
      Bill bill =
          Bill.of(Chance.between(random, 6000, 60000), Channel.ACCOUNT_TRANSFER, Purpose.SERVICES);
      diary.pay(diary.sometime(day, random), Chance.pick(random, freelancers), bill, random);
    }
  }
}
