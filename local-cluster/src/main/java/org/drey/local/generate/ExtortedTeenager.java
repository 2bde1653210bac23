package org.drey.local.generate;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.drey.event.AgeBand;
import org.drey.event.Channel;
import org.drey.event.Purpose;
import org.drey.local.generate.PaymentDesk.Bill;

/**
 * A victim: pays a stranger abroad several times within hours, again the next morning, and another
 * stranger two days later. Needs help; nothing of it counts against them.
 */
final class ExtortedTeenager implements Person {
  private static final int EVENING = 18 * 60;
  private static final int MORNING = 7 * 60;
  private static final List<Channel> CHANNELS = List.of(Channel.P2P, Channel.WALLET);

  private final List<Payee> receivers;
  private final int day;

  ExtortedTeenager(List<Payee> receivers, int day) {
    this.receivers = receivers;
    this.day = day;
  }

  @Override
  public AgeBand age() {
    return AgeBand.UNDER_18;
  }

  @Override
  public void live(Diary diary, Random random) {
    Period period = diary.town().period();
    Instant evening = period.at(day, EVENING + random.nextInt(60), random);
    Tie first = Tie.loose(receivers.get(0), evening);
    series(diary, first, evening, random);
    series(diary, first, period.at(day + 1, MORNING + random.nextInt(60), random), random);
    Instant later = period.at(day + 3, EVENING + random.nextInt(60), random);
    series(diary, Tie.loose(receivers.get(1), later), later, random);
    diary.plant(Truth.Kind.SEXTORTION_VICTIM);
  }

  /** Three or four payments within a few hours. */
  private static void series(Diary diary, Tie tie, Instant start, Random random) {
    int payments = Chance.between(random, 3, 4);
    Instant at = start;
    for (int i = 0; i < payments; i++) {
      Bill bill =
          Bill.of(
              Chance.between(random, 2000, 12000), Chance.pick(random, CHANNELS), Purpose.OTHER);
      diary.pay(at, tie, bill, random);
      at = at.plusSeconds(Chance.between(random, 900, 4200));
    }
  }
}
