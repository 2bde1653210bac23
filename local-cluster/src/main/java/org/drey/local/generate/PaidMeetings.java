package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.drey.event.AgeAssurance;
import org.drey.event.Channel;
import org.drey.event.Purpose;
import org.drey.local.generate.PaymentDesk.Bill;

/**
 * The pattern that is looked for: a small payment abroad, then a private session with the payee.
 */
final class PaidMeetings {
  private static final List<Channel> CHANNELS =
      List.of(Channel.REMITTANCE, Channel.P2P, Channel.WALLET);
  private static final List<Purpose> PURPOSES =
      List.of(Purpose.FAMILY, Purpose.MEDICAL, Purpose.EDUCATION, Purpose.GIFT);
  private static final int EARLIEST = 9 * 60;
  private static final int LATEST = 19 * 60;

  private final Diary diary;
  private final Random random;
  private final Map<String, Tie> ties = new HashMap<>();

  PaidMeetings(Diary diary, Random random) {
    this.diary = diary;
    this.random = random;
  }

  /** Pays the host on a day and returns when. */
  Instant pay(Host host, int day) {
    Payee payee = host.payout();
    if (payee == null) {
      throw new IllegalArgumentException("a host without an account cannot be paid");
    }
    int minute = Chance.between(random, EARLIEST, LATEST);
    Instant at = diary.town().period().at(day, minute, random);
    Tie tie = ties.computeIfAbsent(payee.token(), token -> Tie.loose(payee, at));
    Bill bill =
        Bill.of(
            Chance.between(random, 1500, 9000),
            Chance.pick(random, CHANNELS),
            Chance.pick(random, PURPOSES));
    diary.pay(at, tie, bill, random);
    return at;
  }

  /** Pays the host on a day and joins a session within two hours. */
  void payAndJoin(Host host, int day) {
    Instant joined = pay(host, day).plusSeconds(Chance.between(random, 200, 5400));
    Duration stay = Duration.ofMinutes(Chance.between(random, 6, 40));
    diary.paidSession(host, joined, stay, AgeAssurance.UNKNOWN, random);
  }
}
