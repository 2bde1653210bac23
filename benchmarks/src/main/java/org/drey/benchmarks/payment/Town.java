package org.drey.benchmarks.payment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.drey.benchmarks.operator.Payments;
import org.drey.event.Payment;

/** People who send small payments abroad, day after day, through the steps of the job. */
final class Town {
  static final long DAY = Duration.ofDays(1).toMillis();

  private final Habit habit;
  private final Payments payments;
  private final SplittableRandom random;
  private final int people;
  private int day;

  /** How often they pay. */
  enum Habit {
    /** So seldom that hardly a rule fires. */
    SELDOM("few rules fire", 40),
    /** So often that every payment completes findings of every rule for payments abroad. */
    OFTEN("all rules fire", 2);

    /** To how many each of those pays who pay often, in turn; so many pay each of them. */
    private static final int CIRCLE = 5;

    private final String title;
    private final int everyDays;

    Habit(String title, int everyDays) {
      this.title = title;
      this.everyDays = everyDays;
    }

    String title() {
      return title;
    }
  }

  /**
   * A town.
   *
   * @param aDay how many payments a day
   */
  Town(Habit habit, Payments payments, int aDay, long seed) {
    this.habit = habit;
    this.payments = payments;
    this.people = aDay * habit.everyDays;
    this.random = new SplittableRandom(seed);
  }

  /** The payments of the next day, in the order of time. */
  List<Payment> nextDay() {
    List<Payment> made = new ArrayList<>();
    for (int payer = day % habit.everyDays; payer < people; payer += habit.everyDays) {
      long time = Payments.START + day * DAY + random.nextLong(DAY);
      made.add(
          payments.eligible(
              Payments.token("payer", payer), Payments.token("payee", payee(payer)), time));
    }
    made.sort(Comparator.comparing(Payment::getEventTime));
    day++;
    return made;
  }

  private int payee(int payer) {
    return habit == Habit.SELDOM
        ? random.nextInt(people)
        : (payer + day / habit.everyDays % Habit.CIRCLE) % people;
  }
}
